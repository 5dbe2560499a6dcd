import GRDB
import Storage
import Tracking

extension SQLiteStore {
    /// Reads the index, and of the journeys that are not in it yet each row: some 130,000 at most.
    package func journeys(
        beginningWith beginning: ClickIDBeginning, upTo count: Int
    ) throws(StoreError) -> [JourneySummary] {
        let range: SQL = "click_id BETWEEN \(beginning.first.column) AND \(beginning.last.column)"
        let indexed = ["index_level_1", "index_level_2"].map { table in
            """
            SELECT click_id, journey_id FROM (
                SELECT click_id, journey_id FROM \(sql: table) WHERE \(range) ORDER BY click_id LIMIT \(count))
            """ as SQL
        }
        let found: SQL = """
            \(indexed[0]) UNION \(indexed[1]) UNION
            SELECT click_id, journey_id FROM (
                SELECT click_id, id AS journey_id FROM journey
                WHERE id > (SELECT last_journey_id FROM index_progress) AND \(range) LIMIT \(count))
            ORDER BY click_id LIMIT \(count)
            """
        return try read { database in
            try JourneySummary.fetchAll(
                """
                SELECT \(JourneySummary.columns) FROM (\(found)) AS found
                CROSS JOIN journey ON journey.id = found.journey_id AND journey.click_id = found.click_id
                ORDER BY journey.click_id
                """, from: database)
        }
    }

    package func journeysWithoutClick(upTo count: Int) throws(StoreError) -> [JourneySummary] {
        try read { database in
            try JourneySummary.fetchAll(
                """
                SELECT \(JourneySummary.columns) FROM journey INDEXED BY journey_without_click
                WHERE journey.clicked_at IS NULL ORDER BY journey.created_at DESC LIMIT \(count)
                """, from: database)
        }
    }

    package func unattributedJourneys(
        of sent: CampaignID, upTo count: Int
    ) throws(StoreError) -> [JourneySummary] {
        try read { database in
            try JourneySummary.fetchAll(
                """
                SELECT \(JourneySummary.columns) FROM unattributed_click
                CROSS JOIN journey ON journey.id = unattributed_click.journey_id
                WHERE unattributed_click.sent_campaign_id = \(sent.number)
                ORDER BY unattributed_click.clicked_at DESC, journey.id DESC LIMIT \(count)
                """, from: database)
        }
    }
}

extension JourneySummary {
    fileprivate static let columns: SQL = """
        journey.click_id, journey.campaign_id, journey.status, journey.clicked_at, journey.created_at, \
        journey.last_activity_at, journey.lead_count, journey.postback_count
        """

    fileprivate static func fetchAll(_ selection: SQL, from database: Database) throws -> [JourneySummary] {
        try Row.fetchAll(database, literal: selection).map(JourneySummary.init)
    }

    private init(_ row: Row) throws {
        let status: String? = row[2]
        self.init(
            clickID: try ClickID(column: row[0]), campaign: (row[1] as Int64?).flatMap(CampaignID.init),
            status: status.flatMap(LeadStatus.init(rawValue:)),
            clickedAt: (row[3] as Int64?).map(Timestamp.init(milliseconds:)),
            createdAt: Timestamp(milliseconds: row[4]), lastActivityAt: Timestamp(milliseconds: row[5]),
            leadCount: row[6], postbackCount: row[7])
    }
}
