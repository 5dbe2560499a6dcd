import Logging
import Synchronization

/// Says at once that requests fail because the database is damaged, and again from time to time: not in a line for each.
final class DamageLog: Sendable {
    private struct State {
        var count = 0
        var nextLine: ContinuousClock.Instant?
    }

    private let state = Mutex(State())

    private static let silence = Duration.seconds(10)

    /// Counts a request that has failed.
    func note(_ description: String, in logger: Logger) {
        let now = ContinuousClock.now
        let count = state.withLock { state -> Int? in
            state.count += 1
            if let next = state.nextLine, now < next { return nil }
            state.nextLine = now + Self.silence
            return state.count
        }
        guard let count else { return }
        logger.error("requests met damage", metadata: ["count": "\(count)", "error": "\(description)"])
    }
}
