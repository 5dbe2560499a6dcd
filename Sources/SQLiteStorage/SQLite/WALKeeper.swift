import Foundation
import Logging
import Storage
import Synchronization

/// Has the WAL begin anew before it grows long, without commits that wait for it.
///
/// A checkpoint of a long WAL takes tens of milliseconds, in which no event could be stored. So the bulk is copied in
/// the background, and the writer copies just what has come since. On a disk that copies more slowly than events come,
/// they wait for the copy. A read keeps the WAL from beginning anew: when it gets long no further one begins here, and
/// when it gets longer still, those under way are ended. So it has a limit, but for other processes' reads; what such a
/// one has let grow is copied with nobody waiting.
struct WALKeeper {
    private enum Stage {
        case resting
        /// `isLong`: there is more to copy than anybody may wait for.
        case copying(isLong: Bool)
        case copied
    }

    private let store: SQLiteStore
    private let logger: Logger
    private let copier = WorkThread("WAL copier")
    private let progress: Progress
    /// By how many pages the WAL has grown since the last try to begin it anew, and since the last copy.
    private var pageCount = 0
    private var uncopiedCount = 0
    /// How long reads are kept waiting for this restart; nil before the first try.
    private var patienceEnd: ContinuousClock.Instant?
    /// Whether what reads had kept from being copied was tried once more for this restart.
    private var isCopiedAgain = false
    /// When it was last said that reads have been ended.
    private var lastSaid: ContinuousClock.Instant?
    private var nextTry = ContinuousClock.now

    private final class Progress: Sendable {
        let stage = Mutex(Stage.resting)
        /// As the last copy has left it.
        let length = Mutex(WALLength.none)
    }

    /// 8 MiB: while the disk writes what is copied at once, commits wait for their syncs. A page that many commits
    /// changed is copied once, so fewer copies would be cheaper.
    private static let pagesPerCopy = 2_000
    /// 20 MiB.
    private static let pagesPerWAL = 5_000
    /// 64 MiB: reads that overlap would let it grow for ever.
    private static let pagesKeepingReadsWaiting = 16_000
    /// 80 MiB: the rest of `SQLiteStore.walBytes` is for what comes until the reads have ended, on a busy machine.
    private static let pagesEndingReads = 20_000
    /// 96 MiB: a read that is to end needs a processor for that, and events take them all.
    private static let pagesAwaitingReads = 24_000
    /// 40 MiB: more than comes in while any sound disk copies 8 MiB.
    private static let pagesDuringCopy = 10_000
    /// What arrives during one copy is what the next one has to do; each takes a part of the one before.
    private static let maximumCopyCount = 8
    /// Longer than a report usually takes.
    private static let readPatience = Duration.milliseconds(300)
    /// How long a commit waits for reads that are to end.
    private static let endingPatience = Duration.milliseconds(100)
    /// Begins again with each commit.
    private static let longPatience = Duration.seconds(1)
    /// After reads that took longer.
    private static let pause = Duration.seconds(3)
    /// Between two lines about reads that were ended.
    private static let silence = Duration.seconds(60)

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
        case .copying(isLong: false): if uncopiedCount >= Self.pagesDuringCopy { finish() }
        case .copying(isLong: true): break
        }
    }

    /// Waits for a copy that is under way.
    func finish() {
        copier.run {}
    }

    private var length: WALLength { progress.length.withLock { $0 } }

    private var isLong: Bool { pageCount >= Self.pagesKeepingReadsWaiting }

    /// With little left to copy, whatever it was that let the WAL grow; or where it is a read of this process.
    private var isRestartDue: Bool {
        guard !isLong else { return true }
        return max(pageCount, length.pageCount) >= Self.pagesPerWAL && length.uncopied < Self.pagesDuringCopy
            && ContinuousClock.now >= nextTry
    }

    private mutating func copy() {
        uncopiedCount = 0
        let isLong = length.uncopied >= Self.pagesDuringCopy
        progress.stage.withLock { $0 = .copying(isLong: isLong) }
        copier.start { [store, logger, progress] in
            do throws(StoreError) {
                let length = try Self.copy(from: store)
                progress.length.withLock { $0 = length }
            } catch .unavailable(.busy, _) {
                // Another checkpoint is copying it.
            } catch {
                logger.warning("WAL not copied", metadata: ["reason": "\(error)"])
            }
            progress.stage.withLock { $0 = .copied }
        }
    }

    /// At least twice, until little is left, or no less than before.
    private static func copy(from store: SQLiteStore) throws(StoreError) -> WALLength {
        var length = try store.copyWAL()
        for _ in 1..<maximumCopyCount {
            let before = length.uncopied
            length = try store.copyWAL()
            if length.uncopied < pagesPerCopy || length.uncopied >= before { break }
        }
        return length
    }

    private mutating func restart() {
        let now = ContinuousClock.now
        let end = isLong ? now + Self.longPatience : patienceEnd ?? now + Self.readPatience
        patienceEnd = end
        if isLong { store.endBackgroundReads() }
        if pageCount >= Self.pagesEndingReads { endReads() }
        guard store.gate.close(until: end) || areReadsOver(end) else {
            if now >= end { postpone(to: now + Self.pause) }
            return
        }
        if length.uncopied >= Self.pagesPerCopy, !isCopiedAgain {
            isCopiedAgain = true
            patienceEnd = nil
            return copy()
        }
        // When another process reads, it is not the reads here that must wait, before as much again has come.
        pageCount = 0
        postpone(to: restartWithoutReads() ? now : now + Self.pause)
    }

    /// Waits a moment for those that were ended, where the WAL cannot wait any more.
    private func areReadsOver(_ end: ContinuousClock.Instant) -> Bool {
        guard pageCount >= Self.pagesAwaitingReads else { return false }
        let limit = ContinuousClock.now + Self.endingPatience
        while ContinuousClock.now < limit {
            Thread.sleep(forTimeInterval: 0.001)
            if store.gate.close(until: end) { return true }
        }
        return false
    }

    /// - Returns: whether the WAL begins anew, or cannot.
    private func restartWithoutReads() -> Bool {
        // It has nothing to do with events how much there is to copy for a read of another process that has left.
        guard length.uncopied < Self.pagesDuringCopy else {
            store.gate.open()
            return false
        }
        do throws(StoreError) {
            guard try store.restartWAL() else { return false }
        } catch {
            logger.warning("WAL not restarted", metadata: ["reason": "\(error)"])
        }
        progress.length.withLock { $0 = .none }
        return true
    }

    private mutating func endReads() {
        store.endReads()
        let now = ContinuousClock.now
        guard lastSaid.map({ now - $0 >= Self.silence }) ?? true else { return }
        lastSaid = now
        logger.warning("reads ended, so that the WAL does not grow without end")
    }

    private mutating func postpone(to time: ContinuousClock.Instant) {
        patienceEnd = nil
        isCopiedAgain = false
        nextTry = time
        progress.stage.withLock { $0 = .resting }
    }
}
