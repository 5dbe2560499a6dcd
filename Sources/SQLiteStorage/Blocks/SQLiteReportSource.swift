import Blocks
import GRDB
import Storage
import Tracking

/// What grouped reports read of a campaign, within one read transaction.
struct SQLiteReportSource: ReportSource {
    private let campaign: CampaignID
    private let table: BlockTable
    private let clicks: CampaignClicks
    private let selection: PreparedStatement

    init(campaign: CampaignID, database: Database) throws {
        self.campaign = campaign
        table = BlockTable(campaign: campaign, database: database)
        clicks = CampaignClicks(campaign: campaign, database: database)
        selection = try PreparedStatement(
            """
            SELECT id, status, payout, currency FROM journey INDEXED BY journey_conversion
            WHERE campaign_id = ? AND id BETWEEN ? AND ? AND status IS NOT NULL
            ORDER BY id
            """, in: database)
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
        selection.bind(campaign.number, at: 1)
        selection.bind(block.journeys.lowerBound, at: 2)
        selection.bind(block.journeys.upperBound, at: 3)
        var found: [RowConversion] = []
        var journeys: [Int64]?
        var place = 0
        try selection.forEach { row in
            let known = try journeys ?? table.journeys(of: block)
            journeys = known
            let id = row.integer(0)
            while place < known.count, known[place] < id { place += 1 }
            // Late journeys may lie between those of the block.
            guard place < known.count, known[place] == id else { return }
            found.append(
                RowConversion(
                    row: place, status: try LeadStatus(word: row.word(1), of: id),
                    payout: try Payout(stored: row.optionalInteger(2), word: row.word(3), of: id)))
        }
        return found
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

extension LeadStatus {
    private static let words = allCases.map { status in
        (word: status.rawValue.utf8.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }, status: status)
    }

    fileprivate init(word: UInt64?, of journey: Int64) throws {
        guard let known = Self.words.first(where: { $0.word == word }) else {
            throw StoreError.unreadable("journey \(journey), status")
        }
        self = known.status
    }
}

extension Payout {
    /// nil when the columns are NULL.
    fileprivate init?(stored amount: Int64?, word: UInt64?, of journey: Int64) throws {
        guard let amount, let word else { return nil }
        guard let currency = Currency(letters: word) else {
            throw StoreError.unreadable("journey \(journey), currency")
        }
        self.init(amount: Money(hundredThousandths: amount), currency: currency)
    }

    /// nil when the columns are NULL.
    init?(stored amount: Int64?, _ currency: String?, of owner: @autoclosure () -> String) throws {
        guard let amount, let currency else { return nil }
        try self.init(amount: amount, currency: currency, of: owner())
    }
}
