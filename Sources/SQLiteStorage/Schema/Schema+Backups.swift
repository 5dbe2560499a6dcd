// Also text of the first step.
extension Schema {
    static let backupTable = """
        -- One row at most: the last good backup.
        CREATE TABLE last_backup (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            made_at INTEGER NOT NULL,
            path TEXT NOT NULL CHECK (path <> '')
        ) STRICT;

        -- One row: a random number that no other database has, nor a copy by `db backup`.
        CREATE TABLE database_origin (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            number INTEGER NOT NULL
        ) STRICT;
        INSERT INTO database_origin (id, number) VALUES (1, 0);
        """
}
