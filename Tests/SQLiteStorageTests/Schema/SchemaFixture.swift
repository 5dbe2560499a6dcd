/// A database as the first release makes it, with one journey of each kind; never edited.
///
/// A test compares a new database with it, so that an edit of a released step is seen.
enum SchemaFixture {
    static let firstSchema = #"""
        PRAGMA application_id = 1280602731;
        -- What has made and changed the tables, in this order.
        CREATE TABLE schema_step (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE CHECK (name <> ''),
            -- The version of the program that did it.
            program TEXT NOT NULL CHECK (program <> ''),
            done_at INTEGER NOT NULL,
            -- Whether rows of before are not all up to date.
            is_filling INTEGER NOT NULL CHECK (is_filling IN (0, 1))
        ) STRICT;
        INSERT INTO schema_step VALUES (1, '1 journeys, events, counters and blocks', '0.3.0', 1769879045000, 0);
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
        CREATE TABLE index_level_1 (
            click_id BLOB PRIMARY KEY CHECK (length(click_id) = 16),
            journey_id INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE index_level_2 (
            click_id BLOB PRIMARY KEY CHECK (length(click_id) = 16),
            journey_id INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE index_progress (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            last_journey_id INTEGER NOT NULL CHECK (last_journey_id >= 0)
        ) STRICT;
        INSERT INTO index_progress (id, last_journey_id) VALUES (1, 0);
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
        CREATE INDEX journey_lead ON journey (campaign_id, id) WHERE is_lead = 1 AND campaign_id IS NOT NULL;
        CREATE INDEX journey_lead_by_click ON journey (campaign_id, clicked_at, id)
            WHERE is_lead = 1 AND campaign_id IS NOT NULL;
        CREATE INDEX journey_without_click
            ON journey (created_at, last_activity_at, lead_count, postback_count) WHERE clicked_at IS NULL;
        CREATE INDEX journey_surplus ON journey (surplus_count) WHERE surplus_count > 0;
        CREATE TABLE quarter_hour (
            campaign_id INTEGER NOT NULL REFERENCES campaign (id),
            -- Quarters of an hour since 1970.
            slot INTEGER NOT NULL,
            has_parameters INTEGER NOT NULL CHECK (has_parameters IN (0, 1)),
            clicks INTEGER NOT NULL CHECK (clicks >= 0),
            repeats INTEGER NOT NULL CHECK (repeats >= 0),
            leads INTEGER NOT NULL CHECK (leads >= 0),
            accept_leads INTEGER NOT NULL CHECK (accept_leads >= 0),
            expect_leads INTEGER NOT NULL CHECK (expect_leads >= 0),
            reject_leads INTEGER NOT NULL CHECK (reject_leads >= 0),
            trash_leads INTEGER NOT NULL CHECK (trash_leads >= 0),
            PRIMARY KEY (campaign_id, slot, has_parameters),
            CHECK (accept_leads + expect_leads + reject_leads + trash_leads <= leads AND leads <= clicks)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE quarter_hour_payout (
            campaign_id INTEGER NOT NULL REFERENCES campaign (id),
            slot INTEGER NOT NULL,
            has_parameters INTEGER NOT NULL CHECK (has_parameters IN (0, 1)),
            currency TEXT NOT NULL CHECK (currency GLOB '[a-z][a-z][a-z]'),
            accept_units INTEGER NOT NULL CHECK (accept_units >= 0),
            accept_fraction INTEGER NOT NULL CHECK (accept_fraction >= 0),
            expect_units INTEGER NOT NULL CHECK (expect_units >= 0),
            expect_fraction INTEGER NOT NULL CHECK (expect_fraction >= 0),
            PRIMARY KEY (campaign_id, slot, has_parameters, currency)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE campaign_counter (
            campaign_id INTEGER PRIMARY KEY REFERENCES campaign (id),
            clicks INTEGER NOT NULL CHECK (clicks >= 0),
            leads INTEGER NOT NULL CHECK (leads >= 0),
            last_activity_at INTEGER NOT NULL,
            CHECK (leads <= clicks)
        ) STRICT;
        CREATE TABLE unattributed_click (
            sent_campaign_id INTEGER NOT NULL,
            clicked_at INTEGER NOT NULL,
            journey_id INTEGER NOT NULL REFERENCES journey (id),
            PRIMARY KEY (sent_campaign_id, clicked_at, journey_id)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE unattributed_counter (
            sent_campaign_id INTEGER PRIMARY KEY,
            clicks INTEGER NOT NULL CHECK (clicks >= 0),
            first_clicked_at INTEGER NOT NULL,
            last_clicked_at INTEGER NOT NULL,
            CHECK (clicks > 0 AND last_clicked_at >= first_clicked_at)
        ) STRICT;
        CREATE TABLE unattributed_others (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            clicks INTEGER NOT NULL CHECK (clicks >= 0)
        ) STRICT;
        INSERT INTO unattributed_others (id, clicks) VALUES (1, 0);
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
        CREATE TABLE campaign_day (
            campaign_id INTEGER NOT NULL REFERENCES campaign (id),
            day INTEGER NOT NULL,
            clicks INTEGER NOT NULL CHECK (clicks >= 0),
            repeats INTEGER NOT NULL CHECK (repeats >= 0),
            leads INTEGER NOT NULL CHECK (leads >= 0),
            accept_leads INTEGER NOT NULL CHECK (accept_leads >= 0),
            expect_leads INTEGER NOT NULL CHECK (expect_leads >= 0),
            reject_leads INTEGER NOT NULL CHECK (reject_leads >= 0),
            trash_leads INTEGER NOT NULL CHECK (trash_leads >= 0),
            PRIMARY KEY (campaign_id, day),
            CHECK (accept_leads + expect_leads + reject_leads + trash_leads <= leads AND leads <= clicks)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE campaign_day_payout (
            campaign_id INTEGER NOT NULL REFERENCES campaign (id),
            day INTEGER NOT NULL,
            currency TEXT NOT NULL CHECK (currency GLOB '[a-z][a-z][a-z]'),
            accept_units INTEGER NOT NULL CHECK (accept_units >= 0),
            accept_fraction INTEGER NOT NULL CHECK (accept_fraction >= 0),
            expect_units INTEGER NOT NULL CHECK (expect_units >= 0),
            expect_fraction INTEGER NOT NULL CHECK (expect_fraction >= 0),
            PRIMARY KEY (campaign_id, day, currency)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE expense_day (
            campaign_id INTEGER NOT NULL REFERENCES campaign (id),
            day INTEGER NOT NULL CHECK (day >= 0),
            currency TEXT NOT NULL CHECK (currency GLOB '[a-z][a-z][a-z]'),
            units INTEGER NOT NULL CHECK (units >= 0),
            trillionths INTEGER NOT NULL CHECK (trillionths BETWEEN 0 AND 999999999999),
            PRIMARY KEY (campaign_id, day, currency)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE login_record (
            -- Of the client: 4 bytes of IPv4, 8 of IPv6, one zero for what is no address; none: all networks.
            network BLOB NOT NULL,
            -- 16 bits of a hash of the name; -1: all names.
            name_mark INTEGER NOT NULL CHECK (name_mark BETWEEN -1 AND 65535),
            -- Failures of an earlier era than that in login_era are over.
            era INTEGER NOT NULL,
            failure_count INTEGER NOT NULL CHECK (failure_count >= 0),
            last_try_at INTEGER NOT NULL,
            -- When a password from there was last right.
            credited_at INTEGER,
            expires_at INTEGER NOT NULL,
            PRIMARY KEY (network, name_mark)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX login_record_by_expiry ON login_record (expires_at);
        CREATE TABLE login_era (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            number INTEGER NOT NULL CHECK (number >= 0)
        ) STRICT;
        INSERT INTO login_era (id, number) VALUES (1, 0);
        CREATE TABLE session (
            id INTEGER PRIMARY KEY,
            hash TEXT NOT NULL UNIQUE,
            user_id INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
            created_at INTEGER NOT NULL,
            used_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX session_by_user ON session (user_id);
        CREATE INDEX session_by_use ON session (used_at);
        CREATE TABLE refused_request (
            id INTEGER PRIMARY KEY,
            refused_at INTEGER NOT NULL,
            reason TEXT NOT NULL CHECK (reason <> ''),
            -- Of the answer.
            status INTEGER NOT NULL CHECK (status BETWEEN 400 AND 499),
            method TEXT NOT NULL,
            path TEXT NOT NULL,
            content_type TEXT,
            -- For people: what was wrong, and the sentences of the answer.
            explanation TEXT NOT NULL,
            problems TEXT NOT NULL,
            -- The beginnings, and how long the whole was; NULL: it was not read.
            query BLOB NOT NULL CHECK (length(query) <= 2048),
            query_length INTEGER CHECK (query_length >= length(query)),
            body BLOB NOT NULL CHECK (length(body) <= 2048),
            body_length INTEGER CHECK (body_length >= length(body))
        ) STRICT;
        CREATE INDEX refused_request_by_reason ON refused_request (reason, id);
        CREATE INDEX refused_request_by_time ON refused_request (refused_at);
        CREATE TABLE refusal_count (
            slot INTEGER NOT NULL,
            reason TEXT NOT NULL CHECK (reason <> ''),
            refused INTEGER NOT NULL CHECK (refused > 0),
            kept INTEGER NOT NULL CHECK (kept BETWEEN 0 AND refused),
            PRIMARY KEY (slot, reason)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX journey_by_campaign ON journey (campaign_id) WHERE campaign_id IS NOT NULL;
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
        CREATE TABLE report_seal (
            campaign_id INTEGER PRIMARY KEY REFERENCES campaign (id),
            last_journey_id INTEGER NOT NULL,
            -- How many journeys are in blocks.
            journey_count INTEGER NOT NULL CHECK (journey_count >= 0),
            -- How many rows of campaign_parameter it has, and how often names without one are in blocks.
            name_count INTEGER NOT NULL CHECK (name_count >= 0),
            other_name_count INTEGER NOT NULL CHECK (other_name_count >= 0)
        ) STRICT;
        CREATE TABLE late_journey (
            campaign_id INTEGER NOT NULL REFERENCES campaign (id),
            journey_id INTEGER NOT NULL REFERENCES journey (id),
            PRIMARY KEY (campaign_id, journey_id)
        ) STRICT, WITHOUT ROWID;
        CREATE TRIGGER journey_comes_late AFTER UPDATE OF campaign_id ON journey
        WHEN NEW.campaign_id IS NOT NULL AND NEW.campaign_id IS NOT OLD.campaign_id
        BEGIN
            INSERT INTO late_journey (campaign_id, journey_id)
            SELECT campaign_id, NEW.id FROM report_seal
            WHERE campaign_id = NEW.campaign_id AND last_journey_id >= NEW.id;
        END;
        CREATE TRIGGER journey_leaves AFTER UPDATE OF campaign_id ON journey
        WHEN OLD.campaign_id IS NOT NULL AND NEW.campaign_id IS NOT OLD.campaign_id
        BEGIN
            DELETE FROM late_journey WHERE campaign_id = OLD.campaign_id AND journey_id = NEW.id;
        END;
        CREATE TABLE campaign_parameter (
            campaign_id INTEGER NOT NULL REFERENCES campaign (id),
            name BLOB NOT NULL,
            click_count INTEGER NOT NULL CHECK (click_count > 0),
            PRIMARY KEY (campaign_id, name)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE move_run (
            id INTEGER PRIMARY KEY,
            from_campaign_id INTEGER NOT NULL REFERENCES campaign (id),
            to_campaign_id INTEGER NOT NULL REFERENCES campaign (id),
            start_at INTEGER NOT NULL,
            end_at INTEGER NOT NULL,
            -- What the first clicks' parameters had to be: pairs of name and text in JSON.
            parameters TEXT NOT NULL,
            -- Whether it has moved all, or is being taken back; else the same request goes on with it.
            is_over INTEGER NOT NULL CHECK (is_over IN (0, 1)),
            -- The logins of who has asked for it, and of who last took it back; NULL: a command.
            login TEXT,
            undo_login TEXT,
            created_at INTEGER NOT NULL,
            CHECK (from_campaign_id <> to_campaign_id)
        ) STRICT;
        CREATE TABLE moved_journey (
            id INTEGER PRIMARY KEY,
            run_id INTEGER NOT NULL REFERENCES move_run (id),
            journey_id INTEGER NOT NULL REFERENCES journey (id),
            -- The journey's when it was moved, and when it was given back: what was a campaign's activity stays so.
            moved_activity_at INTEGER NOT NULL,
            returned_activity_at INTEGER,
            UNIQUE (run_id, journey_id)
        ) STRICT;
        CREATE INDEX moved_journey_by_journey ON moved_journey (journey_id);
        CREATE TABLE moved_postback (
            move_id INTEGER NOT NULL REFERENCES moved_journey (id),
            postback_id INTEGER NOT NULL REFERENCES postback (id),
            status TEXT NOT NULL,
            payout INTEGER,
            currency TEXT,
            PRIMARY KEY (move_id, postback_id)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE waiting_return (
            journey_id INTEGER PRIMARY KEY REFERENCES journey (id),
            move_id INTEGER NOT NULL REFERENCES moved_journey (id)
        ) STRICT;
        CREATE TABLE attribution_run (
            id INTEGER PRIMARY KEY,
            sent_campaign_id INTEGER NOT NULL,
            campaign_id INTEGER NOT NULL REFERENCES campaign (id),
            -- The login of who has asked for it; NULL: a command.
            login TEXT,
            created_at INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE attributed_journey (
            journey_id INTEGER PRIMARY KEY REFERENCES journey (id),
            run_id INTEGER NOT NULL REFERENCES attribution_run (id)
        ) STRICT;
        CREATE TABLE last_backup (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            made_at INTEGER NOT NULL,
            path TEXT NOT NULL CHECK (path <> '')
        ) STRICT;
        CREATE TABLE database_origin (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            number INTEGER NOT NULL
        ) STRICT;
        INSERT INTO database_origin (id, number) VALUES (1, 0);
        """#

    static let rows = #"""
        INSERT INTO campaign VALUES (
            42, 'LatAm Ring Campaign', 'cpa', 1000000, 'usd',
            '{"parameter":"status","mapping":{"approved":"accept"}}', 'source', 0, 1000);
        INSERT INTO journey VALUES (
            1, x'8f1b5c6e7a3d4d20a7f112a2b8f7a9c1', 42, 2000, 42, 1, 'accept', 1000000, 'usd', 4000, 1, 1, 1, 81, 0,
            1, 2000, 5000, '{"source":"facebook"}');
        INSERT INTO quarter_hour VALUES (42, 0, 1, 1, 1, 1, 1, 0, 0, 0);
        INSERT INTO quarter_hour_payout VALUES (42, 0, 1, 'usd', 10, 0, 0, 0);
        INSERT INTO campaign_day VALUES (42, 0, 1, 1, 1, 1, 0, 0, 0);
        INSERT INTO campaign_day_payout VALUES (42, 0, 'usd', 10, 0, 0, 0);
        INSERT INTO campaign_counter VALUES (42, 1, 1, 5000);
        INSERT INTO lead VALUES (1, 1, '{"offer_id":"456"}', 3000);
        INSERT INTO postback VALUES (1, 1, '{"status":"approved"}', 'accept', 1000000, 'usd', 4000);
        INSERT INTO repeated_click VALUES (1, 1, 42, '{"source":"facebook"}', 5000);
        INSERT INTO journey VALUES (
            2, x'00000000000000000000000000000001', NULL, 6000, 77, 0, NULL, NULL, NULL, NULL, 0, 0, 0, 2, 0,
            0, 6000, 6000, '{}');
        INSERT INTO unattributed_click VALUES (77, 6000, 2);
        INSERT INTO unattributed_counter VALUES (77, 1, 6000, 6000);
        INSERT INTO journey VALUES (
            3, x'00000000000000000000000000000002', NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, 0, 1, 0, 21, 0,
            1, 7000, 7000, NULL);
        INSERT INTO postback VALUES (2, 3, '{"status":"approved"}', NULL, NULL, NULL, 7000);
        INSERT INTO index_level_1 VALUES (x'8f1b5c6e7a3d4d20a7f112a2b8f7a9c1', 1);
        INSERT INTO index_level_1 VALUES (x'00000000000000000000000000000001', 2);
        UPDATE index_progress SET last_journey_id = 2;
        INSERT INTO expense VALUES (42, 0, 'facebook', '12.50', 'usd');
        INSERT INTO expense_day VALUES (42, 0, 'usd', 12, 500000000000);
        INSERT INTO user VALUES (1, 'anna', 'hash of a password', 0, 1000);
        INSERT INTO session VALUES (1, 'hash of a secret', 1, 1000, 1000);
        INSERT INTO token VALUES (1, 'crm', 'hash of a token', 1, 1000);
        INSERT INTO login_record VALUES (x'7f000001', 5, 0, 1, 1000, NULL, 2000);
        INSERT INTO refused_request VALUES (
            1, 1000, 'no clickId', 422, 'POST', '/api/v2/track/click', NULL, 'x', 'x', x'', 0, x'7b7d', 2);
        INSERT INTO refusal_count VALUES (0, 'no clickId', 1, 1);
        INSERT INTO last_backup VALUES (1, 1000, '/var/backups/tracker.db');
        """#

    /// Some of the tables from before the first release; the names of what made them are to be added.
    static let formerTables = #"""
        PRAGMA application_id = 1280602731;
        CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
        CREATE TABLE journey (
            id INTEGER PRIMARY KEY,
            click_id BLOB NOT NULL CHECK (length(click_id) = 16),
            campaign_id INTEGER,
            clicked_at INTEGER,
            created_at INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE journey_index (
            click_id BLOB PRIMARY KEY CHECK (length(click_id) = 16),
            journey_id INTEGER NOT NULL REFERENCES journey (id)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE click (
            journey_id INTEGER PRIMARY KEY REFERENCES journey (id),
            sent_campaign_id INTEGER NOT NULL,
            parameters TEXT NOT NULL,
            created_at INTEGER NOT NULL
        ) STRICT;
        """#
}
