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
    package typealias Completion = @Sendable (Result<Void, RecordingError>) -> Void

    private let queue: EventQueue
    private let patience: Duration
    private let finished = DispatchGroup()

    /// Starts the thread; one recorder for a store.
    ///
    /// `patienceSeconds` is how old an event may grow while another process holds the lock. No command offers the
    /// rest: `recentLimit` is how many journeys wait in memory before they are put into the index by click id (nil:
    /// as many as suit the database), and `batchLimit` the most events of one transaction (1 or more), to measure
    /// what a transaction for each event would cost.
    package init(
        store: Store, logger: Logger, patienceSeconds: Double = 2,
        recentLimit: Int? = nil, batchLimit: Int = .max
    ) {
        queue = EventQueue(batchLimit: batchLimit)
        patience = .seconds(patienceSeconds)
        finished.enter()
        Thread { [queue, finished] in
            // Only a thread itself can give the system its name.
            Thread.current.name = "recorder"
            var shift = RecorderShift(
                store: store, logger: logger, queue: queue, recentLimit: recentLimit)
            shift.run()
            finished.leave()
        }.start()
    }

    /// Hands over an event; returns at once.
    ///
    /// `completion` hears `.success` only when the event is on disk.
    package func record(_ event: Event, receivedAt: Timestamp, completion: @escaping Completion) {
        let waiting = WaitingEvent(
            event: event, receivedAt: receivedAt, deadline: .now + patience, completion: completion)
        guard queue.append(waiting) else {
            completion(.failure(.stopping))
            return
        }
    }

    /// Stores what was handed over before, checkpoints, and ends the thread; any number of calls.
    package func stop() {
        queue.close()
        finished.wait()
    }
}
