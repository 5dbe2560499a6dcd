import Blocks
import Foundation
import GRDB
import Storage
import Tracking

extension SQLiteStore {
    /// Takes apart the block of the campaign that holds a journey, so that this one may leave: reports read the block's
    /// clicks one by one until the keeper seals those that stay anew.
    ///
    /// Reads without a lock; what it writes takes a few milliseconds. Does nothing when there is no such block, or another
    /// process has taken it apart meanwhile.
    func openBlock(with journey: Int64, of campaign: CampaignID) throws(StoreError) {
        guard let block = try read({ try OpenedBlock(with: journey, of: campaign, in: $0) }) else { return }
        try write { try block.takeApart(in: $0) }
    }
}

/// A block that is to be taken apart, and what is counted of it.
private struct OpenedBlock: Sendable {
    private let campaign: CampaignID
    private let id: Int64
    private let journeys: [Int64]
    private let names: [PackedBlock.NameCount]
    private let otherNameCount: Int

    /// nil when the journey is in no block.
    init?(with journey: Int64, of campaign: CampaignID, in database: Database) throws {
        guard try CampaignSeal(of: campaign, in: database).holds(journey) else { return nil }
        let table = BlockTable(campaign: campaign, database: database)
        // The ids of two blocks may overlap.
        let found = try table.headers().first { header in
            try header.journeys.contains(journey) && table.journeys(of: header).contains(journey)
        }
        guard let header = found else {
            throw StoreError.unreadable("report blocks of campaign \(campaign), without journey \(journey)")
        }
        self.campaign = campaign
        id = header.id
        journeys = try table.journeys(of: header)
        let packed = try table.rebuilt(header, of: journeys)
        names = packed.names
        otherNameCount = packed.otherNameCount
    }

    func takeApart(in database: Database) throws {
        let table = BlockTable(campaign: campaign, database: database)
        // A new block may have got the number of one that is gone.
        guard let header = try table.header(id), try table.journeys(of: header) == journeys else { return }
        try table.remove(id)
        let insertion = try PreparedStatement(
            "INSERT INTO late_journey (campaign_id, journey_id) VALUES (?, ?)", in: database)
        insertion.bind(campaign.number, at: 1)
        for journey in journeys {
            insertion.bind(journey, at: 2)
            try insertion.run()
        }
        try CampaignSeal(of: campaign, in: database).subtract(
            names, others: otherNameCount, journeyCount: journeys.count)
    }
}
