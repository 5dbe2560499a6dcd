import GRDB
import Storage
import Tracking

extension SQLiteStore {
    package func journey(_ id: ClickID) throws(StoreError) -> Journey? {
        let finding = index.find(id)
        return try read { database in
            try finding.journey(in: database).map { try Journey(id, journey: $0, from: database) }
        }
    }
}

extension Journey {
    fileprivate init(_ clickID: ClickID, journey id: Int64, from database: Database) throws {
        let campaign = try Row.fetchOne(
            database,
            literal: """
                SELECT campaign.id, CAST(campaign.name AS BLOB) FROM journey
                JOIN campaign ON campaign.id = journey.campaign_id WHERE journey.id = \(id)
                """)
        let click = try Row.fetchOne(
            database,
            literal: """
                SELECT sent_campaign_id, parameters, clicked_at FROM journey
                WHERE id = \(id) AND clicked_at IS NOT NULL
                """)
        let repeats = try Row.fetchAll(
            database,
            literal: """
                SELECT sent_campaign_id, parameters, created_at FROM repeated_click
                WHERE journey_id = \(id) ORDER BY id
                """)
        let leads = try Row.fetchAll(
            database,
            literal: "SELECT parameters, created_at FROM lead WHERE journey_id = \(id) ORDER BY id")
        let postbacks = try Row.fetchAll(
            database,
            literal: """
                SELECT parameters, created_at, status, payout, currency
                FROM postback WHERE journey_id = \(id) ORDER BY id
                """)
        let surplus = SQLRequest<Int64>(literal: "SELECT surplus_count FROM journey WHERE id = \(id)")
        self.init(
            clickID: clickID,
            campaign: campaign.flatMap { CampaignReference(number: $0[0], name: $0.text(1)) },
            click: try click.map(RecordedClick.init(row:)),
            repeats: try repeats.map(RecordedClick.init(row:)),
            leads: leads.map(RecordedLead.init(row:)),
            postbacks: try RecordedPostback.list(postbacks),
            surplusCount: try surplus.fetchOne(database) ?? 0)
    }
}

extension CampaignReference {
    fileprivate init?(number: Int64?, name: String) {
        guard let id = number.flatMap(CampaignID.init) else { return nil }
        self.init(id: id, name: name)
    }
}

extension Journey.RecordedClick {
    fileprivate init(row: Row) throws {
        guard let sent = CampaignID(row[0]) else { throw StoreError.unreadable("a click's campaign number") }
        self.init(
            sentCampaignID: sent, parameters: Parameters(json: row[1]),
            createdAt: Timestamp(milliseconds: row[2]))
    }
}

extension Journey.RecordedLead {
    fileprivate init(row: Row) {
        self.init(parameters: Parameters(json: row[0]), createdAt: Timestamp(milliseconds: row[1]))
    }
}

extension Journey.RecordedPostback {
    /// Postbacks from their rows, in order.
    fileprivate static func list(_ rows: [Row]) throws -> [Journey.RecordedPostback] {
        var last: Parameters?
        return try rows.map { row in
            let parameters = Parameters(json: row[0])
            defer { last = parameters }
            return Journey.RecordedPostback(
                parameters: parameters,
                conversion: try Conversion(
                    status: row[2], payout: row[3], currency: row[4], reportedAt: row[1], of: "a postback"),
                isRepeat: parameters == last,
                createdAt: Timestamp(milliseconds: row[1]))
        }
    }
}
