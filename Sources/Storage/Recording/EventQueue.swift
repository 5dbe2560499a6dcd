import Dispatch
import Synchronization

/// The events that wait for the recorder, in order of arrival.
final class EventQueue: Sendable {
    private struct State {
        var waiting = WaitingEvents()
        var isClosed = false
        var isTakerAsleep = false

        /// - Returns: Whether the taker sleeps; whoever is told so must wake it.
        mutating func wakesTaker() -> Bool {
            defer { isTakerAsleep = false }
            return isTakerAsleep
        }
    }

    private let batchLimit: Int
    private let state = Mutex(State())
    /// Signalled once for each time that the taker fell asleep.
    private let wakeUp = DispatchSemaphore(value: 0)

    init(batchLimit: Int = .max) {
        self.batchLimit = batchLimit
    }

    /// - Returns: Whether the event was taken in; false once the queue is closed.
    func append(
        _ event: ReceivedEvent, deadline: ContinuousClock.Instant,
        completion: @escaping Recorder.Completion
    ) -> Bool {
        let (isTaken, mustWake) = state.withLock { state in
            guard !state.isClosed else { return (false, false) }
            state.waiting.append(event, deadline: deadline, completion: completion)
            return (true, state.wakesTaker())
        }
        if mustWake { wakeUp.signal() }
        return isTaken
    }

    /// Refuses further events and lets the taker have the rest.
    func close() {
        let mustWake = state.withLock { state in
            state.isClosed = true
            return state.wakesTaker()
        }
        if mustWake { wakeUp.signal() }
    }

    /// Everything that waits, or the first `batchLimit` events of it, after sleeping until there is something.
    ///
    /// For one thread only.
    /// - Returns: nil when the queue is closed and empty.
    func takeBatch() -> WaitingEvents? {
        while true {
            let (events, isClosed) = state.withLock { state in
                let events = state.waiting.takeFirst(batchLimit)
                state.isTakerAsleep = events.isEmpty && !state.isClosed
                return (events, state.isClosed)
            }
            if !events.isEmpty { return events }
            if isClosed { return nil }
            wakeUp.wait()
        }
    }
}
