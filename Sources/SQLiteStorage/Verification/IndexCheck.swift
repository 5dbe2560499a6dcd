import GRDB
import Storage
import Tracking

/// Something that may be wrong between `journey` and its index by click id.
struct IndexCheck {
    let what: String
    /// Selects the number of what is wrong, what is expected and what is found; takes the limit.
    let selection: String

    func differences(limit: Int, in database: Database) throws -> [Difference] {
        try Row.fetchAll(database, sql: selection, arguments: [limit]).map { row in
            Difference(
                what: "\(what) \(row[0] as Int64)", expected: row[1].map { "\($0)" } ?? "NULL",
                found: row[2].map { "\($0)" } ?? "NULL")
        }
    }

    static let all = [
        // Either it is missing, or another journey has the same click id.
        IndexCheck(
            what: "index_level_1, entry of journey",
            selection: """
                SELECT journey.id, journey.id,
                    coalesce(nullif(entry.journey_id, journey.id), nullif(second.journey_id, journey.id))
                FROM journey
                LEFT JOIN index_level_1 AS entry ON entry.click_id = journey.click_id
                LEFT JOIN index_level_2 AS second ON second.click_id = journey.click_id
                WHERE entry.journey_id <> journey.id OR second.journey_id <> journey.id
                    OR (entry.journey_id IS NULL AND second.journey_id IS NULL
                        AND journey.id <= (SELECT last_journey_id FROM index_progress))
                LIMIT ?
                """),
        clickIDs(of: "index_level_1"),
        clickIDs(of: "index_level_2"),
        IndexCheck(
            what: "journey, number of rows with the click id of journey",
            selection: """
                SELECT min(id), 1, count(*) FROM journey
                WHERE id > (SELECT last_journey_id FROM index_progress)
                GROUP BY click_id HAVING count(*) > 1
                LIMIT ?
                """),
    ]

    private static func clickIDs(of table: String) -> IndexCheck {
        IndexCheck(
            what: "\(table), click id of journey",
            selection: """
                SELECT journey_id, lower(hex(journey.click_id)), lower(hex(entry.click_id))
                FROM \(table) AS entry LEFT JOIN journey ON journey.id = entry.journey_id
                WHERE journey.click_id IS NOT entry.click_id
                LIMIT ?
                """)
    }
}
