import Foundation
import Synchronization

/// How long the writer waits while another process holds the write lock.
///
/// SQLite calls `keepsWaiting` each time it finds the lock taken. Its own waits grow to 100 ms; under a
/// load where another process commits without a pause, only short ones find the gap between two commits.
final class LockPatience: Sendable {
    private struct Wait {
        /// Set by the recorder, whose events have ages of their own; nil: `usual` from the first try.
        var deadline: ContinuousClock.Instant?
        var firstTry = ContinuousClock.now
    }

    /// Long enough for any transaction of ours.
    static let usual = Duration.seconds(5)
    private static let pauseSeconds = 0.001

    private let wait = Mutex(Wait())

    /// Sleeps a little, then says whether to try again; `tries` counts the earlier calls for the same lock.
    func keepsWaiting(tries: Int) -> Bool {
        let deadline = wait.withLock { wait in
            if tries == 0 { wait.firstTry = .now }
            return wait.deadline ?? wait.firstTry + Self.usual
        }
        guard ContinuousClock.now < deadline else { return false }
        Thread.sleep(forTimeInterval: Self.pauseSeconds)
        return true
    }

    /// Runs `body` with a deadline for the locks it needs; call on the writer only.
    func until<Value>(
        _ deadline: ContinuousClock.Instant, _ body: () throws -> Value
    ) rethrows -> Value {
        wait.withLock { $0.deadline = deadline }
        defer { wait.withLock { $0.deadline = nil } }
        return try body()
    }
}
