import GRDB
import Tracking

/// What is wrong between `journey` and its index by click id, at most `limit` of each kind.
func journeyIndexDifferences(limit: Int, in database: Database) throws -> [Difference] {
    try JourneyIndexCheck.all.flatMap { check in
        try Row.fetchAll(database, sql: check.selection, arguments: [limit]).map { row in
            Difference(
                what: "\(check.what) \(row[0] as Int64)", expected: row[1].map { "\($0)" } ?? "NULL",
                found: row[2].map { "\($0)" } ?? "NULL")
        }
    }
}

private struct JourneyIndexCheck {
    let what: String
    /// Selects the number of what is wrong, what is expected and what is found; takes the limit.
    let selection: String

    static let all = [
        // Either it is missing, or another journey has the same click id.
        JourneyIndexCheck(
            what: "journey_index, entry of journey",
            selection: """
                SELECT journey.id, journey.id,
                    coalesce(nullif(entry.journey_id, journey.id), nullif(settled.journey_id, journey.id))
                FROM journey
                LEFT JOIN journey_index AS entry ON entry.click_id = journey.click_id
                LEFT JOIN settled_journey_index AS settled ON settled.click_id = journey.click_id
                WHERE entry.journey_id <> journey.id OR settled.journey_id <> journey.id
                    OR (entry.journey_id IS NULL AND settled.journey_id IS NULL
                        AND journey.id <= (SELECT last_journey_id FROM journey_index_progress))
                LIMIT ?
                """),
        clickIDs(of: "journey_index"),
        clickIDs(of: "settled_journey_index"),
        JourneyIndexCheck(
            what: "journey, number of rows with the click id of journey",
            selection: """
                SELECT min(id), 1, count(*) FROM journey
                WHERE id > (SELECT last_journey_id FROM journey_index_progress)
                GROUP BY click_id HAVING count(*) > 1
                LIMIT ?
                """),
    ]

    private static func clickIDs(of table: String) -> JourneyIndexCheck {
        JourneyIndexCheck(
            what: "\(table), click id of journey",
            selection: """
                SELECT journey_id, lower(hex(journey.click_id)), lower(hex(entry.click_id))
                FROM \(table) AS entry LEFT JOIN journey ON journey.id = entry.journey_id
                WHERE journey.click_id IS NOT entry.click_id
                LIMIT ?
                """)
    }
}
