import Dispatch
import Synchronization

/// One event on its way to the disk.
struct WaitingEvent: Sendable {
    let received: ReceivedEvent
    /// Until when it may wait for a lock that another process holds.
    let deadline: ContinuousClock.Instant
    let completion: Recorder.Completion
}

/// The events that wait for the recorder, in order of arrival.
final class EventQueue: Sendable {
    private struct State {
        var waiting: [WaitingEvent] = []
        var isClosed = false
        var isTakerAsleep = false

        mutating func takeWaiting(atMost limit: Int) -> [WaitingEvent] {
            guard waiting.count > limit else {
                defer { waiting = [] }
                return waiting
            }
            defer { waiting.removeFirst(limit) }
            return Array(waiting.prefix(limit))
        }

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
    func append(_ event: WaitingEvent) -> Bool {
        let (isTaken, mustWake) = state.withLock { state in
            guard !state.isClosed else { return (false, false) }
            state.waiting.append(event)
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
    func takeBatch() -> [WaitingEvent]? {
        while true {
            let (events, isClosed) = state.withLock { state in
                let events = state.takeWaiting(atMost: batchLimit)
                state.isTakerAsleep = events.isEmpty && !state.isClosed
                return (events, state.isClosed)
            }
            if !events.isEmpty { return events }
            if isClosed { return nil }
            wakeUp.wait()
        }
    }
}
