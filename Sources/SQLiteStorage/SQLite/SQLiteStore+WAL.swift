import GRDB
import Storage

/// SQLite's write-ahead log: every commit appends to it, and a checkpoint copies it into the database file, after
/// which it may begin anew.
extension SQLiteStore {
    /// How long it may get, but while a backup or another read goes on for long; see `WALKeeper`.
    package static let walBytes: Int64 = 128 * 1024 * 1024

    /// Copies what the WAL holds by now, on a connection of its own: commits go on meanwhile.
    func copyWAL() throws(StoreError) {
        do {
            try walCopier.use { database in _ = try database.checkpoint(.passive) }
        } catch {
            throw StoreError(error, database: path)
        }
    }

    /// Copies the rest with no read in the way, so that the next commit begins the WAL anew; for the writer, between
    /// two commits. Until `time` reads may be kept waiting for those under way.
    ///
    /// - Returns: whether it is done; false: a read is still under way.
    func restartWAL(keepingReadsUntil time: ContinuousClock.Instant) throws(StoreError) -> Bool {
        guard gate.close(until: time) else { return false }
        defer { gate.open() }
        try checkpoint()
        return true
    }
}
