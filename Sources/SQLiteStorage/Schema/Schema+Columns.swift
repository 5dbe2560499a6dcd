// The parameters of clicks by column, so that a grouped report reads no JSON.
//
// Derived from `journey` by the keeper, and never changed once written: a click cannot change. A block of which a journey
// leaves the campaign is taken apart.
// What became of a journey is not here; it stands in `journey_conversion`.
extension Schema {
    static let blockTables = """
        -- Finds the journeys of a campaign that are not in blocks yet.
        CREATE INDEX journey_by_campaign ON journey (campaign_id) WHERE campaign_id IS NOT NULL;
        -- All that a report needs to know of conversions.
        CREATE INDEX journey_conversion ON journey (campaign_id, id, status, payout, currency)
            WHERE status IS NOT NULL;

        CREATE TABLE report_block (
            id INTEGER PRIMARY KEY,
            campaign_id INTEGER NOT NULL REFERENCES campaign (id),
            first_journey_id INTEGER NOT NULL,
            last_journey_id INTEGER NOT NULL CHECK (last_journey_id >= first_journey_id),
            min_clicked_at INTEGER NOT NULL,
            max_clicked_at INTEGER NOT NULL CHECK (max_clicked_at >= min_clicked_at),
            journey_count INTEGER NOT NULL CHECK (journey_count > 0),
            -- Whether each name in the block's clicks has a row in report_column.
            is_complete INTEGER NOT NULL CHECK (is_complete IN (0, 1)),
            journeys BLOB NOT NULL,
            times BLOB NOT NULL,
            -- Which of the journeys have a click without parameters.
            bare BLOB NOT NULL
        ) STRICT;
        CREATE INDEX report_block_by_campaign
            ON report_block (campaign_id, first_journey_id, min_clicked_at, max_clicked_at);

        CREATE TABLE report_column (
            block_id INTEGER NOT NULL REFERENCES report_block (id),
            name BLOB NOT NULL,
            -- NULL: too many different values; the clicks tell.
            keys BLOB,
            indexes BLOB CHECK ((indexes IS NULL) = (keys IS NULL)),
            PRIMARY KEY (block_id, name)
        ) STRICT, WITHOUT ROWID;

        -- How far a campaign's journeys, in order of id, have been put into blocks.
        CREATE TABLE report_seal (
            campaign_id INTEGER PRIMARY KEY REFERENCES campaign (id),
            last_journey_id INTEGER NOT NULL,
            -- How many journeys are in blocks.
            journey_count INTEGER NOT NULL CHECK (journey_count >= 0),
            -- How many rows of campaign_parameter it has, and how often names without one are in blocks.
            name_count INTEGER NOT NULL CHECK (name_count >= 0),
            other_name_count INTEGER NOT NULL CHECK (other_name_count >= 0)
        ) STRICT;

        -- Journeys that came to a campaign after the sealer had passed their id.
        CREATE TABLE late_journey (
            campaign_id INTEGER NOT NULL REFERENCES campaign (id),
            journey_id INTEGER NOT NULL REFERENCES journey (id),
            PRIMARY KEY (campaign_id, journey_id)
        ) STRICT, WITHOUT ROWID;

        -- Here and not in the code, since every way to attribute a journey must come past it.
        CREATE TRIGGER journey_comes_late AFTER UPDATE OF campaign_id ON journey
        WHEN NEW.campaign_id IS NOT NULL AND NEW.campaign_id IS NOT OLD.campaign_id
        BEGIN
            INSERT INTO late_journey (campaign_id, journey_id)
            SELECT campaign_id, NEW.id FROM report_seal
            WHERE campaign_id = NEW.campaign_id AND last_journey_id >= NEW.id;
        END;
        -- One that is in a block does not leave before that has been taken apart.
        CREATE TRIGGER journey_leaves AFTER UPDATE OF campaign_id ON journey
        WHEN OLD.campaign_id IS NOT NULL AND NEW.campaign_id IS NOT OLD.campaign_id
        BEGIN
            DELETE FROM late_journey WHERE campaign_id = OLD.campaign_id AND journey_id = NEW.id;
        END;

        -- In how many clicks of the blocks a name is.
        CREATE TABLE campaign_parameter (
            campaign_id INTEGER NOT NULL REFERENCES campaign (id),
            name BLOB NOT NULL,
            click_count INTEGER NOT NULL CHECK (click_count > 0),
            PRIMARY KEY (campaign_id, name)
        ) STRICT, WITHOUT ROWID;
        """
}
