import Blocks
import GRDB
import Storage
import Tracking

/// What grouped reports read of a campaign, within one read transaction.
struct SQLiteReportSource: ReportSource {
    private let campaign: CampaignID
    private let database: Database
    private let table: BlockTable
    private let clicks: CampaignClicks

    init(campaign: CampaignID, database: Database) {
        self.campaign = campaign
        self.database = database
        table = BlockTable(campaign: campaign, database: database)
        clicks = CampaignClicks(campaign: campaign, database: database)
    }

    func blocks(from start: Int64, to end: Int64) throws -> [BlockTable.Header] {
        try table.headers(from: start, to: end)
    }

    func times(of block: BlockTable.Header) throws -> [Int64] { try table.times(of: block) }

    func bareRows(of block: BlockTable.Header) throws -> [Int] { try table.bareRows(of: block) }

    func column(named name: [UInt8], of block: BlockTable.Header) throws -> StoredColumn {
        try table.column(named: name, of: block)
    }

    func columnOfClicks(named name: [UInt8], of block: BlockTable.Header) throws -> ReportColumn {
        try table.columnOfClicks(named: name, of: block)
    }

    func conversions(of block: BlockTable.Header) throws -> [RowConversion] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT id, status, payout, currency FROM journey INDEXED BY journey_conversion
                WHERE campaign_id = ? AND id BETWEEN ? AND ? AND status IS NOT NULL
                ORDER BY id
                """)
        let rows = try Row.fetchCursor(
            statement, arguments: [campaign.number, block.journeys.lowerBound, block.journeys.upperBound])
        var conversions: [RowConversion] = []
        var journeys: [Int64]?
        var place = 0
        while let row = try rows.next() {
            let known = try journeys ?? table.journeys(of: block)
            journeys = known
            let id: Int64 = row[0]
            while place < known.count, known[place] < id { place += 1 }
            // Late journeys may lie between those of the block.
            guard place < known.count, known[place] == id else { continue }
            conversions.append(
                RowConversion(
                    row: place, status: try LeadStatus(stored: row[1], of: id),
                    payout: try Payout(stored: row[2], row[3], of: "journey \(id)")))
        }
        return conversions
    }

    func forEachUnsealedClick(_ body: (FirstClick) throws -> Void) throws {
        try clicks.forEachUnsealed(body)
    }
}

extension LeadStatus {
    init(stored text: String, of journey: Int64) throws {
        guard let status = LeadStatus(rawValue: text) else {
            throw StoreError.unreadable("journey \(journey), status")
        }
        self = status
    }
}

extension Payout {
    /// nil when the columns are NULL.
    init?(stored amount: Int64?, _ currency: String?, of owner: @autoclosure () -> String) throws {
        guard let amount, let currency else { return nil }
        try self.init(amount: amount, currency: currency, of: owner())
    }
}
