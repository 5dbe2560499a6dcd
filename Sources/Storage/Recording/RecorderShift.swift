import Logging
import Tracking

/// The recorder's work, on its thread: from the queue to the writer to the completions. Decides who waits, who is
/// refused and who is tried alone.
struct RecorderShift {
    private let queue: EventQueue
    private let writer: any EventWriter
    private let progress: RecordingProgress
    private var outage: OutageLog

    init(queue: EventQueue, writer: any EventWriter, progress: RecordingProgress, logger: Logger) {
        self.queue = queue
        self.writer = writer
        self.progress = progress
        outage = OutageLog(logger: logger)
    }

    /// Ends when the queue is closed and empty.
    mutating func run() {
        writer.warmUp()
        while let events = queue.takeBatch() {
            progress.turn()
            guard !events.isEmpty else { continue }
            record(events)
            writer.makeRoom()
        }
        writer.finish()
    }

    /// Calls the completion of each event once.
    private mutating func record(_ events: WaitingEvents) {
        var events = events
        while let deadline = events.earliestDeadline {
            progress.begin(until: deadline)
            do throws(StoreError) {
                let recorded = try writer.write(events.events, until: deadline)
                progress.end(nil, stored: recorded.count(where: { !$0.isRefused }))
                outage.ended()
                return events.succeed(recorded)
            } catch {
                progress.end(error)
                events = answer(events, after: error)
            }
        }
    }

    /// Answers those that cannot be stored.
    ///
    /// - Returns: Those to try again.
    private mutating func answer(_ events: WaitingEvents, after error: StoreError) -> WaitingEvents {
        switch error {
        case .unavailable(.busy, _):
            let (expired, waiting) = events.divided(at: .now)
            refuse(expired, retryAfterSeconds: 1, error)
            return waiting
        case .unavailable:
            refuse(events, retryAfterSeconds: 5, error)
        case .opening, .refused, .fault:
            isolate(events, after: error)
        }
        return WaitingEvents()
    }

    private mutating func refuse(_ events: WaitingEvents, retryAfterSeconds: Int, _ error: StoreError) {
        guard !events.isEmpty else { return }
        outage.refused(events.count, because: error)
        events.fail(.unavailable(retryAfterSeconds: retryAfterSeconds, reason: error.description))
    }

    /// Gives each event a transaction of its own, so that only the bad one fails.
    private mutating func isolate(_ events: WaitingEvents, after error: StoreError) {
        guard events.count > 1 else { return events.fail(RecordingError(error)) }
        for event in events.alone { record(event) }
    }
}

extension RecordingError {
    /// Of an event that was alone in its transaction.
    fileprivate init(_ error: StoreError) {
        self = error.isDamage ? .damaged(error.description) : .fault(error.description)
    }
}
