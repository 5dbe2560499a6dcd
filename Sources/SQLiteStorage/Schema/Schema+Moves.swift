// Also text of the first step: what moves of journeys to another campaign have changed, kept to take them back, and who has
// asked for that, or for attributing them.
extension Schema {
    static let moveTables = """
        -- What moved journeys from one campaign to another, told by what it was asked for.
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

        -- In the order in which they were moved.
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

        -- What the postbacks of a moved journey meant before, written when they are mapped anew, and removed when they
        -- mean it again.
        CREATE TABLE moved_postback (
            move_id INTEGER NOT NULL REFERENCES moved_journey (id),
            postback_id INTEGER NOT NULL REFERENCES postback (id),
            status TEXT NOT NULL,
            payout INTEGER,
            currency TEXT,
            PRIMARY KEY (move_id, postback_id)
        ) STRICT, WITHOUT ROWID;

        -- Journeys that were given back, and the move: their postbacks are restored step by step, but for the last
        -- one, which was at once.
        CREATE TABLE waiting_return (
            journey_id INTEGER PRIMARY KEY REFERENCES journey (id),
            move_id INTEGER NOT NULL REFERENCES moved_journey (id)
        ) STRICT;

        -- What gave clicks that had sent a number of no campaign to one.
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
        """
}
