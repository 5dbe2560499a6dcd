import GRDB
import Tracking

/// What has become of a campaign's journeys.
struct OutcomeReader {
    private let campaign: CampaignID
    private let database: Database

    init(campaign: CampaignID, database: Database) {
        self.campaign = campaign
        self.database = database
    }

    /// The outcomes of a block's journeys by their places; `journeys` is asked for only when there are any.
    func outcomes(
        of range: ClosedRange<Int64>, among journeys: () throws -> [Int64]
    ) throws -> [RowOutcome] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT id, status, payout FROM journey INDEXED BY journey_outcome
                WHERE campaign_id = ? AND id BETWEEN ? AND ? AND status IS NOT NULL
                ORDER BY id
                """)
        let rows = try Row.fetchCursor(
            statement, arguments: [campaign.number, range.lowerBound, range.upperBound])
        var outcomes: [RowOutcome] = []
        var journeyList: [Int64]?
        var place = 0
        while let row = try rows.next() {
            let known = try journeyList ?? journeys()
            journeyList = known
            let id: Int64 = row[0]
            while place < known.count, known[place] < id { place += 1 }
            // Late journeys may lie between those of the block.
            guard place < known.count, known[place] == id else { continue }
            let text: String = row[1]
            guard let status = LeadStatus(rawValue: text) else {
                throw StoreError.unreadable("journey \(id), status")
            }
            outcomes.append(RowOutcome(row: place, status: status, payout: row[2] ?? 0))
        }
        return outcomes
    }
}
