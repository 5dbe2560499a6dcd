// Also text of the first step: what slows whoever guesses passwords, kept where processes come and go.
extension Schema {
    static let loginTables = """
        -- Tries to log in that failed, or are being looked at.
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

        -- One row: how often a user was given a password, which ends every wait.
        CREATE TABLE login_era (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            number INTEGER NOT NULL CHECK (number >= 0)
        ) STRICT;
        INSERT INTO login_era (id, number) VALUES (1, 0);

        -- Who is on the pages; beside each the SHA-256 of the secret in his cookie.
        CREATE TABLE session (
            id INTEGER PRIMARY KEY,
            hash TEXT NOT NULL UNIQUE,
            user_id INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
            created_at INTEGER NOT NULL,
            used_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX session_by_user ON session (user_id);
        CREATE INDEX session_by_use ON session (used_at);
        """
}
