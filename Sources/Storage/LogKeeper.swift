import Dispatch
import Logging
import Synchronization

/// Has the log begin anew before it grows long, without commits that wait for it.
///
/// A checkpoint of a long log takes tens of milliseconds, in which no event could be stored. So the bulk is copied in
/// the background, and the recorder copies just what has come since.
struct LogKeeper {
    private enum Stage { case resting, copying, copied }

    private let store: Store
    private let logger: Logger
    private let queue = DispatchQueue(label: "log copier")
    private let progress: Progress
    /// How much the log has grown, in events.
    private var loggedCount = 0
    /// How long reads are kept waiting for this restart; nil before the first try.
    private var patienceEnd: ContinuousClock.Instant?
    private var nextTry = ContinuousClock.now

    private final class Progress: Sendable {
        let stage = Mutex(Stage.resting)
    }

    /// Some 5,000 pages of 4 KiB under load, and three times as many at 10,000,000 journeys, where each entry of the
    /// index by click id has a page of its own. A page that many commits changed is copied once, so a longer log is
    /// cheaper.
    private static let eventsPerLog = 12_000
    /// A commit of a single event writes that many pages more than an event among many does.
    private static let eventsPerCommit = 4
    /// What arrives during one copy is what the next one has to do.
    private static let copyCount = 2
    /// Longer than a report usually takes.
    private static let readPatience = Duration.milliseconds(300)
    /// After reads that took longer.
    private static let pause = Duration.seconds(3)

    init(store: Store, logger: Logger) {
        self.store = store
        self.logger = logger
        progress = Progress()
    }

    /// To be called after each commit.
    mutating func committed(_ count: Int) {
        loggedCount += count + Self.eventsPerCommit
        guard loggedCount >= Self.eventsPerLog else { return }
        switch progress.stage.withLock({ $0 }) {
        case .resting: copy()
        case .copying: break
        case .copied: restart()
        }
    }

    /// Waits for a copy that is under way.
    func finish() {
        queue.sync {}
    }

    private func copy() {
        progress.stage.withLock { $0 = .copying }
        queue.async { [store, logger, progress] in
            do throws(StoreError) {
                for _ in 0..<Self.copyCount { try store.copyLog() }
            } catch {
                logger.warning("log not copied", metadata: ["reason": "\(error)"])
            }
            progress.stage.withLock { $0 = .copied }
        }
    }

    private mutating func restart() {
        let now = ContinuousClock.now
        guard now >= nextTry else { return }
        let end = patienceEnd ?? now + Self.readPatience
        patienceEnd = end
        do throws(StoreError) {
            guard try store.restartLog(keepingReadsUntil: end) else {
                if now >= end { postpone(to: now + Self.pause) }
                return
            }
        } catch {
            logger.warning("log not restarted", metadata: ["reason": "\(error)"])
        }
        loggedCount = 0
        postpone(to: now)
    }

    private mutating func postpone(to time: ContinuousClock.Instant) {
        patienceEnd = nil
        nextTry = time
        progress.stage.withLock { $0 = .resting }
    }
}
