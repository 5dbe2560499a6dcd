import Logging
import Storage
import Synchronization

/// Has the WAL begin anew before it grows long, without commits that wait for it.
///
/// A checkpoint of a long WAL takes tens of milliseconds, in which no event could be stored. So the bulk is copied in
/// the background, and the writer copies just what has come since. On a disk that copies more slowly than events come,
/// they wait for the copy, so that the WAL has a limit in any case but that of a read that goes on for long.
struct WALKeeper {
    private enum Stage { case resting, copying, copied }

    private let store: SQLiteStore
    private let logger: Logger
    private let copier = WorkThread("WAL copier")
    private let progress: Progress
    /// By how many pages the WAL has grown since it began anew, and since the last copy.
    private var pageCount = 0
    private var uncopiedCount = 0
    /// How long reads are kept waiting for this restart; nil before the first try.
    private var patienceEnd: ContinuousClock.Instant?
    private var nextTry = ContinuousClock.now

    private final class Progress: Sendable {
        let stage = Mutex(Stage.resting)
    }

    /// 8 MiB: while the disk writes what is copied at once, commits wait for their syncs. A page that many commits
    /// changed is copied once, so fewer copies would be cheaper.
    private static let pagesPerCopy = 2_000
    /// 20 MiB.
    private static let pagesPerWAL = 5_000
    /// 40 MiB: more than comes in while any sound disk copies 8 MiB.
    private static let pagesDuringCopy = 10_000
    /// What arrives during one copy is what the next one has to do.
    private static let copyCount = 2
    /// Longer than a report usually takes.
    private static let readPatience = Duration.milliseconds(300)
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
        case .copied where isRestartDue: restart()
        case .copied, .resting: if uncopiedCount >= Self.pagesPerCopy { copy() }
        // Better than a log without bound.
        case .copying: if uncopiedCount >= Self.pagesDuringCopy { finish() }
        }
    }

    /// Waits for a copy that is under way.
    func finish() {
        copier.run {}
    }

    private var isRestartDue: Bool { pageCount >= Self.pagesPerWAL && ContinuousClock.now >= nextTry }

    private mutating func copy() {
        uncopiedCount = 0
        progress.stage.withLock { $0 = .copying }
        copier.start { [store, logger, progress] in
            do throws(StoreError) {
                for _ in 0..<Self.copyCount { try store.copyWAL() }
            } catch .unavailable(.busy, _) {
                // Another checkpoint is copying it.
            } catch {
                logger.warning("WAL not copied", metadata: ["reason": "\(error)"])
            }
            progress.stage.withLock { $0 = .copied }
        }
    }

    private mutating func restart() {
        let now = ContinuousClock.now
        let end = patienceEnd ?? now + Self.readPatience
        patienceEnd = end
        do throws(StoreError) {
            guard try store.restartWAL(keepingReadsUntil: end) else {
                if now >= end { postpone(to: now + Self.pause) }
                return
            }
        } catch {
            logger.warning("WAL not restarted", metadata: ["reason": "\(error)"])
        }
        pageCount = 0
        postpone(to: now)
    }

    private mutating func postpone(to time: ContinuousClock.Instant) {
        patienceEnd = nil
        nextTry = time
        progress.stage.withLock { $0 = .resting }
    }
}
