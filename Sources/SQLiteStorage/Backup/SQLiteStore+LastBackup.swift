import GRDB
import Storage
import Tracking

/// What a database remembers of its last good backup.
extension SQLiteStore {
    /// - Returns: nil when it knows of none.
    /// - Throws: what opening it would throw.
    package static func lastBackup(
        ofDatabaseAt path: String, patience: Duration = .seconds(30)
    ) throws(StoreError) -> BackupRecord? {
        try DatabaseFile(path: path, lockPatience: LockPatience(), patience: patience).inspect { database in
            guard try Schema.current.relation(to: database) == .current else { return nil }
            return try BackupRecord.last(in: database)
        }
    }

    package func lastBackup() throws(StoreError) -> BackupRecord? {
        try read { try BackupRecord.last(in: $0) }
    }

    /// The same for people to whom a damaged database is told; nil as well when it cannot be read.
    static func knownBackup(of path: String) -> BackupRecord? {
        do { return try lastBackup(ofDatabaseAt: path, patience: .seconds(1)) } catch { return nil }
    }

    /// Notes a backup, with the patience of a command; where tables are of an earlier version there is no place for it.
    static func note(_ backup: BackupRecord, inDatabaseAt path: String) throws(StoreError) {
        var configuration = Configuration.ours
        configuration.busyMode = .timeout(LockPatience.usual / .seconds(1))
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.writeWithoutTransaction { database in
                guard try Schema.current.relation(to: database) == .current else { return }
                try database.inImmediateTransaction {
                    try database.execute(
                        literal: """
                            INSERT INTO last_backup (id, made_at, path)
                            VALUES (1, \(backup.madeAt.column), \(backup.file))
                            ON CONFLICT (id) DO UPDATE SET made_at = excluded.made_at, path = excluded.path
                            """)
                }
            }
            try queue.close()
        } catch {
            throw StoreError(error, database: path)
        }
    }
}

extension BackupRecord {
    /// nil where there was none.
    static func last(in database: Database) throws -> BackupRecord? {
        let row = try Row.fetchOne(
            database, sql: "SELECT made_at, CAST(path AS BLOB) FROM last_backup WHERE id = 1")
        return row.map { BackupRecord(file: $0.text(1), madeAt: Timestamp(milliseconds: $0[0])) }
    }
}
