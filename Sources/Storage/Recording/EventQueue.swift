import Dispatch
import Synchronization

/// The events that wait for the recorder: small and large ones apart, each in order of arrival, and bounded in bytes.
final class EventQueue: Sendable {
    private struct State {
        var small = WaitingEvents()
        var large = WaitingEvents()
        var largeBudget: ByteBudget
        var isDiskShort = false
        var refusals = QueueRefusals()
        var isClosed = false
        var isTakerAsleep = false

        /// - Returns: Whether the taker sleeps; whoever is told so must wake it.
        mutating func wakesTaker() -> Bool {
            defer { isTakerAsleep = false }
            return isTakerAsleep
        }
    }

    private let limits: QueueLimits
    private let state: Mutex<State>
    /// Signalled once for each time that the taker fell asleep.
    private let wakeUp = DispatchSemaphore(value: 0)

    init(_ limits: QueueLimits = QueueLimits()) {
        self.limits = limits
        state = Mutex(
            State(largeBudget: ByteBudget(bytesPerMinute: limits.largeBytesPerMinute, at: .now)))
    }

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
            if size < limits.largeSize {
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
        guard size >= limits.largeSize else {
            return state.small.byteCount + size <= limits.smallBytesWaiting ? nil : .smallWaiting
        }
        if state.isDiskShort { return .diskReserve }
        guard state.large.byteCount + size <= limits.largeBytesWaiting else { return .largeWaiting }
        return state.largeBudget.take(size, at: .now) ? nil : .largeBudget
    }

    /// Takes note of how many bytes the disk has left; nil: nobody can say.
    func note(freeBytes: Int64?) {
        let isShort = freeBytes.map { $0 < limits.diskReserveBytes } ?? false
        state.withLock { $0.isDiskShort = isShort }
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

    /// The first of the events that wait, as many as one transaction takes, after sleeping until there is something.
    ///
    /// Small ones come first, and large ones have a share of their own: neither keeps the other waiting.
    ///
    /// For one thread only.
    /// - Returns: nil when the queue is closed and empty.
    func takeBatch() -> WaitingEvents? {
        while true {
            let (events, isClosed) = state.withLock { state in
                let events = takeEvents(from: &state)
                state.isTakerAsleep = events.isEmpty && !state.isClosed
                return (events, state.isClosed)
            }
            if !events.isEmpty { return events }
            if isClosed { return nil }
            wakeUp.wait()
        }
    }

    private func takeEvents(from state: inout State) -> WaitingEvents {
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
