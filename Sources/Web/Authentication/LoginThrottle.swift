import Digests
import Storage
import Tracking

/// Slows who guesses: what a try with one name from one network is counted under, and what limits it.
///
/// All of it is the same whether somebody has the name or not. A network from where a password was right has credit:
/// who guesses there, or guesses elsewhere the names of those who are there, does not lock them out.
struct LoginThrottle: Sendable {
    /// Other users there notice nothing.
    private let pair: LoginKey
    /// Whoever changes addresses with each try.
    private let name: LoginKey
    /// Whoever changes names with each try.
    let network: LoginKey
    /// Whoever changes both: what passwords cost is bounded.
    private let everybody = LoginKey()

    init(user: [UInt8], network: ClientNetwork) {
        let digest = SHA256.digest(user)
        let mark = UInt16(digest[0]) << 8 | UInt16(digest[1])
        pair = LoginKey(network: network.bytes, nameMark: mark)
        name = LoginKey(nameMark: mark)
        self.network = LoginKey(network: network.bytes)
    }

    var keys: [LoginKey] { [pair, name, network, everybody] }

    /// People mistype.
    private var strangersLimits: [LoginKey: LoginLimit] {
        [
            pair: LoginLimit(freeFailureCount: 5, maximumWaitSeconds: 60),
            name: LoginLimit(freeFailureCount: 20, maximumWaitSeconds: 60),
            network: LoginLimit(freeFailureCount: 20, maximumWaitSeconds: 60),
            everybody: LoginLimit(freeFailureCount: 10, maximumWaitSeconds: 1),
        ]
    }

    /// Not by the name, and twice as many of everybody: strangers use up only their half.
    private var creditedLimits: [LoginKey: LoginLimit] {
        [
            pair: LoginLimit(freeFailureCount: 20, maximumWaitSeconds: 5),
            network: LoginLimit(freeFailureCount: 100, maximumWaitSeconds: 1),
            everybody: LoginLimit(freeFailureCount: 20, maximumWaitSeconds: 1),
        ]
    }

    func hasCredit(_ records: [LoginKey: LoginRecord], at time: Timestamp) -> Bool {
        records[network]?.isCredited(at: time) == true
    }

    /// - Returns: Whole seconds until the next try may be looked at; nil when this one may.
    func secondsToWait(_ records: [LoginKey: LoginRecord], at time: Timestamp) -> Int? {
        limits(hasCredit: hasCredit(records, at: time)).compactMap { key, limit in
            guard let record = records[key], !record.isForgotten(key, at: time) else { return nil }
            return limit.secondsToWait(after: record, at: time)
        }.max()
    }

    /// One more failure, or with -1 one less, under each key that limits such a try.
    func counting(_ count: Int, hasCredit: Bool, at time: Timestamp) -> [LoginKey: LoginRecord] {
        limits(hasCredit: hasCredit).mapValues { _ in LoginRecord(failureCount: count, lastTryAt: time) }
    }

    /// Credit for the network, once a day; the try is no failure. Earlier ones stay: who guesses the name there is not to
    /// see that its owner has come.
    func succeeding(
        _ records: [LoginKey: LoginRecord], hadCredit: Bool, at time: Timestamp
    ) -> [LoginKey: LoginRecord] {
        var changes = counting(-1, hasCredit: hadCredit, at: time)
        let creditedAt = records[network]?.creditedAt?.milliseconds
        guard time.milliseconds - (creditedAt ?? .min / 2) >= Self.dayMilliseconds else { return changes }
        changes[network]?.creditedAt = time
        return changes
    }

    private static let dayMilliseconds: Int64 = 86_400_000

    private func limits(hasCredit: Bool) -> [LoginKey: LoginLimit] {
        hasCredit ? creditedLimits : strangersLimits
    }
}
