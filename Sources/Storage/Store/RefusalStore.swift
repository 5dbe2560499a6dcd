import Tracking

/// Tracking requests that were refused, some of them.
package protocol RefusalStore: Sendable {
    /// Adds some, a few dozen at most, and how many there were. Keeps 10,000, each of 30 days at most; where there are more,
    /// those of the reason that has most give way.
    ///
    /// - Throws: `unavailable` at once when another process is writing.
    func keepRefusals(_ batch: RefusalBatch) throws(StoreError)

    /// The latest of each reason, the newest first; none that is older than 30 days at that time.
    func latestRefusals(ofEachReason count: Int, at time: Timestamp) throws(StoreError) -> [KeptRefusal]

    /// - Returns: nil when there is none of that number, or no longer: after 30 days.
    func refusal(_ id: Int64, at time: Timestamp) throws(StoreError) -> KeptRefusal?

    /// How many were refused since a time of the last day, by whole five minutes.
    func refusalCounts(since time: Timestamp) throws(StoreError) -> [RefusalReason: RefusalCount]
}
