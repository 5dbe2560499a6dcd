import Synchronization

/// A try to write to the database.
package struct WriteAttempt: Sendable {
    /// nil: it was written.
    package let failure: StoreError?
    package let time: ContinuousClock.Instant

    package init(failure: StoreError?, time: ContinuousClock.Instant) {
        self.failure = failure
        self.time = time
    }
}

/// What the recorder is at, for whoever asks how it fares.
final class RecordingProgress: Sendable {
    private struct State {
        /// Until when the first of the events that are being written may wait; nil: there are none.
        var deadline: ContinuousClock.Instant?
        var last: WriteAttempt?
    }

    private let state = Mutex(State())

    /// A transaction begins.
    func begin(until deadline: ContinuousClock.Instant) {
        state.withLock { $0.deadline = deadline }
    }

    /// It has ended, well or not.
    func end(_ failure: StoreError?) {
        let attempt = WriteAttempt(failure: failure, time: .now)
        state.withLock { $0 = State(last: attempt) }
    }

    var lastWrite: WriteAttempt? { state.withLock { $0.last } }

    var isWriting: Bool { state.withLock { $0.deadline != nil } }

    /// Whether an event that is being written has waited for too long.
    func isOverdue(at time: ContinuousClock.Instant) -> Bool {
        state.withLock { state in state.deadline.map { $0 < time } ?? false }
    }
}
