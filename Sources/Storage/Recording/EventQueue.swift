import Dispatch
import Synchronization

/// The events that wait for the recorder: small and large ones apart, each in order of arrival, and bounded in bytes.
final class EventQueue: Sendable {
    private struct State {
        var small = WaitingEvents()
        var large = WaitingEvents()
        var largeBudget: ByteBudget
        var limits: QueueLimits
        var isDiskShort = false
        var refusals = QueueRefusals()
        var isClosed = false
        var isTakerAsleep = false
        var isKnocked = false

        /// - Returns: Whether the taker sleeps; whoever is told so must wake it.
        mutating func wakesTaker() -> Bool {
            defer { isTakerAsleep = false }
            return isTakerAsleep
        }
    }

    private let state: Mutex<State>
    /// Signalled once for each time that the taker fell asleep.
    private let wakeUp = DispatchSemaphore(value: 0)

    init(_ limits: QueueLimits = QueueLimits()) {
        state = Mutex(
            State(
                largeBudget: ByteBudget(bytesPerMinute: limits.largeBytesPerMinute, at: .now), limits: limits)
        )
    }

    /// Goes on with other limits; another budget begins whole.
    func change(to limits: QueueLimits) {
        state.withLock { state in
            if limits.largeBytesPerMinute != state.limits.largeBytesPerMinute {
                state.largeBudget = ByteBudget(bytesPerMinute: limits.largeBytesPerMinute, at: .now)
            }
            state.limits = limits
        }
    }

    /// How many events wait.
    var count: Int { state.withLock { $0.small.count + $0.large.count } }

    /// Takes an event in.
    ///
    /// - Returns: nil when it was, else why not: the queue is closed, or there is no room for an event of its size.
    func append(
        _ event: ReceivedEvent, deadline: ContinuousClock.Instant,
        completion: @escaping Recorder.Completion
    ) -> RecordingError? {
        let size = event.byteCount
        let (refusal, mustWake) = state.withLock { state -> (RecordingError?, Bool) in
            guard !state.isClosed else { return (.stopping, false) }
            if let cause = refusalCause(of: size, in: &state) {
                state.refusals.count(cause)
                return (cause.error, false)
            }
            if size < state.limits.largeSize {
                state.small.append(event, deadline: deadline, completion: completion)
            } else {
                state.large.append(event, deadline: deadline, completion: completion)
            }
            return (nil, state.wakesTaker())
        }
        if mustWake { wakeUp.signal() }
        return refusal
    }

    /// - Returns: nil when there is room.
    private func refusalCause(of size: Int, in state: inout State) -> QueueRefusals.Cause? {
        let limits = state.limits
        guard size >= limits.largeSize else {
            return state.small.byteCount + size <= limits.smallBytesWaiting ? nil : .smallWaiting
        }
        if state.isDiskShort { return .diskReserve }
        guard state.large.byteCount + size <= limits.largeBytesWaiting else { return .largeWaiting }
        return state.largeBudget.take(size, at: .now) ? nil : .largeBudget
    }

    /// Takes note of how many bytes the disk has left; nil: nobody can say.
    func note(freeBytes: Int64?) {
        state.withLock { state in
            state.isDiskShort = freeBytes.map { $0 < state.limits.diskReserveBytes } ?? false
        }
    }

    /// Whether one of the events has waited for longer than it may.
    func isOverdue(at time: ContinuousClock.Instant) -> Bool {
        state.withLock { state in
            [state.small, state.large].contains { $0.firstDeadline.map { $0 < time } ?? false }
        }
    }

    /// What was refused since the last report, see `QueueRefusals`.
    func refusals() -> [(cause: QueueRefusals.Cause, count: Int)] {
        state.withLock { $0.refusals.report(at: .now) }
    }

    /// Refuses further events and lets the taker have the rest.
    func close() {
        let mustWake = state.withLock { state in
            state.isClosed = true
            return state.wakesTaker()
        }
        if mustWake { wakeUp.signal() }
    }

    /// Has the taker come round, also when nothing waits.
    func knock() {
        let mustWake = state.withLock { state in
            state.isKnocked = true
            return state.wakesTaker()
        }
        if mustWake { wakeUp.signal() }
    }

    /// The first of the events that wait, as many as one transaction takes, after sleeping until there is something.
    ///
    /// Small ones come first, and large ones have a share of their own: neither keeps the other waiting.
    ///
    /// For one thread only.
    /// - Returns: none of them after a `knock()` when nothing waits; nil when the queue is closed and empty.
    func takeBatch() -> WaitingEvents? {
        while true {
            let (events, isClosed, isKnocked) = state.withLock { state in
                let events = takeEvents(from: &state)
                let isKnocked = state.isKnocked && !state.isClosed
                state.isKnocked = false
                state.isTakerAsleep = events.isEmpty && !state.isClosed && !isKnocked
                return (events, state.isClosed, isKnocked)
            }
            if !events.isEmpty || isKnocked { return events }
            if isClosed { return nil }
            wakeUp.wait()
        }
    }

    private func takeEvents(from state: inout State) -> WaitingEvents {
        let limits = state.limits
        let largeShare = min(state.large.byteCount, limits.largeBytesPerBatch)
        var events = state.small.takeFirst(
            atMost: limits.batchCount, bytes: limits.batchBytes - largeShare)
        if !state.large.isEmpty, events.count < limits.batchCount {
            events.append(
                state.large.takeFirst(
                    atMost: limits.batchCount - events.count, bytes: limits.largeBytesPerBatch))
        }
        return events
    }
}
