/* The recorder's ledger in C: the same tables, the same rules and the same SQLite, and nothing around them.
 *
 * The database has been made by `landing-tracker campaign add`, so its tables and constraints are the product's. Where
 * the measure allows it this is plainer. A click id goes into the index together with its journey, there is one
 * campaign, and every click is of it; leads and postbacks follow their click.
 */
#define _GNU_SOURCE
#include "ledger.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- All that knows the schema ---- */

/* As the product sets up its writer. Copying the WAL back is left to SQLite, on the thread that commits. */
static const char setup[] =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
    "PRAGMA cache_size = -8192; PRAGMA temp_store = MEMORY";

/* A status as its place among the words, which SQL counts from 1. */
#define STATUS_NUMBER(word) "(instr('accept expect reject trash', " word ") + 6) / 7"
enum { no_status, accept, expect, reject, trash, status_count };
static const char *const status_words[status_count] = {NULL, "accept", "expect", "reject", "trash"};

static const char campaign_query[] =
    "SELECT id, cost_value, currency, json_extract(status_mapper, '$.parameter') FROM campaign LIMIT 1";
static const char mapping_query[] =
    "SELECT key, " STATUS_NUMBER("value") " FROM campaign, json_each(status_mapper, '$.mapping')";

/* What the product's index takes for granted once every journey is in it. */
static const char progress_update[] =
    "UPDATE index_progress SET last_journey_id = (SELECT coalesce(max(id), 0) FROM journey)";

enum statement {
    begin, commit,
    insert_journey, insert_index, find_journey,
    insert_repeat, update_repeat,
    insert_lead, update_lead, update_first_lead,
    insert_postback, update_postback, update_first_postback,
    update_quarter_hour, insert_quarter_hour, update_payout, insert_payout,
    update_day, insert_day, update_day_payout, insert_day_payout, update_campaign, insert_campaign,
    statement_count
};

/* An UPDATE names no more columns than it must: SQLite rewrites the entries of every index that one of them is in. */
static const char *const texts[statement_count] = {
    [begin] = "BEGIN IMMEDIATE",
    [commit] = "COMMIT",
    [insert_journey] = /* click id, campaign, time, has parameters, parameters */
        "INSERT INTO journey (click_id, campaign_id, sent_campaign_id, clicked_at, has_parameters, lead_count,"
        "    postback_count, repeat_count, is_lead, created_at, last_activity_at, byte_count, surplus_count,"
        "    parameters)"
        "SELECT ?1, ?2, ?2, ?3, ?4, 0, 0, 0, 0, ?3, ?3, length(CAST(?5 AS BLOB)), 0, ?5 "
        "WHERE NOT EXISTS (SELECT 1 FROM index_level_1 WHERE click_id = ?1)",
    [insert_index] = /* click id, journey */
        "INSERT INTO index_level_1 (click_id, journey_id) VALUES (?, ?)",
    [find_journey] = /* click id */
        "SELECT id, clicked_at, has_parameters, " STATUS_NUMBER("status") ", lead_count, postback_count,"
        "    repeat_count, last_activity_at FROM index_level_1 JOIN journey ON journey.id = journey_id"
        "    WHERE index_level_1.click_id = ?",
    [insert_repeat] = /* journey, parameters, time, campaign */
        "INSERT INTO repeated_click (journey_id, parameters, created_at, sent_campaign_id) VALUES (?, ?, ?, ?)",
    [update_repeat] = /* journey, last activity, count, bytes of the event */
        "UPDATE journey SET last_activity_at = ?2, repeat_count = ?3, byte_count = byte_count + ?8 WHERE id = ?1",
    [insert_lead] = /* journey, parameters, time */
        "INSERT INTO lead (journey_id, parameters, created_at) VALUES (?, ?, ?)",
    [update_lead] = /* the same */
        "UPDATE journey SET last_activity_at = ?2, lead_count = ?3, byte_count = byte_count + ?8 WHERE id = ?1",
    [update_first_lead] =
        "UPDATE journey SET last_activity_at = ?2, lead_count = ?3, byte_count = byte_count + ?8, is_lead = 1"
        "    WHERE id = ?1",
    [insert_postback] = /* journey, parameters, time, status, payout, currency */
        "INSERT INTO postback (journey_id, parameters, created_at, status, payout, currency)"
        "VALUES (?, ?, ?, ?, ?, ?)",
    [update_postback] = /* journey, last activity, count, status, payout, currency, time, bytes */
        "UPDATE journey SET last_activity_at = ?2, postback_count = ?3, status = ?4, payout = ?5, currency = ?6,"
        "    converted_at = ?7, byte_count = byte_count + ?8 WHERE id = ?1",
    [update_first_postback] =
        "UPDATE journey SET last_activity_at = ?2, postback_count = ?3, status = ?4, payout = ?5, currency = ?6,"
        "    converted_at = ?7, byte_count = byte_count + ?8, is_lead = 1 WHERE id = ?1",
    [update_quarter_hour] = /* campaign, slot, has parameters, `struct figures` from clicks on */
        "UPDATE quarter_hour SET clicks = clicks + ?4, repeats = repeats + ?5, leads = leads + ?6,"
        "    accept_leads = accept_leads + ?7, expect_leads = expect_leads + ?8, reject_leads = reject_leads + ?9,"
        "    trash_leads = trash_leads + ?10"
        "    WHERE campaign_id = ?1 AND slot = ?2 AND has_parameters = ?3",
    [insert_quarter_hour] =
        "INSERT INTO quarter_hour (campaign_id, slot, has_parameters, clicks, repeats, leads, accept_leads,"
        "    expect_leads, reject_leads, trash_leads) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    [update_payout] = /* campaign, slot, has parameters, `struct payouts`; the currency is the campaign's */
        "UPDATE quarter_hour_payout SET accept_units = accept_units + ?4, accept_fraction = accept_fraction + ?5,"
        "    expect_units = expect_units + ?6, expect_fraction = expect_fraction + ?7"
        "    WHERE campaign_id = ?1 AND slot = ?2 AND has_parameters = ?3"
        "    AND currency = (SELECT currency FROM campaign WHERE id = ?1)",
    [insert_payout] =
        "INSERT INTO quarter_hour_payout (campaign_id, slot, has_parameters, currency, accept_units,"
        "    accept_fraction, expect_units, expect_fraction)"
        "VALUES (?1, ?2, ?3, (SELECT currency FROM campaign WHERE id = ?1), ?4, ?5, ?6, ?7)",
    [update_day] = /* as for a quarter of an hour, with the day in place of the slot; the third is not used */
        "UPDATE campaign_day SET clicks = clicks + ?4, repeats = repeats + ?5, leads = leads + ?6,"
        "    accept_leads = accept_leads + ?7, expect_leads = expect_leads + ?8, reject_leads = reject_leads + ?9,"
        "    trash_leads = trash_leads + ?10 WHERE campaign_id = ?1 AND day = ?2",
    [insert_day] =
        "INSERT INTO campaign_day (campaign_id, day, clicks, repeats, leads, accept_leads, expect_leads,"
        "    reject_leads, trash_leads) VALUES (?1, ?2, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    [update_day_payout] =
        "UPDATE campaign_day_payout SET accept_units = accept_units + ?4, accept_fraction = accept_fraction + ?5,"
        "    expect_units = expect_units + ?6, expect_fraction = expect_fraction + ?7"
        "    WHERE campaign_id = ?1 AND day = ?2 AND currency = (SELECT currency FROM campaign WHERE id = ?1)",
    [insert_day_payout] =
        "INSERT INTO campaign_day_payout (campaign_id, day, currency, accept_units, accept_fraction,"
        "    expect_units, expect_fraction)"
        "VALUES (?1, ?2, (SELECT currency FROM campaign WHERE id = ?1), ?4, ?5, ?6, ?7)",
    [update_campaign] = /* campaign, clicks, leads, last activity */
        "UPDATE campaign_counter SET clicks = clicks + ?2, leads = leads + ?3,"
        "    last_activity_at = max(last_activity_at, ?4) WHERE campaign_id = ?1",
    [insert_campaign] =
        "INSERT INTO campaign_counter (campaign_id, clicks, leads, last_activity_at) VALUES (?, ?, ?, ?)",
};

/* ---- SQLite ---- */

static sqlite3 *database;
static sqlite3_stmt *statements[statement_count];

static void require(bool condition)
{
    if (condition)
        return;
    fprintf(stderr, "ledger: %s\n", sqlite3_errmsg(database));
    exit(70);
}

static void execute(const char *text)
{
    require(sqlite3_exec(database, text, NULL, NULL, NULL) == SQLITE_OK);
}

static sqlite3_stmt *prepared(const char *text)
{
    sqlite3_stmt *statement;

    require(sqlite3_prepare_v3(database, text, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) == SQLITE_OK);
    return statement;
}

static void run(enum statement number)
{
    require(sqlite3_step(statements[number]) == SQLITE_DONE);
    sqlite3_reset(statements[number]);
}

static void bind_integer(enum statement number, int place, int64_t value)
{
    sqlite3_bind_int64(statements[number], place, value);
}

static void bind_text(enum statement number, int place, const char *text, int length)
{
    sqlite3_bind_text(statements[number], place, text, length, SQLITE_STATIC);
}

static void bind_click_id(enum statement number, const unsigned char *click_id)
{
    sqlite3_bind_blob(statements[number], 1, click_id, 16, SQLITE_STATIC);
}

/* ---- The campaign ---- */

enum { word_limit = 32 };

static struct {
    int64_t id, cost;
    char currency[4];
    char member[64]; /* Of a postback's parameters, up to the word of its status. */
    int word_count;
    struct { char text[32]; int status; } words[word_limit];
} campaign;

static void copy_column(char *text, size_t size, const char *format, sqlite3_stmt *row, int column)
{
    snprintf(text, size, format, sqlite3_column_text(row, column));
}

static void read_campaign(void)
{
    sqlite3_stmt *query = prepared(campaign_query), *mapping = prepared(mapping_query);

    require(sqlite3_step(query) == SQLITE_ROW);
    campaign.id = sqlite3_column_int64(query, 0);
    campaign.cost = sqlite3_column_int64(query, 1);
    copy_column(campaign.currency, sizeof campaign.currency, "%s", query, 2);
    copy_column(campaign.member, sizeof campaign.member, "\"%s\":\"", query, 3);
    for (int number = 0; number < word_limit && sqlite3_step(mapping) == SQLITE_ROW; number++) {
        copy_column(campaign.words[number].text, sizeof campaign.words[number].text, "%s\"", mapping, 0);
        campaign.words[number].status = sqlite3_column_int(mapping, 1);
        campaign.word_count++;
    }
    sqlite3_finalize(query);
    sqlite3_finalize(mapping);
}

/* The parameters are of this program, flat and without escapes: no parser is needed to find the word. */
static int mapped_status(const struct event *event)
{
    size_t length = strlen(campaign.member);
    const char *word = memmem(event->parameters, (size_t)event->length, campaign.member, length);

    for (int number = 0; word && number < campaign.word_count; number++)
        if (strncmp(word + length, campaign.words[number].text, strlen(campaign.words[number].text)) == 0)
            return campaign.words[number].status;
    return trash;
}

/* ---- Journeys and what they come to ---- */

struct journey {
    int64_t id, clicked_at, lead_count, postback_count, repeat_count, last_activity_at;
    bool has_parameters;
    int status;
};

/* Changes of a row of quarter_hour, and of one of quarter_hour_payout; the first three are the key of both. */
struct figures {
    int64_t campaign, slot, has_parameters, clicks, repeats, leads, accept_leads, expect_leads, reject_leads,
        trash_leads;
};
struct payouts {
    int64_t campaign, slot, has_parameters, accept_units, accept_fraction, expect_units, expect_fraction;
};

/* Of one transaction, so that each row is written once. */
enum { slot_limit = 64, slots_in_day = 96 };
static struct {
    int slot_count;
    struct figures slots[slot_limit];
    struct payouts payouts[slot_limit];
    int64_t clicks, leads, last_activity_at;
} counters;

static void add_to_row(enum statement update, enum statement insert, const int64_t *values, int value_count)
{
    for (int place = 0; place < value_count; place++) {
        bind_integer(update, place + 1, values[place]);
        bind_integer(insert, place + 1, values[place]);
    }
    run(update);
    if (sqlite3_changes(database) == 0)
        run(insert);
}

static void save_counters(void)
{
    enum { figure_count = sizeof(struct figures) / sizeof(int64_t) };
    enum { payout_count = sizeof(struct payouts) / sizeof(int64_t) };
    int64_t of_campaign[] = {campaign.id, counters.clicks, counters.leads, counters.last_activity_at};

    for (int number = 0; number < counters.slot_count; number++) {
        struct figures *figures = &counters.slots[number];
        struct payouts *payouts = &counters.payouts[number];
        bool is_paid = payouts->accept_units || payouts->accept_fraction || payouts->expect_units
            || payouts->expect_fraction;

        add_to_row(update_quarter_hour, insert_quarter_hour, &figures->campaign, figure_count);
        if (is_paid)
            add_to_row(update_payout, insert_payout, &payouts->campaign, payout_count);
        figures->slot /= slots_in_day;
        payouts->slot /= slots_in_day;
        add_to_row(update_day, insert_day, &figures->campaign, figure_count);
        if (is_paid)
            add_to_row(update_day_payout, insert_day_payout, &payouts->campaign, payout_count);
    }
    add_to_row(update_campaign, insert_campaign, of_campaign, 4);
    memset(&counters, 0, sizeof counters);
}

static struct figures *figures_of(const struct journey *journey)
{
    int64_t slot = journey->clicked_at / 900000;
    struct figures *figures = counters.slots, *end = figures + counters.slot_count;

    while (figures < end && (figures->slot != slot || figures->has_parameters != journey->has_parameters))
        figures++;
    if (figures == end) {
        require(counters.slot_count++ < slot_limit);
        figures->campaign = campaign.id;
        figures->slot = slot;
        figures->has_parameters = journey->has_parameters;
        memcpy(&counters.payouts[figures - counters.slots], figures, 3 * sizeof(int64_t));
    }
    return figures;
}

/* Takes a journey in (sign 1) or out (sign -1). Sums of money stand in two columns: whole units, and 1/100,000 left. */
static void count(const struct journey *journey, int sign)
{
    struct figures *figures = figures_of(journey);
    struct payouts *payouts = &counters.payouts[figures - counters.slots];

    figures->clicks += sign;
    figures->repeats += sign * journey->repeat_count;
    figures->leads += sign * (journey->lead_count + journey->postback_count > 0);
    switch (journey->status) {
    case accept:
        figures->accept_leads += sign;
        payouts->accept_units += sign * (campaign.cost / 100000);
        payouts->accept_fraction += sign * (campaign.cost % 100000);
        break;
    case expect:
        figures->expect_leads += sign;
        payouts->expect_units += sign * (campaign.cost / 100000);
        payouts->expect_fraction += sign * (campaign.cost % 100000);
        break;
    case reject: figures->reject_leads += sign; break;
    case trash: figures->trash_leads += sign; break;
    }
    counters.clicks += sign;
    counters.leads += sign * (journey->lead_count + journey->postback_count > 0);
    if (counters.last_activity_at < journey->last_activity_at)
        counters.last_activity_at = journey->last_activity_at;
}

static struct journey found_journey(const struct event *event)
{
    sqlite3_stmt *query = statements[find_journey];
    struct journey journey;

    bind_click_id(find_journey, event->click_id);
    require(sqlite3_step(query) == SQLITE_ROW);
    journey.id = sqlite3_column_int64(query, 0);
    journey.clicked_at = sqlite3_column_int64(query, 1);
    journey.has_parameters = sqlite3_column_int(query, 2);
    journey.status = sqlite3_column_int(query, 3);
    journey.lead_count = sqlite3_column_int64(query, 4);
    journey.postback_count = sqlite3_column_int64(query, 5);
    journey.repeat_count = sqlite3_column_int64(query, 6);
    journey.last_activity_at = sqlite3_column_int64(query, 7);
    sqlite3_reset(query);
    return journey;
}

/* ---- The rules of the journey ---- */

/* Nearly every click is the first of its journey, so it is inserted before it is looked for. */
static bool inserted_first(const struct event *event)
{
    struct journey journey = {.clicked_at = event->time, .last_activity_at = event->time};

    journey.has_parameters = event->length > 2;
    bind_click_id(insert_journey, event->click_id);
    bind_integer(insert_journey, 2, campaign.id);
    bind_integer(insert_journey, 3, event->time);
    bind_integer(insert_journey, 4, journey.has_parameters);
    bind_text(insert_journey, 5, event->parameters, event->length);
    run(insert_journey);
    if (sqlite3_changes(database) == 0)
        return false;
    journey.id = sqlite3_last_insert_rowid(database);
    bind_click_id(insert_index, event->click_id);
    bind_integer(insert_index, 2, journey.id);
    run(insert_index);
    count(&journey, 1);
    return true;
}

static void run_with_event(enum statement insert, const struct journey *journey, const struct event *event)
{
    bind_integer(insert, 1, journey->id);
    bind_text(insert, 2, event->parameters, event->length);
    bind_integer(insert, 3, event->time);
    run(insert);
}

static void run_with_journey(
    enum statement update, const struct journey *journey, int64_t count, const struct event *event)
{
    bind_integer(update, 1, journey->id);
    bind_integer(update, 2, journey->last_activity_at);
    bind_integer(update, 3, count);
    bind_integer(update, 8, event->length);
    run(update);
}

static void bind_conversion(enum statement number, int status)
{
    bind_text(number, 4, status_words[status], -1);
    if (status == accept || status == expect) {
        bind_integer(number, 5, campaign.cost);
        bind_text(number, 6, campaign.currency, -1);
    } else {
        sqlite3_bind_null(statements[number], 5);
        sqlite3_bind_null(statements[number], 6);
    }
}

static void record(const struct event *event)
{
    struct journey journey;
    bool is_lead;
    enum statement update;

    if (event->kind == click && inserted_first(event))
        return;
    journey = found_journey(event);
    count(&journey, -1);
    is_lead = journey.lead_count + journey.postback_count > 0;
    if (journey.last_activity_at < event->time)
        journey.last_activity_at = event->time;
    switch (event->kind) {
    case click:
        run_with_journey(update_repeat, &journey, ++journey.repeat_count, event);
        bind_integer(insert_repeat, 4, campaign.id);
        run_with_event(insert_repeat, &journey, event);
        break;
    case lead:
        run_with_journey(is_lead ? update_lead : update_first_lead, &journey, ++journey.lead_count, event);
        run_with_event(insert_lead, &journey, event);
        break;
    case postback:
        update = is_lead ? update_postback : update_first_postback;
        journey.status = mapped_status(event);
        bind_conversion(update, journey.status);
        bind_integer(update, 7, event->time);
        run_with_journey(update, &journey, ++journey.postback_count, event);
        bind_conversion(insert_postback, journey.status);
        run_with_event(insert_postback, &journey, event);
        break;
    }
    count(&journey, 1);
}

void store(const struct event *events, int event_count)
{
    run(begin);
    for (int number = 0; number < event_count; number++)
        record(&events[number]);
    save_counters();
    run(commit);
}

void open_ledger(const char *path)
{
    require(sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK);
    execute(setup);
    read_campaign();
    for (int number = 0; number < statement_count; number++)
        statements[number] = prepared(texts[number]);
}

void close_ledger(void)
{
    execute(progress_update);
    for (int number = 0; number < statement_count; number++)
        sqlite3_finalize(statements[number]);
    require(sqlite3_close(database) == SQLITE_OK);
}
