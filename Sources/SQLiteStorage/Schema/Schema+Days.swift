// Also text of the first step: the sums by whole days in UTC that the figures of all campaigns are read from.
import Tracking

extension Schema {
    static let dayTables = """
        -- The journeys of a campaign whose first click came on one day in UTC: sums of quarter_hour.
        CREATE TABLE campaign_day (
            campaign_id INTEGER NOT NULL REFERENCES campaign (id),
            day INTEGER NOT NULL,
            \(Counter.campaignDay.declarations),
            PRIMARY KEY (campaign_id, day),
            CHECK (accept_leads + expect_leads + reject_leads + trash_leads <= leads AND leads <= clicks)
        ) STRICT, WITHOUT ROWID;

        -- Their payouts: sums of quarter_hour_payout.
        CREATE TABLE campaign_day_payout (
            campaign_id INTEGER NOT NULL REFERENCES campaign (id),
            day INTEGER NOT NULL,
            currency TEXT NOT NULL CHECK (currency GLOB '[a-z][a-z][a-z]'),
            \(Counter.campaignDayPayout.declarations),
            PRIMARY KEY (campaign_id, day, currency)
        ) STRICT, WITHOUT ROWID;

        -- The sum of a day's amounts in expense, exactly: whole currency units, and the 10^-12 left over.
        CREATE TABLE expense_day (
            campaign_id INTEGER NOT NULL REFERENCES campaign (id),
            day INTEGER NOT NULL CHECK (day >= 0),
            currency TEXT NOT NULL CHECK (currency GLOB '[a-z][a-z][a-z]'),
            units INTEGER NOT NULL CHECK (units >= 0),
            trillionths INTEGER NOT NULL CHECK (trillionths BETWEEN 0 AND 999999999999),
            PRIMARY KEY (campaign_id, day, currency)
        ) STRICT, WITHOUT ROWID;
        """
}
