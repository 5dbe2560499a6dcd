import Synchronization

/// Counts the answers that were cut off, to be told now and then: whoever causes them must not fill the log.
final class CutAnswers: Sendable {
    enum Cause {
        /// The peer did not take it in time.
        case slowPeer
        /// All connections together held as much as they may.
        case noRoom
    }

    struct Tally: Equatable {
        var slowPeer = 0
        var noRoom = 0
    }

    private struct State {
        var tally = Tally()
        var nextReport = Int64.min
    }

    private let state = Mutex(State())

    private static let reportMilliseconds: Int64 = 60_000

    func count(_ cause: Cause) {
        state.withLock {
            switch cause {
            case .slowPeer: $0.tally.slowPeer += 1
            case .noRoom: $0.tally.noRoom += 1
            }
        }
    }

    /// What was counted since the last report, once a minute at most.
    ///
    /// - Returns: nil when there is nothing to tell, or not yet.
    func report(at now: Int64) -> Tally? {
        state.withLock { state in
            guard state.tally != Tally(), now >= state.nextReport else { return nil }
            defer { state = State(nextReport: now + Self.reportMilliseconds) }
            return state.tally
        }
    }
}
