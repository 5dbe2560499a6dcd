import GRDB
import Synchronization

/// SQLite's log (WAL): every commit appends to it, and a checkpoint copies it into the database file, after which it
/// may begin anew.
extension Store {
    /// Copies what the log holds by now, on a connection of its own: commits go on meanwhile.
    func copyLog() throws(StoreError) {
        do {
            try logCopier.withLock { copier in
                let queue = try copier ?? DatabaseQueue(path: path)
                copier = queue
                try queue.writeWithoutTransaction { database in
                    _ = try database.checkpoint(.passive)
                }
            }
        } catch {
            throw StoreError(error, path: path)
        }
    }

    /// Copies the rest with no read in the way, so that the next commit begins the log anew; for the recorder, between
    /// two commits. Until `time` reads may be kept waiting for those under way.
    ///
    /// - Returns: whether it is done; false: a read is still under way.
    func restartLog(keepingReadsUntil time: ContinuousClock.Instant) throws(StoreError) -> Bool {
        guard gate.close(until: time) else { return false }
        defer { gate.open() }
        try checkpoint()
        return true
    }

    func closeLogCopier() throws {
        try logCopier.withLock { copier in
            try copier?.close()
            copier = nil
        }
    }
}
