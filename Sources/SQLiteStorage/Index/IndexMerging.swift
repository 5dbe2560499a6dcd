import Foundation
import GRDB
import Tracking

/// From the first table of the index to the second: entries of a large database, of which only many at once share
/// pages.
struct IndexMerging {
    private let database: Database
    private let memory: IndexMemory
    private let damage: IndexDamage

    /// How many batches the first table holds before its entries are moved.
    static let batchesInTable = 16

    init(_ database: Database, memory: IndexMemory, damage: IndexDamage) throws {
        self.database = database
        self.memory = memory
        self.damage = damage
    }

    /// Moves somewhat more entries than have come, once the first table holds more than `limit`: those that follow a
    /// click id in their order, and then the first ones.
    func merge(_ comingCount: Int, after clickID: ClickID, whenMoreThan limit: Int) throws {
        let count = try memory.firstTableCount.map { $0 + comingCount } ?? countFirstTable()
        memory.firstTableCount = count
        guard count > limit else { return }
        let wanted = comingCount + comingCount / 4 + 1
        let moved = try move(wanted, after: clickID.column)
        if moved < wanted { _ = try move(wanted - moved, after: Data()) }
    }

    /// Reads the whole table, some 15 ms, once for each process.
    private func countFirstTable() throws -> Int {
        try Int.fetchOne(database, sql: "SELECT count(*) FROM index_level_1") ?? 0
    }

    /// - Returns: How many were moved.
    private func move(_ count: Int, after start: Data) throws -> Int {
        let selection = try database.cachedStatement(
            sql: """
                SELECT count(*), max(click_id) FROM (
                    SELECT click_id FROM index_level_1 WHERE click_id > ? ORDER BY click_id LIMIT ?)
                """)
        guard let row = try Row.fetchOne(selection, arguments: [start, count]), let end: Data = row[1] else {
            return 0
        }
        let found: Int = row[0]
        try database.cachedStatement(
            sql: """
                INSERT INTO index_level_2 (click_id, journey_id)
                SELECT click_id, journey_id FROM index_level_1 WHERE click_id > ? AND click_id <= ?
                ON CONFLICT (click_id) DO NOTHING
                """
        ).execute(arguments: [start, end])
        if database.changesCount < found { try noteSharedClickIDs(after: start, upTo: end) }
        try database.cachedStatement(sql: "DELETE FROM index_level_1 WHERE click_id > ? AND click_id <= ?")
            .execute(arguments: [start, end])
        memory.firstTableCount? -= found
        return found
    }

    /// Entries that are in both tables are those of a process that ended within a batch, unless their journeys differ.
    private func noteSharedClickIDs(after start: Data, upTo end: Data) throws {
        let rows = try Row.fetchAll(
            database,
            literal: """
                SELECT first.journey_id, second.journey_id
                FROM index_level_1 AS first JOIN index_level_2 AS second USING (click_id)
                WHERE click_id > \(start) AND click_id <= \(end) AND first.journey_id <> second.journey_id
                """)
        for row in rows { damage.note(journey: row[0], other: row[1]) }
    }
}
