import Dispatch
import Foundation
import Logging
import Tracking

/// The only writer of events: takes all that wait, stores them in one transaction, then answers each.
///
/// Owns one plain thread. The transaction is as large as the load, so that one sync of the disk serves
/// every event of it and nobody waits for a timer.
package final class Recorder: Sendable {
    /// Called once for each event, after COMMIT has returned or failed.
    ///
    /// Runs on the recorder's thread, or within `record` when the recorder has stopped. Must be quick, since the
    /// next transaction waits for it, and must not call `stop()`.
    package typealias Completion = @Sendable (Result<Recorded, RecordingError>) -> Void

    private let store: any Store
    private let logger: Logger
    private let queue: EventQueue
    private let progress = RecordingProgress()
    private let patience: Duration
    private let finished = DispatchGroup()

    /// Looks around for the first time, and starts the thread; one recorder for a store.
    ///
    /// `patienceSeconds` is how old an event may grow while another process holds the lock. No command offers
    /// `indexBatchSize`: how many journeys wait before they are put into an index; nil: as many as suit the store.
    package init(
        store: any Store, logger: Logger, patienceSeconds: Double = 2,
        indexBatchSize: Int? = nil, limits: QueueLimits = QueueLimits()
    ) {
        self.store = store
        self.logger = logger
        queue = EventQueue(limits)
        patience = .seconds(patienceSeconds)
        finished.enter()
        Thread { [queue, progress, finished] in
            Thread.nameThisOne("recorder")
            let writer = store.eventWriter(logger: logger, indexBatchSize: indexBatchSize)
            var shift = RecorderShift(queue: queue, writer: writer, progress: progress, logger: logger)
            shift.run()
            finished.leave()
        }.start()
        lookAround()
    }

    /// Looks how much room the disk has, and logs what the queue has refused; for a thread that nobody waits for, some
    /// times a second.
    package func lookAround() {
        queue.note(freeBytes: store.freeBytes())
        for (cause, count) in queue.refusals() {
            logger.warning("events refused", metadata: ["count": "\(count)", "reason": "\(cause.advice)"])
        }
    }

    /// Goes on with other limits.
    package func change(to limits: QueueLimits) {
        queue.change(to: limits)
    }

    /// How often the thread's loop has come round: with each transaction, whether that succeeds or fails, and soon after
    /// `knock()`.
    package var turnCount: Int { progress.turnCount }

    /// Has the loop come round, also when it has nothing to do.
    package func knock() {
        queue.knock()
    }

    /// How many events it has stored.
    package var storedCount: Int { progress.storedCount }

    /// How many events wait to be stored.
    package var waitingCount: Int { queue.count }

    /// The last transaction; nil before the first.
    var lastWrite: WriteAttempt? { progress.lastWrite }

    /// Whether a transaction is under way, which says soon how it has ended.
    var isWriting: Bool { progress.isWriting }

    /// Whether an event has waited for longer than it may, in the queue or while it is written.
    func isOverdue(at time: ContinuousClock.Instant) -> Bool {
        progress.isOverdue(at: time) || queue.isOverdue(at: time)
    }

    /// Hands over an event; returns at once.
    ///
    /// `completion` hears `.success` only when the event is on disk.
    package func record(_ event: Event, receivedAt: Timestamp, completion: @escaping Completion) {
        let received = ReceivedEvent(event: event, receivedAt: receivedAt)
        let refusal = queue.append(received, deadline: .now + patience, completion: completion)
        if let refusal { completion(.failure(refusal)) }
    }

    /// Stores what was handed over before, checkpoints, and ends the thread; any number of calls.
    package func stop() {
        queue.close()
        finished.wait()
    }
}
