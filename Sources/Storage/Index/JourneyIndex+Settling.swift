import Foundation
import GRDB
import Tracking

/// From `journey_index` to `settled_journey_index`: entries of a large database, of which only many at once share pages.
extension JourneyIndex {
    /// Moves somewhat more entries than have come, once the table holds more than `limit`: those that follow a click
    /// id in their order, and then the first ones.
    ///
    /// - Returns: What is wrong with them.
    func settle(_ comingCount: Int, after clickID: ClickID, whenMoreThan limit: Int) throws -> [SharedClickID]
    {
        let unsettledCount = try recent.unsettledCount.map { $0 + comingCount } ?? countUnsettled()
        recent.unsettledCount = unsettledCount
        guard unsettledCount > limit else { return [] }
        let count = comingCount + comingCount / 4 + 1
        let following = try move(count, after: clickID.column)
        guard following.count < count else { return following.shared }
        return following.shared + (try move(count - following.count, after: Data()).shared)
    }

    /// Reads the whole table, some 15 ms, once for each process.
    private func countUnsettled() throws -> Int {
        try Int.fetchOne(database, sql: "SELECT count(*) FROM journey_index") ?? 0
    }

    private func move(_ count: Int, after start: Data) throws -> (count: Int, shared: [SharedClickID]) {
        let selection = try database.cachedStatement(
            sql: """
                SELECT count(*), max(click_id) FROM (
                    SELECT click_id FROM journey_index WHERE click_id > ? ORDER BY click_id LIMIT ?)
                """)
        try selection.bind([start, count])
        guard let row = try Row.fetchOne(selection), let end: Data = row[1] else { return (0, []) }
        let foundCount: Int = row[0]
        try database.cachedStatement(
            sql: """
                INSERT INTO settled_journey_index (click_id, journey_id)
                SELECT click_id, journey_id FROM journey_index WHERE click_id > ? AND click_id <= ?
                ON CONFLICT (click_id) DO NOTHING
                """
        ).run([start, end])
        let shared = database.changesCount < foundCount ? try sharedClickIDs(after: start, upTo: end) : []
        try database.cachedStatement(sql: "DELETE FROM journey_index WHERE click_id > ? AND click_id <= ?")
            .run([start, end])
        recent.unsettledCount? -= foundCount
        return (foundCount, shared)
    }

    /// Entries that are settled already are those of a process that ended within a batch, unless their journeys differ.
    private func sharedClickIDs(after start: Data, upTo end: Data) throws -> [SharedClickID] {
        try Row.fetchAll(
            database,
            literal: """
                SELECT entry.journey_id, settled.journey_id
                FROM journey_index AS entry JOIN settled_journey_index AS settled USING (click_id)
                WHERE click_id > \(start) AND click_id <= \(end) AND entry.journey_id <> settled.journey_id
                """
        ).map { SharedClickID(journey: $0[0], other: $0[1]) }
    }
}
