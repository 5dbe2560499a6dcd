import GRDB
import Storage

/// SQLite's write-ahead log: every commit appends to it, and a checkpoint copies it into the database file, after
/// which it may begin anew.
extension SQLiteStore {
    /// How long it may get, but while a backup or another process reads for long; see `WALKeeper`.
    package static let walBytes: Int64 = 128 * 1024 * 1024

    /// Copies what the WAL holds by now, on a connection of its own: commits go on meanwhile.
    ///
    /// - Returns: How many pages are left, since a read needs the state before them.
    func copyWAL() throws(StoreError) -> Int {
        do {
            return try walCopier.use { database in
                let counts = try database.checkpoint(.passive)
                return max(0, counts.walFrameCount - counts.checkpointedFrameCount)
            }
        } catch {
            throw StoreError(error, database: path)
        }
    }

    /// Copies the rest, so that the next commit begins the WAL anew, and opens the gate; for the writer, between two
    /// commits, when the gate is closed and no read under way.
    func restartWAL() throws(StoreError) {
        defer { gate.open() }
        try checkpoint()
    }

    /// Ends the reads that are under way: each throws that it took too long.
    func endReads() {
        deadlines.endAll()
    }
}
