import Foundation
import Synchronization

/// Lets reads pause for a moment, so that the WAL can begin anew.
///
/// SQLite writes over its WAL from the start only when no reader needs what is in it. With reports in a loop there
/// is always one, and the WAL would grow without end.
final class ReadGate: Sendable {
    private struct State {
        var readerCount = 0
        /// nil: open.
        var closedUntil: ContinuousClock.Instant?
    }

    private let state = Mutex(State())
    /// Between two looks at a closed gate. Looking again and again, since a condition variable would wait by the time
    /// of day: with the clock set back an hour, for an hour.
    private static let pauseSeconds = 0.001

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
        state.withLock { $0.closedUntil = nil }
    }

    private func enter() {
        while !hasEntered() { Thread.sleep(forTimeInterval: Self.pauseSeconds) }
    }

    /// - Returns: whether the gate was open, and the caller is counted.
    private func hasEntered() -> Bool {
        state.withLock { state in
            if let time = state.closedUntil, time > .now { return false }
            state.readerCount += 1
            return true
        }
    }
}
