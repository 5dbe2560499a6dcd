// Also text of the first migration: what reports read instead of the events, and who may read them.
extension Schema {
    /// For the list of leads in its two orders, and for what has come without a click.
    static let journeyIndexes = """
        CREATE INDEX journey_lead ON journey (campaign_id, id) WHERE is_lead = 1 AND campaign_id IS NOT NULL;
        CREATE INDEX journey_lead_by_click ON journey (campaign_id, clicked_at, id)
            WHERE is_lead = 1 AND campaign_id IS NOT NULL;
        CREATE INDEX journey_without_click
            ON journey (created_at, last_activity_at, lead_count, postback_count) WHERE clicked_at IS NULL;
        """

    /// Sums over journeys, kept current in the transaction of each event.
    ///
    /// Sums of money stand in two columns, whole currency units and the 1/100,000 left over, summed up apart:
    /// one alone could overflow, and SQLite would make a floating-point number of it.
    static let counterTables = """
        -- The journeys of a campaign whose first click came in one quarter of an hour: every time zone's
        -- days are made of whole ones.
        CREATE TABLE quarter_hour (
            campaign_id INTEGER NOT NULL REFERENCES campaign (id),
            -- Quarters of an hour since 1970.
            slot INTEGER NOT NULL,
            has_parameters INTEGER NOT NULL CHECK (has_parameters IN (0, 1)),
            clicks INTEGER NOT NULL CHECK (clicks >= 0),
            repeats INTEGER NOT NULL CHECK (repeats >= 0),
            accept_leads INTEGER NOT NULL CHECK (accept_leads >= 0),
            accept_units INTEGER NOT NULL CHECK (accept_units >= 0),
            accept_fraction INTEGER NOT NULL CHECK (accept_fraction >= 0),
            expect_leads INTEGER NOT NULL CHECK (expect_leads >= 0),
            expect_units INTEGER NOT NULL CHECK (expect_units >= 0),
            expect_fraction INTEGER NOT NULL CHECK (expect_fraction >= 0),
            reject_leads INTEGER NOT NULL CHECK (reject_leads >= 0),
            trash_leads INTEGER NOT NULL CHECK (trash_leads >= 0),
            PRIMARY KEY (campaign_id, slot, has_parameters),
            CHECK (accept_leads + expect_leads + reject_leads + trash_leads <= clicks)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE campaign_counter (
            campaign_id INTEGER PRIMARY KEY REFERENCES campaign (id),
            clicks INTEGER NOT NULL CHECK (clicks >= 0),
            -- Journeys with a lead or a postback.
            leads INTEGER NOT NULL CHECK (leads BETWEEN 0 AND clicks),
            last_activity_at INTEGER NOT NULL
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
            clicks INTEGER NOT NULL CHECK (clicks > 0),
            first_clicked_at INTEGER NOT NULL,
            last_clicked_at INTEGER NOT NULL CHECK (last_clicked_at >= first_clicked_at)
        ) STRICT;
        """

    static let administrationTables = """
        CREATE TABLE expense (
            campaign_id INTEGER NOT NULL REFERENCES campaign (id),
            day INTEGER NOT NULL CHECK (day >= 0),
            -- Of the campaign's distribution parameter, as reports show it.
            value TEXT NOT NULL,
            amount INTEGER NOT NULL CHECK (amount >= 0),
            PRIMARY KEY (campaign_id, day, value)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE user (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            password_hash TEXT NOT NULL,
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
