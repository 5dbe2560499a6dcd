import Tracking

/// What whoever watches asks again and again: each answer takes a bounded time, however much is stored.
package protocol WatchStore: Sendable {
    /// The latest events, of each kind at most so many, the newest first; parameters that are long are left out.
    func latestEvents(ofEachKind count: Int, since time: Timestamp?) throws(StoreError) -> [LatestEvent]

    /// Differs when one of these lists may have become another.
    func watchState() throws(StoreError) -> [Int64]

    func alertFacts(at time: Timestamp) throws(StoreError) -> AlertFacts

    /// Of campaigns that have been silent for longer than a busy one ever is.
    func usualPauses(at time: Timestamp) throws(StoreError) -> [CampaignID: UsualPause]
}
