import GRDB
import Storage

/// SQLite's write-ahead log: every commit appends to it, and a checkpoint copies it into the database file, after
/// which it may begin anew.
extension SQLiteStore {
    /// How long it may get, but while a backup or another process reads for long; see `WALKeeper`.
    package static let walBytes: Int64 = 128 * 1024 * 1024

    /// Copies what the WAL holds by now, on a connection of its own: commits go on meanwhile.
    ///
    /// - Returns: What the WAL holds then.
    @discardableResult
    func copyWAL() throws(StoreError) -> WALLength {
        do {
            return try walCopier.use { [watch] database in
                try watch.copy(of: database) { try database.copyLog() }
            }
        } catch {
            throw StoreError(error, database: path)
        }
    }

    /// Copies all of the WAL, and makes its file empty, unless somebody reads or writes.
    func emptyWAL() throws(StoreError) {
        do {
            try walCopier.use { [watch] database in
                _ = try watch.copy(of: database) { try database.checkpoint(.truncate) }
            }
        } catch {
            throw StoreError(error, database: path)
        }
    }

    /// Copies the rest, so that the next commit begins the WAL anew, and opens the gate; for the writer, between two
    /// commits, when the gate is closed and no read under way.
    ///
    /// - Returns: whether it is done; false: another process reads.
    func restartWAL() throws(StoreError) -> Bool {
        defer { gate.open() }
        return try withWriter { database in
            try watch.copy(of: database) { try database.copyLog() }
        }.uncopied == 0
    }

    /// Ends the reads that are under way: each throws that it took too long.
    func endReads() {
        deadlines.endAll()
    }

    /// Ends what is read for nobody who waits; it is read again later.
    func endBackgroundReads() {
        watch.interruptCheck()
    }

    /// Leaves it to `WALKeeper` when the WAL is copied: SQLite would do it within a commit, however much there is.
    func keepWALFromWriter() throws(StoreError) {
        try withWriter { try $0.execute(sql: "PRAGMA wal_autocheckpoint = 0") }
    }
}

/// What the WAL holds, in pages.
struct WALLength: Sendable {
    let pageCount: Int
    /// Those that are not in the database file yet: a reader needs what was there before, or they have just come.
    let uncopied: Int

    static let none = WALLength((0, 0))

    /// From what GRDB says of a checkpoint: -1 where there is no WAL.
    init(_ checkpoint: (walFrameCount: Int, checkpointedFrameCount: Int)) {
        pageCount = max(0, checkpoint.walFrameCount)
        uncopied = max(0, checkpoint.walFrameCount - checkpoint.checkpointedFrameCount)
    }
}
