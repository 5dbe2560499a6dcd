import Tracking

/// Seals journeys into blocks, one block at a time; several may do so at once.
package protocol BlockSealing: Sendable {
    /// The campaigns that may fill a block.
    func candidates() throws(StoreError) -> [CampaignID]

    /// Seals one block of the campaign.
    ///
    /// - Returns: false when there are not enough journeys, or when they have changed meanwhile.
    /// - Throws: `unavailable` at once when another process is writing.
    func sealBlock(of campaign: CampaignID) throws(StoreError) -> Bool
}
