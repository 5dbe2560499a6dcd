import Foundation
import Synchronization

/// Lets reads pause for a moment, so that the log can begin anew.
///
/// SQLite writes over its log from the start only when no reader needs what is in it. With reports in a loop there
/// is always one, and the log would grow without end.
final class ReadGate: Sendable {
    private struct State {
        var readerCount = 0
        /// nil: open.
        var closedUntil: ContinuousClock.Instant?
    }

    private let state = Mutex(State())
    private let isChanged = NSCondition()

    /// Runs a read, after waiting while the gate is closed.
    func pass<Value>(_ body: () throws -> Value) rethrows -> Value {
        enter()
        defer { state.withLock { $0.readerCount -= 1 } }
        return try body()
    }

    /// Keeps further reads waiting until `open()`, or until `time`, should that never come.
    ///
    /// - Returns: whether no earlier read is under way.
    func close(until time: ContinuousClock.Instant) -> Bool {
        state.withLock { state in
            state.closedUntil = time
            return state.readerCount == 0
        }
    }

    func open() {
        isChanged.lock()
        state.withLock { $0.closedUntil = nil }
        isChanged.broadcast()
        isChanged.unlock()
    }

    private func enter() {
        isChanged.lock()
        while let seconds = secondsToWait() {
            _ = isChanged.wait(until: Date(timeIntervalSinceNow: seconds))
        }
        isChanged.unlock()
    }

    /// - Returns: nil when the gate is open, and then the caller has entered.
    private func secondsToWait() -> Double? {
        state.withLock { state in
            let now = ContinuousClock.now
            if let time = state.closedUntil, time > now { return (time - now) / .seconds(1) }
            state.readerCount += 1
            return nil
        }
    }
}
