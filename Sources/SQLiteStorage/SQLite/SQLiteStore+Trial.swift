import GRDB
import Storage

/// What the next event would meet.
extension SQLiteStore {
    package var logBytes: Int64 { Self.walBytes }

    /// A commit alone would do, but each would be a change of the database: its log would never be quiet, and so never
    /// copied into the file.
    package func tryWriting(wholly: Bool) throws(StoreError) {
        try place.check()
        do {
            try pinger.use { database in
                try database.inTransaction(.immediate) { .rollback }
                if wholly { try commitNothing(database) }
            }
            try UnnamedFile.write(in: place.folder)
        } catch {
            throw StoreError(error, database: path)
        }
    }

    /// Writes what is there already.
    private func commitNothing(_ database: Database) throws {
        // The log is the recorder's to copy.
        try database.execute(sql: "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0")
        try database.inImmediateTransaction { try Schema.rewriteMark(database) }
    }
}
