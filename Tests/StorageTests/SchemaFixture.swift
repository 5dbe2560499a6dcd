/// A database as the first release made it, with one journey of each kind; never edited.
///
/// A test compares a new database with it, so that an edit of a released migration is seen.
enum SchemaFixture {
    static let firstSchema = #"""
        PRAGMA application_id = 1280602731;
        CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
        INSERT INTO grdb_migrations VALUES ('1 journeys and their events');
        CREATE TABLE campaign (
            id INTEGER PRIMARY KEY CHECK (id BETWEEN 1 AND 9007199254740991),
            name TEXT NOT NULL CHECK (name <> ''),
            cost_model TEXT NOT NULL CHECK (cost_model IN ('cpc', 'cpm', 'cpl', 'cpa', 'cpi')),
            cost_value INTEGER NOT NULL CHECK (cost_value >= 0),
            currency TEXT NOT NULL CHECK (currency GLOB '[a-z][a-z][a-z]'),
            -- The JSON text as it was given.
            status_mapper TEXT CHECK (status_mapper IS NULL OR json_valid(status_mapper)),
            created_at INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE journey (
            id INTEGER PRIMARY KEY,
            click_id BLOB NOT NULL UNIQUE CHECK (length(click_id) = 16),
            -- Decided by the first click; NULL with a clicked_at: unattributed.
            campaign_id INTEGER REFERENCES campaign (id),
            -- The time of the first click; NULL while only leads or postbacks have come.
            clicked_at INTEGER,
            -- The outcome of the latest postback by arrival.
            status TEXT CHECK (status IN ('accept', 'expect', 'reject', 'trash')),
            payout INTEGER CHECK (payout >= 0),
            currency TEXT CHECK (currency GLOB '[a-z][a-z][a-z]'),
            lead_count INTEGER NOT NULL CHECK (lead_count >= 0),
            postback_count INTEGER NOT NULL CHECK (postback_count >= 0),
            repeat_count INTEGER NOT NULL CHECK (repeat_count >= 0),
            created_at INTEGER NOT NULL,
            last_activity_at INTEGER NOT NULL CHECK (last_activity_at >= created_at),
            CHECK (clicked_at IS NOT NULL OR lead_count + postback_count > 0),
            CHECK (clicked_at IS NOT NULL OR (campaign_id IS NULL AND repeat_count = 0)),
            CHECK ((status IS NOT NULL) = (campaign_id IS NOT NULL AND postback_count > 0)),
            CHECK ((payout IS NOT NULL) = (status IS NOT NULL AND status IN ('accept', 'expect'))),
            CHECK ((currency IS NOT NULL) = (payout IS NOT NULL))
        ) STRICT;
        CREATE TABLE click (
            -- The first click only: at most one per journey by construction.
            journey_id INTEGER PRIMARY KEY REFERENCES journey (id),
            sent_campaign_id INTEGER NOT NULL CHECK (sent_campaign_id BETWEEN 1 AND 9007199254740991),
            parameters TEXT NOT NULL,
            created_at INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE repeated_click (
            id INTEGER PRIMARY KEY,
            journey_id INTEGER NOT NULL REFERENCES click (journey_id),
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
            status TEXT CHECK (status IN ('accept', 'expect', 'reject', 'trash')),
            payout INTEGER CHECK (payout >= 0),
            currency TEXT CHECK (currency GLOB '[a-z][a-z][a-z]'),
            created_at INTEGER NOT NULL,
            CHECK ((payout IS NOT NULL) = (status IS NOT NULL AND status IN ('accept', 'expect'))),
            CHECK ((currency IS NOT NULL) = (payout IS NOT NULL))
        ) STRICT;
        CREATE INDEX postback_by_journey ON postback (journey_id);
        """#

    static let rows = #"""
        INSERT INTO campaign VALUES (
            42, 'LatAm Ring Campaign', 'cpa', 1000000, 'usd',
            '{"parameter":"status","mapping":{"approved":"accept"}}', 1000);
        INSERT INTO journey VALUES (
            1, x'8f1b5c6e7a3d4d20a7f112a2b8f7a9c1', 42, 2000, 'accept', 1000000, 'usd', 1, 1, 1, 2000, 5000);
        INSERT INTO click VALUES (1, 42, '{"source":"facebook"}', 2000);
        INSERT INTO lead VALUES (1, 1, '{"offer_id":"456"}', 3000);
        INSERT INTO postback VALUES (1, 1, '{"status":"approved"}', 'accept', 1000000, 'usd', 4000);
        INSERT INTO repeated_click VALUES (1, 1, 42, '{"source":"facebook"}', 5000);
        INSERT INTO journey VALUES (
            2, x'00000000000000000000000000000001', NULL, 6000, NULL, NULL, NULL, 0, 0, 0, 6000, 6000);
        INSERT INTO click VALUES (2, 77, '{}', 6000);
        INSERT INTO journey VALUES (
            3, x'00000000000000000000000000000002', NULL, NULL, NULL, NULL, NULL, 0, 1, 0, 7000, 7000);
        INSERT INTO postback VALUES (2, 3, '{"status":"approved"}', NULL, NULL, NULL, 7000);
        """#
}
