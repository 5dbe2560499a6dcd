import GRDB
import Tracking

/// The recorder's statements on `journey`.
///
/// Every change of a journey's figures passes through `insert` and `save`, which tell the counters.
struct JourneyTable {
    private let database: Database
    private let counters: Counters
    private let index: JourneyIndex
    private let insertion: Statement
    private let selection: Statement

    init(_ database: Database, counters: Counters, index: JourneyIndex) throws {
        self.database = database
        self.counters = counters
        self.index = index
        insertion = try database.cachedStatement(
            sql: """
                INSERT INTO journey (
                    click_id, campaign_id, clicked_at, has_parameters, lead_count, postback_count, repeat_count,
                    is_lead, created_at, last_activity_at)
                SELECT ?1, ?2, ?3, ?4, ?5, ?6, 0, ?5 + ?6 > 0, ?7, ?7
                WHERE NOT EXISTS (\(JourneyIndex.query))
                """)
        selection = try database.cachedStatement(
            sql: "SELECT id, \(JourneyRow.columns) FROM journey WHERE id = ? AND click_id = ?")
    }

    /// A journey that consists of one event, hence without repeats, and without an outcome.
    ///
    /// - Returns: The new row's id; nil, and nothing done, when the click id has a journey already.
    func insert(_ journey: JourneyRow) throws -> Int64? {
        guard index.findRecent(journey.clickID) == nil else { return nil }
        try insertion.run([
            journey.clickID.column, journey.campaignID?.number, journey.clickedAt?.column,
            journey.hasParameters, journey.leadCount, journey.postbackCount, journey.createdAt.column,
        ])
        guard database.changesCount == 1 else { return nil }
        let id = database.lastInsertedRowID
        index.add(journey.clickID, journey: id)
        counters.note(journey, replacing: nil)
        return id
    }

    func find(_ clickID: ClickID) throws -> JourneyRow? {
        guard let id = try index.find(clickID) else { return nil }
        try selection.bind([id, clickID.column])
        guard let row = try Row.fetchOne(selection) else {
            throw StoreError.unreadable("journey \(id), in the index but without that click id")
        }
        return try JourneyRow(clickID: clickID, row: row)
    }

    /// The journey of a row that an event or a list of journeys names.
    func read(_ id: Int64) throws -> JourneyRow {
        let row = try Row.fetchOne(
            database, literal: "SELECT id, \(sql: JourneyRow.columns), click_id FROM journey WHERE id = \(id)"
        )
        guard let row else { throw StoreError.unreadable("journey \(id), listed but not found") }
        return try JourneyRow(clickID: ClickID(column: row[12]), row: row)
    }

    /// Writes a journey as an event has changed it; `known` is how it was before, nil when the event is its first.
    ///
    /// - Returns: The id of its row.
    func save(_ journey: JourneyRow, replacing known: JourneyRow?) throws -> Int64 {
        guard let known, let id = known.id else {
            guard let id = try insert(journey) else {
                throw StoreError.unreadable("journey \(journey.clickID), in its index but not found")
            }
            return id
        }
        let changes = JourneyChanges(from: known, to: journey)
        if let update = changes.update {
            try database.cachedStatement(sql: update).run(changes.values + [id])
        }
        counters.note(journey, replacing: known)
        return id
    }
}
