// The text of the first step. Released SQL is never edited: a change is a further step.
//
// A CHECK passes when it is NULL, hence the `IS NOT NULL` in front of each comparison of a nullable column.
//
// `IN` with more than two words would build a table of them for every row that is written; hence the ORs.
extension Schema {
    static let campaignTable = """
        CREATE TABLE campaign (
            id INTEGER PRIMARY KEY CHECK (id BETWEEN 1 AND 9007199254740991),
            name TEXT NOT NULL CHECK (name <> ''),
            cost_model TEXT NOT NULL CHECK (cost_model IN ('cpc', 'cpm', 'cpl', 'cpa', 'cpi')),
            cost_value INTEGER NOT NULL CHECK (cost_value >= 0),
            currency TEXT NOT NULL CHECK (currency GLOB '[a-z][a-z][a-z]'),
            -- The JSON text as it was given.
            status_mapper TEXT CHECK (status_mapper IS NULL OR json_valid(status_mapper)),
            -- The parameter by whose values expenses are given; decided by the first of them, NULL without any.
            expenses_distribution_parameter TEXT,
            -- Whether the lists of the pages leave it out.
            is_archived INTEGER NOT NULL CHECK (is_archived IN (0, 1)),
            created_at INTEGER NOT NULL
        ) STRICT;
        """

    /// What reports read: one row per click id, kept current in the transaction of each event.
    static let journeyTable = """
        CREATE TABLE journey (
            id INTEGER PRIMARY KEY,
            click_id BLOB NOT NULL CHECK (length(click_id) = 16),
            -- Decided by the first click; NULL with a clicked_at: unattributed.
            campaign_id INTEGER REFERENCES campaign (id),
            -- The time of the first click, and the number that it sent; NULL while only leads or postbacks have come.
            clicked_at INTEGER,
            sent_campaign_id INTEGER CHECK (sent_campaign_id BETWEEN 1 AND 9007199254740991),
            -- Whether the first click has any parameter.
            has_parameters INTEGER NOT NULL CHECK (has_parameters = 0 OR has_parameters = 1),
            -- The conversion: that of the latest postback by arrival, and when that came.
            status TEXT CHECK (status = 'accept' OR status = 'expect' OR status = 'reject' OR status = 'trash'),
            payout INTEGER CHECK (payout >= 0),
            currency TEXT CHECK (currency GLOB '[a-z][a-z][a-z]'),
            converted_at INTEGER,
            lead_count INTEGER NOT NULL CHECK (lead_count >= 0),
            postback_count INTEGER NOT NULL CHECK (postback_count >= 0),
            repeat_count INTEGER NOT NULL CHECK (repeat_count >= 0),
            -- Of the parameters of all events, and how many came when there was no room left.
            byte_count INTEGER NOT NULL CHECK (byte_count >= 0),
            surplus_count INTEGER NOT NULL CHECK (surplus_count >= 0),
            -- Whether a lead or a postback has come: a column of its own, so that the indexes on it are written
            -- once per journey and not with each event.
            is_lead INTEGER NOT NULL CHECK (is_lead = (lead_count + postback_count > 0)),
            created_at INTEGER NOT NULL,
            last_activity_at INTEGER NOT NULL CHECK (last_activity_at >= created_at),
            -- Of the first click; last, since they may be long.
            parameters TEXT CHECK (has_parameters = (parameters IS NOT NULL AND parameters <> '{}')),
            CHECK ((sent_campaign_id IS NOT NULL) = (clicked_at IS NOT NULL)),
            CHECK ((parameters IS NOT NULL) = (clicked_at IS NOT NULL)),
            CHECK (clicked_at IS NOT NULL OR lead_count + postback_count > 0),
            CHECK (clicked_at IS NOT NULL OR (campaign_id IS NULL AND repeat_count = 0 AND has_parameters = 0)),
            CHECK ((status IS NOT NULL) = (campaign_id IS NOT NULL AND postback_count > 0)),
            CHECK ((payout IS NOT NULL) = (status IS NOT NULL AND status IN ('accept', 'expect'))),
            CHECK ((currency IS NOT NULL) = (payout IS NOT NULL)),
            CHECK ((converted_at IS NOT NULL) = (status IS NOT NULL))
        ) STRICT;
        """

    /// Finds a journey by its click id. Apart from `journey`, since many entries at once cost far less than each
    /// with its journey; those that are not there yet are in memory, see `ClickIDIndex`.
    ///
    /// Without foreign keys: entries are made from rows of `journey`, which are never removed, and to look once more
    /// would read a page for each.
    static let indexTables = """
        CREATE TABLE index_level_1 (
            click_id BLOB PRIMARY KEY CHECK (length(click_id) = 16),
            journey_id INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        -- Most entries of a large index, moved here some at a time.
        CREATE TABLE index_level_2 (
            click_id BLOB PRIMARY KEY CHECK (length(click_id) = 16),
            journey_id INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        -- One row: every journey up to this one is in one of them.
        CREATE TABLE index_progress (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            last_journey_id INTEGER NOT NULL CHECK (last_journey_id >= 0)
        ) STRICT;
        INSERT INTO index_progress (id, last_journey_id) VALUES (1, 0);
        """

    /// What happened beside first clicks, which stand in their journey's row; never changed afterwards but for the
    /// conversion of a postback that came before its click.
    static let eventTables = """
        CREATE TABLE repeated_click (
            id INTEGER PRIMARY KEY,
            journey_id INTEGER NOT NULL REFERENCES journey (id),
            sent_campaign_id INTEGER NOT NULL CHECK (sent_campaign_id BETWEEN 1 AND 9007199254740991),
            parameters TEXT NOT NULL,
            created_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX repeated_click_by_journey ON repeated_click (journey_id);

        CREATE TABLE lead (
            id INTEGER PRIMARY KEY,
            journey_id INTEGER NOT NULL REFERENCES journey (id),
            parameters TEXT NOT NULL,
            created_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX lead_by_journey ON lead (journey_id);

        CREATE TABLE postback (
            id INTEGER PRIMARY KEY,
            journey_id INTEGER NOT NULL REFERENCES journey (id),
            parameters TEXT NOT NULL,
            status TEXT CHECK (status = 'accept' OR status = 'expect' OR status = 'reject' OR status = 'trash'),
            payout INTEGER CHECK (payout >= 0),
            currency TEXT CHECK (currency GLOB '[a-z][a-z][a-z]'),
            created_at INTEGER NOT NULL,
            CHECK ((payout IS NOT NULL) = (status IS NOT NULL AND status IN ('accept', 'expect'))),
            CHECK ((currency IS NOT NULL) = (payout IS NOT NULL))
        ) STRICT;
        CREATE INDEX postback_by_journey ON postback (journey_id);

        -- Postbacks that came before their journey got its campaign, all but the last one: mapped step by step, with
        -- the campaign's settings of that moment.
        CREATE TABLE waiting_mapping (
            journey_id INTEGER PRIMARY KEY REFERENCES journey (id),
            cost_value INTEGER NOT NULL CHECK (cost_value >= 0),
            currency TEXT NOT NULL CHECK (currency GLOB '[a-z][a-z][a-z]'),
            status_mapper TEXT,
            -- The last one that is mapped, 0 before the first, and the one that was mapped at once.
            mapped_postback_id INTEGER NOT NULL,
            end_postback_id INTEGER NOT NULL CHECK (mapped_postback_id < end_postback_id),
            -- The move that brought the journey here, which keeps what they meant before; NULL when there was none.
            move_id INTEGER REFERENCES moved_journey (id)
        ) STRICT;
        """
}
