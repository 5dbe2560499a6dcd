import Tracking

/// What is known of the tries under one key; also a change to it, to be added.
package struct LoginRecord: Hashable, Sendable {
    /// Tries with a wrong password, and those that are being looked at; below zero only in a change.
    package var failureCount: Int
    package var lastTryAt: Timestamp
    /// When a password from there was last right.
    package var creditedAt: Timestamp?

    private static let creditMilliseconds: Int64 = 90 * 86_400_000
    /// Processes read the clock a little before they write; more than this, and the clock has been set back.
    private static let toleranceMilliseconds: Int64 = 60_000

    package init(failureCount: Int = 0, lastTryAt: Timestamp, creditedAt: Timestamp? = nil) {
        self.failureCount = failureCount
        self.lastTryAt = lastTryAt
        self.creditedAt = creditedAt
    }

    /// Whether its failures count no more.
    package func isForgotten(_ key: LoginKey, at time: Timestamp) -> Bool {
        let age = time.milliseconds - lastTryAt.milliseconds
        return age >= key.memoryMilliseconds || age < -Self.toleranceMilliseconds
    }

    package func isCredited(at time: Timestamp) -> Bool {
        guard let creditedAt else { return false }
        return time.milliseconds - creditedAt.milliseconds <= Self.creditMilliseconds
    }

    /// When nothing of it counts any more.
    package func expiry(_ key: LoginKey) -> Timestamp {
        let forgotten = lastTryAt.milliseconds + key.memoryMilliseconds
        let credit = creditedAt.map { $0.milliseconds + Self.creditMilliseconds }
        return Timestamp(milliseconds: max(forgotten, credit ?? forgotten))
    }

    /// What it is after a later change.
    package func adding(_ change: LoginRecord, to key: LoginKey) -> LoginRecord {
        let isForgotten = isForgotten(key, at: change.lastTryAt)
        return LoginRecord(
            failureCount: (isForgotten ? 0 : failureCount) + change.failureCount,
            lastTryAt: isForgotten ? change.lastTryAt : max(lastTryAt, change.lastTryAt),
            creditedAt: [creditedAt, change.creditedAt].compactMap { $0 }.max())
    }
}

/// What is stored under some keys, all from one state.
package struct LoginRecords: Sendable {
    /// Grows when an administrator gives somebody a password: what was counted before counts no more.
    package let era: Int64
    /// Those that there are.
    package let records: [LoginKey: LoginRecord]

    package init(era: Int64, records: [LoginKey: LoginRecord]) {
        self.era = era
        self.records = records
    }
}
