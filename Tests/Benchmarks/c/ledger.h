/* What ledger.c stores, and how it is asked to. A failure ends the program. */
#include <stdbool.h>
#include <stdint.h>

struct event {
    enum { click, lead, postback } kind;
    unsigned char click_id[16];
    int64_t time; /* UTC milliseconds */
    int length;
    char parameters[256];
};

void open_ledger(const char *path);
void close_ledger(void);

/* In one transaction. */
void store(const struct event *events, int event_count);
