import Blocks
import Foundation
import GRDB
import Storage
import Tracking

/// Builds the blocks of one campaign again.
struct BlockCheck {
    /// What of all blocks does not follow from the clicks.
    static func differences(in database: Database) throws -> [Difference] {
        let numbers = try Int64.fetchAll(database, sql: "SELECT id FROM campaign ORDER BY id")
        return try numbers.compactMap(CampaignID.init).flatMap { number in
            var check = BlockCheck(campaign: number, database: database)
            try check.run()
            return check.differences
        }
    }

    private let campaign: CampaignID
    private let database: Database
    private var sealed: [Int64] = []
    private var nameCounts: [[UInt8]: Int64] = [:]
    /// How often names came that a block does not count one by one.
    private var otherNameCount: Int64 = 0
    private var differences: [Difference] = []

    private init(campaign: CampaignID, database: Database) {
        self.campaign = campaign
        self.database = database
    }

    private mutating func run() throws {
        let blocks = BlockTable(campaign: campaign, database: database)
        for block in try blocks.headers() { try check(block, in: blocks) }
        try checkJourneys()
        try checkNames()
    }

    private mutating func check(_ block: BlockTable.Header, in blocks: BlockTable) throws {
        let journeys = try blocks.journeys(of: block)
        sealed += journeys
        let packed = try blocks.rebuilt(block, of: journeys)
        for name in packed.names { nameCounts[name.name, default: 0] += Int64(name.clicks) }
        otherNameCount += Int64(packed.otherNameCount)
        let isSame =
            try packed.block.journeys == journeys
            && packed.block.times == blocks.times(of: block)
            && packed.block.bareRows.map { Int($0) } == blocks.bareRows(of: block)
            && packed.columns.allSatisfy { try stores($0, block, in: blocks) }
        guard !isSame else { return }
        let count = packed.block.journeys.count
        note("report_block \(block.id)", expected: "\(count) clicks", found: "something else")
    }

    private func stores(
        _ column: PackedBlock.Column, _ block: BlockTable.Header, in blocks: BlockTable
    ) throws -> Bool {
        switch try blocks.column(named: column.name, of: block) {
        case .column(let keys, let indexes):
            column.content?.keys == keys && column.content?.indexes == indexes
        case .notStored: column.content == nil
        case .missing: false
        }
    }

    /// Every journey of the campaign up to the last sealed one is in one block, or waits as a late one.
    private mutating func checkJourneys() throws {
        let last = try CampaignClicks(campaign: campaign, database: database).lastSealedJourney()
        let late = try ids(
            "SELECT journey_id FROM late_journey WHERE campaign_id = \(campaign.number)")
        let journeys = try ids(
            """
            SELECT id FROM journey WHERE campaign_id = \(campaign.number) AND id <= \(last) ORDER BY id
            """)
        if (sealed + late).sorted() != journeys {
            note(
                "report_block of campaign \(campaign)", expected: "\(journeys.count) journeys",
                found: "\(sealed.count) in blocks, \(late.count) late")
        }
        let counted =
            try ids(
                "SELECT journey_count FROM report_seal WHERE campaign_id = \(campaign.number)"
            ).first ?? 0
        if counted != Int64(sealed.count) {
            note(
                "report_seal of campaign \(campaign), journey_count", expected: "\(sealed.count)",
                found: "\(counted)")
        }
    }

    private mutating func checkNames() throws {
        let rows = try Row.fetchAll(
            database,
            literal: """
                SELECT name, click_count FROM campaign_parameter WHERE campaign_id = \(campaign.number)
                """)
        var found: [[UInt8]: Int64] = [:]
        for row in rows {
            let name: Data = row[0]
            found[Array(name)] = row[1]
        }
        try checkNameSums(found)
        // Of a campaign that ever had as many names as are counted only the order of arrival would tell which
        // those are; then the others are more than the blocks say.
        guard found.count < CampaignSeal.maximumNameCount, try storedOtherCount() == otherNameCount else {
            return
        }
        for name in Set(found.keys).union(nameCounts.keys) where found[name] != nameCounts[name] {
            note(
                "campaign_parameter of campaign \(campaign), \(String(decoding: name, as: UTF8.self))",
                expected: "\(nameCounts[name] ?? 0)", found: "\(found[name] ?? 0)")
        }
    }

    private func storedOtherCount() throws -> Int64 {
        try ids(
            "SELECT other_name_count FROM report_seal WHERE campaign_id = \(campaign.number)"
        ).first ?? 0
    }

    private mutating func checkNameSums(_ found: [[UInt8]: Int64]) throws {
        let seal = try Row.fetchOne(
            database,
            literal: """
                SELECT name_count, other_name_count FROM report_seal WHERE campaign_id = \(campaign.number)
                """)
        let others = nameCounts.values.reduce(otherNameCount, +) - found.values.reduce(0, +)
        let expected = [Int64(found.count), others]
        let stored: [Int64] = [seal?[0] ?? 0, seal?[1] ?? 0]
        guard expected != stored else { return }
        note(
            "report_seal of campaign \(campaign), name_count and other_name_count", expected: "\(expected)",
            found: "\(stored)")
    }

    private mutating func note(_ what: String, expected: String, found: String) {
        differences.append(Difference(what: what, expected: expected, found: found))
    }

    private func ids(_ query: SQL) throws -> [Int64] {
        try SQLRequest<Int64>(literal: query).fetchAll(database)
    }
}
