import Foundation
import Logging
import Storage

/// Looks at the WAL's file from outside, where `WALKeeper` has no say: when no events come, and while somebody's read
/// keeps it from beginning anew.
///
/// Under load a look is one call of the system.
final class WALWatch: LogKeeping {
    private let store: SQLiteStore
    private let logger: Logger
    private let limit: Int64
    /// The database file itself, behind any symbolic link.
    private let file: String
    private var lastSeen: FileStamp?
    private var unchangedSince = ContinuousClock.now
    /// Whether it was told that the WAL is long.
    private var isLong = false
    private var lastFailure: StoreError?

    /// Longer than the pauses of a small site that is in use; an administrator's `cp` comes later.
    private static let quiet = Duration.seconds(2)

    init(store: SQLiteStore, logger: Logger, limit: Int64 = SQLiteStore.walBytes) {
        self.store = store
        self.logger = logger
        self.limit = limit
        file = URL(fileURLWithPath: store.path).resolvingSymlinksInPath().path
    }

    func look() {
        let seen = FileStamp(file + "-wal")
        tell((seen?.byteCount ?? 0) > limit, seen)
        // It may be ours that another process of the service waits for, which has the events.
        if isLong { store.endBackgroundReads() }
        guard let seen, seen == lastSeen else {
            lastSeen = seen
            unchangedSince = .now
            return
        }
        guard seen.byteCount > 0, .now - unchangedSince >= Self.quiet else { return }
        do throws(StoreError) {
            try settle(seen)
            lastFailure = nil
        } catch .unavailable(.busy, _) {
            // Another process is at it, or a reader is in the way: the next look comes soon.
        } catch {
            if error != lastFailure { logger.warning("WAL not copied", metadata: ["reason": "\(error)"]) }
            lastFailure = error
        }
    }

    /// When all is copied already, this reads and writes nothing.
    private func settle(_ seen: FileStamp) throws(StoreError) {
        let length = try store.copyWAL()
        if seen.byteCount > limit, length.uncopied == 0 { try store.emptyWAL() }
    }

    private func tell(_ isLong: Bool, _ seen: FileStamp?) {
        guard isLong != self.isLong else { return }
        self.isLong = isLong
        let bytes = "\(seen?.byteCount ?? 0)"
        guard isLong else { return logger.notice("WAL short again", metadata: ["bytes": "\(bytes)"]) }
        let holders = FileHolders.names(of: Inode(path: file)).joined(separator: ", ")
        logger.warning(
            "WAL is long: a read that goes on keeps it from beginning anew",
            metadata: [
                "bytes": "\(bytes)", "limit": "\(limit)",
                "open in": "\(holders.isEmpty ? "no other program that can be seen" : holders)",
            ])
    }
}
