import Tracking

/// Journeys that were sent to the wrong campaign.
package protocol MoveStore: Sendable {
    /// What a move would change now; changes nothing.
    ///
    /// - Throws: `noSuchCampaign`, of either.
    func preview(_ move: ClickMove) throws(StoreError) -> MovePreview

    /// Begins a run of a move, which keeps all that it changes.
    ///
    /// - Returns: The run's number; that of an earlier one when this was asked for before and is not finished.
    /// - Throws: `noSuchCampaign`, of either.
    func beginMove(_ move: ClickMove, by author: Author, at time: Timestamp) throws(StoreError) -> Int64

    /// Carries out a move as the run that `beginMove` has begun: maps the postbacks with the settings that the right
    /// campaign has at this moment. A run moves a journey once at most.
    ///
    /// Works in short transactions, so that events wait no longer than for each other; one that fails leaves those
    /// before it done, and the rest for another call.
    ///
    /// - Returns: How many journeys the run has moved in all; clicks that come in the meantime are left.
    /// - Throws: `noSuchCampaign`.
    func carryOut(_ move: ClickMove, as run: Int64) throws(StoreError) -> Int

    /// One page of the runs, the latest first.
    func moves(_ page: Page) throws(StoreError) -> PageOf<RecordedMove>

    /// - Returns: nil when no run has that number.
    func move(_ run: Int64) throws(StoreError) -> RecordedMove?

    /// What runs have done to a journey, in their order.
    func moves(of id: ClickID) throws(StoreError) -> [JourneyMove]

    /// What taking a run back would change now; changes nothing.
    ///
    /// - Throws: `noSuchRun`.
    func previewUndo(_ run: Int64) throws(StoreError) -> UndoPreview

    /// Takes a run back, in short transactions: campaign, statuses and payouts are what they were. Postbacks that have
    /// come since stay mapped as they are; a journey that another run has moved since is left.
    ///
    /// - Throws: `noSuchRun`.
    func undoMove(_ run: Int64, by author: Author) throws(StoreError) -> UndoneMove
}
