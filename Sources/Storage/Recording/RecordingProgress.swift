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
        var storedCount = 0
    }

    private let state = Mutex(State())
    private let turns = Atomic<Int>(0)

    /// The recorder's loop has come round.
    func turn() {
        turns.wrappingAdd(1, ordering: .relaxed)
    }

    /// A transaction begins; each is a turn, since one batch may take as many as it has events.
    func begin(until deadline: ContinuousClock.Instant) {
        turn()
        state.withLock { $0.deadline = deadline }
    }

    /// It has ended, well or not; so many events are stored.
    func end(_ failure: StoreError?, stored count: Int = 0) {
        let attempt = WriteAttempt(failure: failure, time: .now)
        state.withLock { state in
            state = State(last: attempt, storedCount: state.storedCount + count)
        }
    }

    var turnCount: Int { turns.load(ordering: .relaxed) }

    /// How many events all transactions have stored.
    var storedCount: Int { state.withLock { $0.storedCount } }

    var lastWrite: WriteAttempt? { state.withLock { $0.last } }

    var isWriting: Bool { state.withLock { $0.deadline != nil } }

    /// Whether an event that is being written has waited for too long.
    func isOverdue(at time: ContinuousClock.Instant) -> Bool {
        state.withLock { state in state.deadline.map { $0 < time } ?? false }
    }
}
