// Also text of the first step: what reports read instead of the events, and who may read them.
import Tracking

extension Schema {
    /// For the list of leads in its two orders, for what has come without a click, and for journeys that are full.
    static let journeyIndexes = """
        CREATE INDEX journey_lead ON journey (campaign_id, id) WHERE is_lead = 1 AND campaign_id IS NOT NULL;
        CREATE INDEX journey_lead_by_click ON journey (campaign_id, clicked_at, id)
            WHERE is_lead = 1 AND campaign_id IS NOT NULL;
        CREATE INDEX journey_without_click
            ON journey (created_at, last_activity_at, lead_count, postback_count) WHERE clicked_at IS NULL;
        CREATE INDEX journey_surplus ON journey (surplus_count) WHERE surplus_count > 0;
        """

    /// Sums over journeys, kept current in the transaction of each event; their columns are listed in `Counter`.
    ///
    /// Once a version has been released, a new figure is a column that a further step adds, and this text keeps the
    /// columns that it had.
    static let counterTables = """
        -- The journeys of a campaign whose first click came in one quarter of an hour: every time zone's
        -- days are made of whole ones.
        CREATE TABLE quarter_hour (
            campaign_id INTEGER NOT NULL REFERENCES campaign (id),
            -- Quarters of an hour since 1970.
            slot INTEGER NOT NULL,
            has_parameters INTEGER NOT NULL CHECK (has_parameters IN (0, 1)),
            \(Counter.quarterHour.declarations),
            PRIMARY KEY (campaign_id, slot, has_parameters),
            CHECK (accept_leads + expect_leads + reject_leads + trash_leads <= leads AND leads <= clicks)
        ) STRICT, WITHOUT ROWID;

        -- Their payouts: whole currency units and the 1/100,000 left over, summed up apart, since one sum alone could
        -- overflow, and SQLite would make a floating-point number of it.
        CREATE TABLE quarter_hour_payout (
            campaign_id INTEGER NOT NULL REFERENCES campaign (id),
            slot INTEGER NOT NULL,
            has_parameters INTEGER NOT NULL CHECK (has_parameters IN (0, 1)),
            currency TEXT NOT NULL CHECK (currency GLOB '[a-z][a-z][a-z]'),
            \(Counter.quarterHourPayout.declarations),
            PRIMARY KEY (campaign_id, slot, has_parameters, currency)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE campaign_counter (
            campaign_id INTEGER PRIMARY KEY REFERENCES campaign (id),
            \(Counter.campaign.declarations),
            CHECK (leads <= clicks)
        ) STRICT;

        -- First clicks that count for no campaign, by the number that they sent.
        CREATE TABLE unattributed_click (
            sent_campaign_id INTEGER NOT NULL,
            clicked_at INTEGER NOT NULL,
            journey_id INTEGER NOT NULL REFERENCES journey (id),
            PRIMARY KEY (sent_campaign_id, clicked_at, journey_id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE unattributed_counter (
            sent_campaign_id INTEGER PRIMARY KEY,
            \(Counter.unattributed.declarations),
            CHECK (clicks > 0 AND last_clicked_at >= first_clicked_at)
        ) STRICT;

        -- One row: the clicks of all numbers that have no row there.
        CREATE TABLE unattributed_others (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            clicks INTEGER NOT NULL CHECK (clicks >= 0)
        ) STRICT;
        INSERT INTO unattributed_others (id, clicks) VALUES (1, 0);
        """

    static let administrationTables = """
        CREATE TABLE expense (
            campaign_id INTEGER NOT NULL REFERENCES campaign (id),
            day INTEGER NOT NULL CHECK (day >= 0),
            -- Of the campaign's distribution parameter, as reports show it.
            value TEXT NOT NULL,
            -- The number's JSON text, as it was sent.
            amount TEXT NOT NULL CHECK (
                json_valid(amount) AND amount NOT GLOB '*[^-+.0-9eE]*' AND length(amount) <= 40
                AND CAST(amount AS REAL) >= 0),
            -- The campaign's when the amount was entered.
            currency TEXT NOT NULL CHECK (currency GLOB '[a-z][a-z][a-z]'),
            PRIMARY KEY (campaign_id, day, value)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE user (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            password_hash TEXT NOT NULL,
            is_read_only INTEGER NOT NULL CHECK (is_read_only IN (0, 1)),
            created_at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE token (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            hash TEXT NOT NULL UNIQUE,
            is_read_only INTEGER NOT NULL CHECK (is_read_only IN (0, 1)),
            created_at INTEGER NOT NULL
        ) STRICT;
        """
}
