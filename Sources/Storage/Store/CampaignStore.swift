import Tracking

package protocol CampaignStore: Sendable {
    /// Makes a campaign with the number `id`, or with the one after the highest in use.
    ///
    /// - Throws: `campaignExists` when the number is taken; `noCampaignNumberLeft` when none could be chosen.
    func addCampaign(
        _ settings: Campaign.Settings, id: CampaignID?, at time: Timestamp
    ) throws(StoreError) -> Campaign

    /// - Returns: nil when no campaign has that number.
    func campaign(_ id: CampaignID) throws(StoreError) -> Campaign?

    /// All campaigns, by number.
    func campaigns() throws(StoreError) -> [Campaign]

    /// Changes a campaign's settings; recorded conversions stay as they are. Nothing where other settings than `expected`
    /// are stored, so that nobody replaces what another has changed meanwhile. nil: whichever are.
    ///
    /// - Returns: The campaign as it is now; nil when no campaign has that number, or it has other settings.
    func updateCampaign(
        _ id: CampaignID, _ change: Campaign.Change, expecting expected: Campaign.Settings?
    ) throws(StoreError) -> Campaign?

    /// One page of the campaigns; a campaign without events is the least active.
    func campaignPage(
        _ page: Page, by key: CampaignSortKey, _ order: ListOrder
    ) throws(StoreError) -> PageOf<ListedCampaign>

    /// The names of all campaigns, by number.
    func campaignNames() throws(StoreError) -> [CampaignReference]

    /// - Returns: Zeros for a campaign without journeys, and for a number that no campaign has.
    func summary(of id: CampaignID) throws(StoreError) -> CampaignSummary

    /// The words that the postbacks of a campaign's latest journeys had in a parameter: of so many postbacks at most, looked
    /// for as long as that, but for the first `SeenWords.leastCount`. There are others where it says that it is not complete.
    func seenWords(
        of campaign: CampaignID, parameter: String, among count: Int, for time: Duration
    ) throws(StoreError) -> SeenWords

    /// Lets the unattributed clicks that sent a campaign number count for a campaign from now on, and maps their
    /// postbacks with the campaign's settings of this moment.
    ///
    /// Works in short transactions, so that events wait no longer than for each other; one that fails leaves those
    /// before it done, and the rest for another call.
    ///
    /// `horizon` leaves the clicks that have come since; those that come in the meantime are left in any case.
    ///
    /// - Returns: How many journeys were attributed.
    /// - Throws: `noSuchCampaign`.
    func attribute(
        _ sent: CampaignID, to id: CampaignID, seenFrom horizon: Horizon?, by author: Author,
        at time: Timestamp
    ) throws(StoreError) -> Int

    /// What has attributed a journey; nil where nothing had to.
    func attribution(of id: ClickID) throws(StoreError) -> JourneyAttribution?

    /// What that would change now: before it none of the journeys has a status. Changes nothing.
    ///
    /// - Throws: `noSuchCampaign`.
    func previewAttribution(
        of sent: CampaignID, to id: CampaignID, seenFrom horizon: Horizon
    ) throws(StoreError) -> MovePreview

    /// How far events are recorded, at this time.
    func horizon(at time: Timestamp) throws(StoreError) -> Horizon
}

extension CampaignStore {
    /// The same whichever settings are stored.
    ///
    /// - Returns: The campaign as it is now; nil when no campaign has that number.
    package func updateCampaign(
        _ id: CampaignID, _ change: Campaign.Change
    ) throws(StoreError) -> Campaign? {
        try updateCampaign(id, change, expecting: nil)
    }
}
