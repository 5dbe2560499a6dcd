import Synchronization

/// Slows who guesses a user's password: after a few failures from one address each further try must wait, twice
/// as long each time. Other users, and the same user at other addresses, notice nothing.
final class LoginThrottle: Sendable {
    /// One user at one address.
    struct Key: Hashable, Sendable {
        let user: [UInt8]
        let address: String
    }

    private struct Record {
        var failureCount = 0
        var blockedUntil: ContinuousClock.Instant
    }

    private let records = Mutex<[Key: Record]>([:])

    /// People mistype.
    private static let freeFailureCount = 5
    private static let maximumWaitSeconds = 60
    /// After this time without a try everything is forgiven.
    private static let memory = Duration.seconds(600)
    private static let limit = 10_000

    /// Asks for one try, which counts as a failure unless `forgive` is told otherwise: tries at the same time
    /// count, too.
    ///
    /// - Returns: nil when it may go on, else the whole seconds to wait.
    func secondsToWait(_ key: Key, at time: ContinuousClock.Instant) -> Int? {
        records.withLock { records in
            var record = records[key] ?? Record(blockedUntil: time)
            guard record.blockedUntil <= time else {
                return max(1, Int((record.blockedUntil - time).components.seconds))
            }
            if record.blockedUntil + Self.memory < time { record.failureCount = 0 }
            record.failureCount += 1
            record.blockedUntil = time + .seconds(Self.wait(after: record.failureCount))
            if records.count >= Self.limit { Self.makeRoom(in: &records, at: time) }
            records[key] = record
            return nil
        }
    }

    /// The try was right.
    func forgive(_ key: Key) {
        records.withLock { _ = $0.removeValue(forKey: key) }
    }

    private static func wait(after failureCount: Int) -> Int {
        guard failureCount >= freeFailureCount else { return 0 }
        return min(maximumWaitSeconds, 1 << min(failureCount - freeFailureCount, 6))
    }

    private static func makeRoom(in records: inout [Key: Record], at time: ContinuousClock.Instant) {
        records = records.filter { $0.value.blockedUntil > time }
        if records.count >= limit { records.removeAll() }
    }
}
