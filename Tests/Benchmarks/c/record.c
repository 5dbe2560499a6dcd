/* Stores events with ledger.c: the measure of the recorder.
 *
 * ledger -b BATCH [-m clicks|site] [-w SECONDS] -s SECONDS|-e EVENTS DATABASE
 *
 * One thread makes events, another stores them, BATCH in each transaction: after a warm-up of -w for -s, or until so
 * many are stored. Prints `RESULT events commits nanoseconds processor-nanoseconds`, the last of the storing thread.
 */
#define _GNU_SOURCE
#include "ledger.h"

#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* ---- Events: the same as Recording/EventStream.swift makes for the recorder ---- */

/* A lead is of a click, and a postback of a lead, so many of their kind ago. */
enum { distance = 256 };
struct history {
    uint64_t count;
    unsigned char click_ids[distance][16];
};

static bool recall(struct event *event, struct history *past, struct history *next)
{
    if (past->count < distance)
        return false;
    memcpy(event->click_id, past->click_ids[past->count % distance], 16);
    if (next)
        memcpy(next->click_ids[next->count++ % distance], event->click_id, 16);
    return true;
}

static int64_t now(clockid_t clock)
{
    struct timespec time;

    clock_gettime(clock, &time);
    return time.tv_sec * INT64_C(1000000000) + time.tv_nsec;
}

/* SplitMix64. */
static uint64_t random_number(void)
{
    static uint64_t state;
    uint64_t mixed;

    if (state == 0)
        state = (uint64_t)now(CLOCK_REALTIME);
    mixed = state += 0x9E3779B97F4A7C15;
    mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9;
    mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EB;
    return mixed ^ mixed >> 31;
}

/* The next click or, mixed, one of 100 clicks : 30 leads : 15 postbacks : 1 repeated click. */
static void make_event(struct event *event, bool is_mixed)
{
    /* What is left of the 290 bytes of Load/events.lua without the click id and the campaign. */
    static const char of_click[] =
        "{\"source\":\"facebook\",\"campaign_name\":\"LatAm Ring Campaign\",\"adset_name\":\"MX Android\","
        "\"ad_name\":\"video-01\",\"utm_term\":\"some words for a term\","
        "\"fbclid\":\"IwAR0abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGH\"}";
    static const char of_lead[] = "{\"offer_id\":\"456\",\"source\":\"landing\"}";
    static const char of_postback[] = "{\"status\":\"approved\",\"payout\":\"10\"}";
    static struct history clicks, leads;
    static uint64_t count;
    uint64_t turn = is_mixed ? count++ * 45 % 146 : 45;
    const char *parameters = of_click;

    event->time = now(CLOCK_REALTIME) / 1000000;
    event->kind = click;
    if (turn < 30 && recall(event, &clicks, &leads)) {
        event->kind = lead;
        parameters = of_lead;
    } else if (turn >= 30 && turn < 45 && recall(event, &leads, NULL)) {
        event->kind = postback;
        parameters = of_postback;
    } else if (turn != 145 || !recall(event, &clicks, NULL)) {
        uint64_t random[2] = {random_number(), random_number()};

        memcpy(event->click_id, random, 16);
        memcpy(clicks.click_ids[clicks.count++ % distance], random, 16);
    }
    event->length = (int)strlen(parameters);
    memcpy(event->parameters, parameters, (size_t)event->length);
}

/* ---- The two threads ---- */

/* One is stored while the next is made. */
static struct event *batches[2];
static sem_t is_made, is_free;
static atomic_bool is_finished;

static struct {
    int batch_size;
    bool is_mixed;
    int64_t warm_up, duration, event_limit; /* Nanoseconds; 0: none. */
} settings = {.batch_size = 64};

static void *store_events(void *unused)
{
    int64_t start = now(CLOCK_MONOTONIC), end = start, events = 0, commits = 0;
    int64_t processor_start = now(CLOCK_THREAD_CPUTIME_ID);
    bool is_warm = settings.warm_up == 0;

    for (unsigned turn = 0; !is_finished; turn++) {
        sem_wait(&is_made);
        store(batches[turn % 2], settings.batch_size);
        sem_post(&is_free);
        end = now(CLOCK_MONOTONIC);
        if (!is_warm && end - start >= settings.warm_up) {
            is_warm = true;
            start = end;
            processor_start = now(CLOCK_THREAD_CPUTIME_ID);
        } else if (is_warm) {
            commits++;
            events += settings.batch_size;
            is_finished = settings.event_limit ? events >= settings.event_limit
                                               : end - start >= settings.duration;
        }
    }
    printf("RESULT %lld %lld %lld %lld\n", (long long)events, (long long)commits, (long long)(end - start),
        (long long)(now(CLOCK_THREAD_CPUTIME_ID) - processor_start));
    sem_post(&is_free);
    return unused;
}

static void make_events(void)
{
    for (unsigned turn = 0; !is_finished; turn++) {
        for (int number = 0; number < settings.batch_size; number++)
            make_event(&batches[turn % 2][number], settings.is_mixed);
        sem_post(&is_made);
        sem_wait(&is_free);
    }
}

static bool read_options(int count, char **arguments)
{
    int option;

    while ((option = getopt(count, arguments, "b:m:w:s:e:")) != -1)
        switch (option) {
        case 'b': settings.batch_size = atoi(optarg); break;
        case 'm': settings.is_mixed = strcmp(optarg, "site") == 0; break;
        case 'w': settings.warm_up = atoll(optarg) * 1000000000; break;
        case 's': settings.duration = atoll(optarg) * 1000000000; break;
        case 'e': settings.event_limit = atoll(optarg); break;
        default: return false;
        }
    return optind == count - 1 && settings.batch_size > 0 && (settings.duration || settings.event_limit);
}

int main(int count, char **arguments)
{
    pthread_t thread;

    if (!read_options(count, arguments)) {
        fputs("usage: ledger -b BATCH [-m clicks|site] [-w SECONDS] -s SECONDS|-e EVENTS DATABASE\n", stderr);
        return 64;
    }
    open_ledger(arguments[optind]);
    for (int number = 0; number < 2; number++)
        batches[number] = calloc((size_t)settings.batch_size, sizeof(struct event));
    sem_init(&is_made, 0, 0);
    sem_init(&is_free, 0, 1);
    pthread_create(&thread, NULL, store_events, NULL);
    make_events();
    pthread_join(thread, NULL);
    close_ledger();
    return 0;
}
