import Storage
import Tracking

/// How many wrong passwords are taken one after the other, and how long each further try must wait: a second, then
/// twice as long each time, up to a maximum.
struct LoginLimit: Sendable {
    let freeFailureCount: Int
    let maximumWaitSeconds: Int

    /// - Returns: Whole seconds; nil when the next try may be looked at.
    func secondsToWait(after record: LoginRecord, at time: Timestamp) -> Int? {
        let surplus = record.failureCount - freeFailureCount
        guard surplus >= 0 else { return nil }
        let wait = min(maximumWaitSeconds, 1 << min(surplus, 6))
        let age = max(0, time.milliseconds - record.lastTryAt.milliseconds)
        let rest = Int64(wait) * 1000 - age
        return rest > 0 ? Int((rest + 999) / 1000) : nil
    }
}
