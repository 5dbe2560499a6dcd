import Logging
import Storage
import Synchronization

/// Has the WAL begin anew before it grows long, without commits that wait for it.
///
/// A checkpoint of a long WAL takes tens of milliseconds, in which no event could be stored. So the bulk is copied in
/// the background, and the writer copies just what has come since. On a disk that copies more slowly than events come,
/// they wait for the copy. A read keeps the WAL from beginning anew: when it gets long no further one begins, and when
/// it gets longer still, those under way are ended. So it has a limit, but for other processes' reads.
struct WALKeeper {
    private enum Stage {
        case resting
        case copying
        /// Pages are left when a read needed the state before them.
        case copied(left: Int)
    }

    private let store: SQLiteStore
    private let logger: Logger
    private let copier = WorkThread("WAL copier")
    private let progress: Progress
    /// By how many pages the WAL has grown since it began anew, and since the last copy.
    private var pageCount = 0
    private var uncopiedCount = 0
    /// How long reads are kept waiting for this restart; nil before the first try.
    private var patienceEnd: ContinuousClock.Instant?
    /// Whether what reads had kept from being copied was tried once more for this restart.
    private var isCopiedAgain = false
    /// Whether reads have been ended for this restart.
    private var hasEndedReads = false
    private var nextTry = ContinuousClock.now

    private final class Progress: Sendable {
        let stage = Mutex(Stage.resting)
    }

    /// 8 MiB: while the disk writes what is copied at once, commits wait for their syncs. A page that many commits
    /// changed is copied once, so fewer copies would be cheaper.
    private static let pagesPerCopy = 2_000
    /// 20 MiB.
    private static let pagesPerWAL = 5_000
    /// 64 MiB: reads that overlap would let it grow for ever.
    private static let pagesKeepingReadsWaiting = 16_000
    /// 96 MiB: the rest of `SQLiteStore.walBytes` is for what comes until the reads have ended.
    private static let pagesEndingReads = 24_000
    /// 40 MiB: more than comes in while any sound disk copies 8 MiB.
    private static let pagesDuringCopy = 10_000
    /// What arrives during one copy is what the next one has to do.
    private static let copyCount = 2
    /// Longer than a report usually takes.
    private static let readPatience = Duration.milliseconds(300)
    /// Begins again with each commit.
    private static let longPatience = Duration.seconds(1)
    /// After reads that took longer.
    private static let pause = Duration.seconds(3)

    init(store: SQLiteStore, logger: Logger) {
        self.store = store
        self.logger = logger
        progress = Progress()
    }

    /// To be called after each commit, with the pages that it has written.
    mutating func committed(pages: Int) {
        pageCount += pages
        uncopiedCount += pages
        switch progress.stage.withLock({ $0 }) {
        case .copied(let left) where isRestartDue: restart(left: left)
        case .copied, .resting: if uncopiedCount >= Self.pagesPerCopy { copy() }
        // Better than a log without bound.
        case .copying: if uncopiedCount >= Self.pagesDuringCopy { finish() }
        }
    }

    /// Waits for a copy that is under way.
    func finish() {
        copier.run {}
    }

    private var isLong: Bool { pageCount >= Self.pagesKeepingReadsWaiting }

    private var isRestartDue: Bool {
        isLong || pageCount >= Self.pagesPerWAL && ContinuousClock.now >= nextTry
    }

    private mutating func copy() {
        uncopiedCount = 0
        progress.stage.withLock { $0 = .copying }
        copier.start { [store, logger, progress] in
            var left = 0
            do throws(StoreError) {
                for _ in 0..<Self.copyCount { left = try store.copyWAL() }
            } catch .unavailable(.busy, _) {
                // Another checkpoint is copying it.
            } catch {
                logger.warning("WAL not copied", metadata: ["reason": "\(error)"])
            }
            progress.stage.withLock { $0 = .copied(left: left) }
        }
    }

    private mutating func restart(left: Int) {
        let now = ContinuousClock.now
        let end = isLong ? now + Self.longPatience : patienceEnd ?? now + Self.readPatience
        patienceEnd = end
        if pageCount >= Self.pagesEndingReads { endReads() }
        guard store.gate.close(until: end) else {
            if now >= end { postpone(to: now + Self.pause) }
            return
        }
        if left >= Self.pagesPerCopy, !isCopiedAgain {
            isCopiedAgain = true
            patienceEnd = nil
            return copy()
        }
        do throws(StoreError) {
            try store.restartWAL()
        } catch {
            logger.warning("WAL not restarted", metadata: ["reason": "\(error)"])
        }
        pageCount = 0
        postpone(to: now)
    }

    private mutating func endReads() {
        store.endReads()
        guard !hasEndedReads else { return }
        hasEndedReads = true
        logger.warning("reads ended, so that the WAL does not grow without end")
    }

    private mutating func postpone(to time: ContinuousClock.Instant) {
        patienceEnd = nil
        isCopiedAgain = false
        hasEndedReads = false
        nextTry = time
        progress.stage.withLock { $0 = .resting }
    }
}
