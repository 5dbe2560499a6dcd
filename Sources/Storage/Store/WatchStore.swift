import Tracking

/// What whoever watches asks again and again: each answer takes a bounded time, however much is stored.
package protocol WatchStore: Sendable {
    /// The latest events, of each kind at most so many, the newest first; parameters that are long are left out.
    func latestEvents(ofEachKind count: Int, since time: Timestamp?) throws(StoreError) -> [LatestEvent]

    /// Is another one after each change of what is stored, whoever has made it and whatever it was; also where another
    /// process is asked. Whoever has asked it before reading has read all that it stands for.
    func watchState() throws(StoreError) -> [Int64]

    func alertFacts(at time: Timestamp) throws(StoreError) -> AlertFacts

    /// Of campaigns that have been silent for longer than a busy one ever is.
    func usualPauses(at time: Timestamp) throws(StoreError) -> [CampaignID: UsualPause]
}
