import Logging
import Tracking

/// The recorder's work, on its thread: from the queue to the writer to the completions. Decides who waits, who is
/// refused and who is tried alone.
struct RecorderShift {
    private let queue: EventQueue
    private let writer: any EventWriter
    private var outage: OutageLog

    init(queue: EventQueue, writer: any EventWriter, logger: Logger) {
        self.queue = queue
        self.writer = writer
        outage = OutageLog(logger: logger)
    }

    /// Ends when the queue is closed and empty.
    mutating func run() {
        writer.warmUp()
        while let events = queue.takeBatch() {
            record(events)
            writer.makeRoom()
        }
        writer.finish()
    }

    /// Calls the completion of each event once.
    private mutating func record(_ events: [WaitingEvent]) {
        var events = events
        while !events.isEmpty {
            do throws(StoreError) {
                let deadline = events.map(\.deadline).min() ?? .now
                let recorded = try writer.write(events.map(\.received), until: deadline)
                outage.ended()
                for (event, recorded) in zip(events, recorded) { event.completion(.success(recorded)) }
                return
            } catch {
                events = answer(events, after: error)
            }
        }
    }

    /// Answers those that cannot be stored.
    ///
    /// - Returns: Those to try again.
    private mutating func answer(_ events: [WaitingEvent], after error: StoreError) -> [WaitingEvent] {
        switch error {
        case .unavailable(.busy, _):
            let now = ContinuousClock.now
            refuse(events.filter { $0.deadline <= now }, retryAfterSeconds: 1, error)
            return events.filter { $0.deadline > now }
        case .unavailable(.full, _), .unavailable(.failing, _):
            refuse(events, retryAfterSeconds: 5, error)
        case .opening, .refused, .fault:
            isolate(events, after: error)
        }
        return []
    }

    private mutating func refuse(_ events: [WaitingEvent], retryAfterSeconds: Int, _ error: StoreError) {
        guard !events.isEmpty else { return }
        outage.refused(events.count, because: error)
        events.fail(.unavailable(retryAfterSeconds: retryAfterSeconds, reason: error.description))
    }

    /// Gives each event a transaction of its own, so that only the bad one fails.
    private mutating func isolate(_ events: [WaitingEvent], after error: StoreError) {
        guard events.count > 1 else { return events.fail(.fault(error.description)) }
        for event in events { record([event]) }
    }
}

extension [WaitingEvent] {
    fileprivate func fail(_ error: RecordingError) {
        for event in self { event.completion(.failure(error)) }
    }
}
