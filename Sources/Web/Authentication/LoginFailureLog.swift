import Dispatch
import Logging
import Synchronization

/// Says who failed to log in, ten times a minute at most, and how many more there were.
final class LoginFailureLog: Sendable {
    private struct Minute {
        var end = ContinuousClock.now
        var lineCount = 0
        var leftOutCount = 0
    }

    private let logger: Logger
    private let seconds: Double
    private let minute = Mutex(Minute())
    private let queue = DispatchQueue(label: "failures of logins left out")

    private static let lineLimit = 10

    /// `seconds` is how long a minute is.
    init(logger: Logger, seconds: Double = 60) {
        self.logger = logger
        self.seconds = seconds
    }

    /// Without a user's name when there is none of that name, for it may be a password that was typed into the wrong
    /// field.
    func add(user: String?, address: String?) {
        let now = ContinuousClock.now
        let (isLogged, isFirstLeftOut) = minute.withLock { minute in
            if minute.end <= now {
                minute.end = now + .seconds(seconds)
                minute.lineCount = 0
            }
            minute.lineCount += 1
            guard minute.lineCount > Self.lineLimit else { return (true, false) }
            minute.leftOutCount += 1
            return (false, minute.leftOutCount == 1)
        }
        if isFirstLeftOut { queue.asyncAfter(deadline: .now() + seconds) { self.reportLeftOut() } }
        guard isLogged else { return }
        logger.warning(
            "Login failed",
            metadata: ["user": "\(user ?? "(unknown)")", "address": "\(address ?? "(unknown)")"])
    }

    private func reportLeftOut() {
        let count = minute.withLock { minute in
            defer { minute.leftOutCount = 0 }
            return minute.leftOutCount
        }
        logger.warning("Logins failed", metadata: ["left out": "\(count)"])
    }
}
