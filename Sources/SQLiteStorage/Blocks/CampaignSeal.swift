import Blocks
import Foundation
import GRDB
import Tracking

/// What of a campaign is in blocks, within one transaction.
struct CampaignSeal {
    /// New names are counted as one figure when there are so many.
    static let maximumNameCount = 10_000

    /// Up to where the campaign's journeys are in blocks; 0 before the first block.
    let lastJourney: Int64
    private let nameCount: Int
    private let campaign: CampaignID
    private let database: Database

    init(of campaign: CampaignID, in database: Database) throws {
        self.campaign = campaign
        self.database = database
        let statement = try database.cachedStatement(
            sql: "SELECT last_journey_id, name_count FROM report_seal WHERE campaign_id = ?")
        let row = try Row.fetchOne(statement, arguments: [campaign.number])
        lastJourney = row?[0] ?? 0
        nameCount = row?[1] ?? 0
    }

    /// Whether there are names in blocks that are counted as one figure.
    func hasUncountedNames() throws -> Bool {
        let statement = try database.cachedStatement(
            sql: "SELECT 1 FROM report_seal WHERE campaign_id = ? AND other_name_count > 0")
        return try Row.fetchOne(statement, arguments: [campaign.number]) != nil
    }

    /// Whether a journey of the campaign is in a block.
    func holds(_ journey: Int64) throws -> Bool {
        guard journey <= lastJourney else { return false }
        let statement = try database.cachedStatement(
            sql: "SELECT EXISTS (SELECT 1 FROM late_journey WHERE campaign_id = ? AND journey_id = ?)")
        return try Bool.fetchOne(statement, arguments: [campaign.number, journey]) == false
    }

    /// Counts a block that has been written.
    func add(_ packed: PackedBlock, upTo lastJourney: Int64) throws {
        let (newNameCount, otherCount) = try count(packed.names)
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO report_seal (
                    campaign_id, last_journey_id, journey_count, name_count, other_name_count)
                VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (campaign_id) DO UPDATE SET
                    last_journey_id = excluded.last_journey_id,
                    journey_count = journey_count + excluded.journey_count,
                    name_count = name_count + excluded.name_count,
                    other_name_count = other_name_count + excluded.other_name_count
                """)
        try statement.execute(arguments: [
            campaign.number, lastJourney, packed.block.journeys.count, newNameCount,
            packed.otherNameCount + otherCount,
        ])
    }

    /// Counts a block no longer that has been taken apart: its journeys, its names, and how often others came.
    func subtract(_ names: [PackedBlock.NameCount], others: Int, journeyCount: Int) throws {
        let selection = try database.cachedStatement(
            sql: "SELECT click_count FROM campaign_parameter WHERE campaign_id = ? AND name = ?")
        let update = try database.cachedStatement(
            sql: """
                UPDATE campaign_parameter SET click_count = click_count - ? WHERE campaign_id = ? AND name = ?
                """)
        let deletion = try database.cachedStatement(
            sql: "DELETE FROM campaign_parameter WHERE campaign_id = ? AND name = ?")
        var others = others
        var gone = 0
        for name in names {
            let key: StatementArguments = [campaign.number, Data(name.name)]
            let count = try Int.fetchOne(selection, arguments: key) ?? 0
            if count > name.clicks {
                try update.execute(arguments: [name.clicks] + key)
            } else {
                // What came when there was no room for the name is among the others.
                others += name.clicks - count
                try deletion.execute(arguments: key)
                gone += database.changesCount
            }
        }
        try database.execute(
            literal: """
                UPDATE report_seal SET journey_count = journey_count - \(journeyCount),
                    name_count = name_count - \(gone), other_name_count = other_name_count - \(others)
                WHERE campaign_id = \(campaign.number)
                """)
    }

    /// - Returns: How many names are new to the campaign, and how often those came for which there is no room.
    private func count(_ names: [PackedBlock.NameCount]) throws -> (new: Int, others: Int) {
        let update = try database.cachedStatement(
            sql: """
                UPDATE campaign_parameter SET click_count = click_count + ? WHERE campaign_id = ? AND name = ?
                """)
        let insertion = try database.cachedStatement(
            sql: "INSERT INTO campaign_parameter (click_count, campaign_id, name) VALUES (?, ?, ?)")
        var new = 0
        var others = 0
        for name in names {
            let arguments: StatementArguments = [name.clicks, campaign.number, Data(name.name)]
            try update.execute(arguments: arguments)
            guard database.changesCount == 0 else { continue }
            guard nameCount + new < Self.maximumNameCount else {
                others += name.clicks
                continue
            }
            try insertion.execute(arguments: arguments)
            new += 1
        }
        return (new, others)
    }
}
