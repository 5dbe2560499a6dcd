// Also text of the first step.
extension Schema {
    static let backupTable = """
        -- One row at most: the last good backup.
        CREATE TABLE last_backup (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            made_at INTEGER NOT NULL,
            path TEXT NOT NULL CHECK (path <> '')
        ) STRICT;
        """
}
