import GRDB
import Tracking

/// The recorder's statements on `journey`.
///
/// Every change of a journey's figures passes through `insert` and `save`.
struct JourneyTable {
    private let database: Database
    private let insertion: Statement
    private let selection: Statement
    private let change: Statement

    init(_ database: Database) throws {
        self.database = database
        insertion = try database.cachedStatement(
            sql: """
                INSERT INTO journey (
                    click_id, campaign_id, clicked_at, lead_count, postback_count, repeat_count,
                    created_at, last_activity_at)
                VALUES (?, ?, ?, ?, ?, 0, ?, ?)
                ON CONFLICT (click_id) DO NOTHING
                """)
        selection = try database.cachedStatement(
            sql: "SELECT id, \(JourneyRow.columns) FROM journey WHERE click_id = ?")
        change = try database.cachedStatement(
            sql: """
                UPDATE journey SET campaign_id = ?, clicked_at = ?, status = ?, payout = ?, currency = ?,
                    lead_count = ?, postback_count = ?, repeat_count = ?, last_activity_at = ?
                WHERE id = ?
                """)
    }

    /// A journey that consists of one event, hence without repeats, and without an outcome.
    ///
    /// - Returns: The new row's id; nil, and nothing done, when the click id has a journey already.
    func insert(_ journey: JourneyRow) throws -> Int64? {
        try insertion.run([
            journey.clickID.column, journey.campaignID?.number, journey.clickedAt?.column,
            journey.leadCount, journey.postbackCount,
            journey.createdAt.column, journey.lastActivityAt.column,
        ])
        return database.changesCount == 1 ? database.lastInsertedRowID : nil
    }

    func find(_ clickID: ClickID) throws -> JourneyRow? {
        try selection.bind([clickID.column])
        return try Row.fetchOne(selection).map { try JourneyRow(clickID: clickID, row: $0) }
    }

    /// Writes a journey as an event has changed it; `known` is how it was before, nil when the event is its first.
    ///
    /// - Returns: The id of its row.
    func save(_ journey: JourneyRow, replacing known: JourneyRow?) throws -> Int64 {
        guard let id = known?.id else {
            guard let id = try insert(journey) else {
                throw StoreError.unreadable("journey \(journey.clickID), in its index but not found")
            }
            return id
        }
        try change.run([
            journey.campaignID?.number, journey.clickedAt?.column, journey.outcome?.statusColumn,
            journey.outcome?.payoutColumn, journey.outcome?.currencyColumn, journey.leadCount,
            journey.postbackCount, journey.repeatCount, journey.lastActivityAt.column, id,
        ])
        return id
    }
}
