import GRDB
import Storage
import Tracking

extension SQLiteStore {
    package func moves(_ page: Page) throws(StoreError) -> PageOf<RecordedMove> {
        try read { database in
            let rows = try Row.fetchAll(
                database,
                literal: """
                    \(RecordedMove.selection) ORDER BY run.id DESC LIMIT \(page.size) OFFSET \(page.offset)
                    """)
            return PageOf(
                rows: try rows.map { try RecordedMove($0, in: database) },
                total: try Int64.fetchOne(database, sql: "SELECT count(*) FROM move_run") ?? 0)
        }
    }

    package func move(_ run: Int64) throws(StoreError) -> RecordedMove? {
        try read { database in
            try Row.fetchOne(database, literal: "\(RecordedMove.selection) WHERE run.id = \(run)")
                .map { try RecordedMove($0, in: database) }
        }
    }

    package func moves(of id: ClickID) throws(StoreError) -> [JourneyMove] {
        let finding = index.find(id)
        return try read { database in
            guard let journey = try finding.journey(in: database) else { return [] }
            return try Row.fetchAll(
                database,
                literal: """
                    SELECT run.id, from_campaign_id, CAST(source.name AS BLOB),
                        to_campaign_id, CAST(target.name AS BLOB), CAST(run.login AS BLOB), run.created_at,
                        moved_journey.returned_activity_at IS NOT NULL, CAST(run.undo_login AS BLOB)
                    FROM moved_journey
                    JOIN move_run AS run ON run.id = moved_journey.run_id
                    JOIN campaign AS source ON source.id = run.from_campaign_id
                    JOIN campaign AS target ON target.id = run.to_campaign_id
                    WHERE moved_journey.journey_id = \(journey) ORDER BY moved_journey.id
                    """
            ).map(JourneyMove.init)
        }
    }
}

extension JourneyMove {
    fileprivate init(_ row: Row) throws {
        self.init(
            run: row[0], from: try CampaignReference(row, from: 1), to: try CampaignReference(row, from: 3),
            by: Author(row, from: 5), movedAt: Timestamp(milliseconds: row[6]),
            takenBackBy: row[7] ? Author(row, from: 8) : nil)
    }
}

extension RecordedMove {
    fileprivate static let selection: SQL = """
        SELECT run.id, from_campaign_id, CAST(source.name AS BLOB), to_campaign_id, CAST(target.name AS BLOB),
            start_at, end_at, CAST(parameters AS BLOB), is_over,
            CAST(run.login AS BLOB), run.created_at
        FROM move_run AS run
        JOIN campaign AS source ON source.id = run.from_campaign_id
        JOIN campaign AS target ON target.id = run.to_campaign_id
        """

    fileprivate init(_ row: Row, in database: Database) throws {
        let run: Int64 = row[0]
        let counts = try Row.fetchOne(
            database,
            literal: """
                SELECT count(*) FILTER (WHERE returned_activity_at IS NULL), count(returned_activity_at) FROM (
                    SELECT returned_activity_at FROM moved_journey WHERE run_id = \(run)
                    LIMIT \(RecordedMove.countLimit))
                """)
        let kept: Int64? = counts?[0]
        let returned: Int64? = counts?[1]
        self.init(
            run: run, from: try CampaignReference(row, from: 1), to: try CampaignReference(row, from: 3),
            start: Timestamp(milliseconds: row[5]), end: Timestamp(milliseconds: row[6]),
            parameters: ClickMove.parameters(in: row.text(7)), isOver: row[8],
            author: Author(row, from: 9), createdAt: Timestamp(milliseconds: row[10]), keptCount: kept ?? 0,
            returnedCount: returned ?? 0)
    }
}

extension CampaignReference {
    /// From the columns of a number and a name.
    init(_ row: Row, from column: Int) throws {
        guard let id = CampaignID(row[column]) else { throw StoreError.unreadable("a campaign's number") }
        self.init(id: id, name: row.text(column + 1))
    }
}

extension Author {
    /// From the column of a login, NULL for a command.
    init(_ row: Row, from column: Int) {
        self.init(login: row.optionalText(column))
    }
}
