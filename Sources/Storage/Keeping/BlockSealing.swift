import Tracking

/// Seals journeys into blocks, one block at a time; several may do so at once.
package protocol BlockSealing: Sendable {
    /// The campaigns that may fill a block.
    func candidates() throws(StoreError) -> [CampaignID]

    /// Seals one block of the campaign.
    ///
    /// - Throws: `unavailable` at once when another process is writing.
    func sealBlock(of campaign: CampaignID) throws(StoreError) -> SealingStep
}

/// What came of the attempt to seal a block.
package enum SealingStep: Sendable {
    case sealed
    /// There are not enough journeys.
    case nothingToSeal
    /// The journeys have changed meanwhile, or another has sealed them.
    case overtaken
}
