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
                SELECT journey.id, journey.id, journey_index.journey_id
                FROM journey LEFT JOIN journey_index ON journey_index.click_id = journey.click_id
                WHERE journey_index.journey_id IS NOT journey.id
                    AND (journey_index.journey_id IS NOT NULL
                        OR journey.id <= (SELECT last_journey_id FROM journey_index_progress))
                LIMIT ?
                """),
        JourneyIndexCheck(
            what: "journey_index, click id of journey",
            selection: """
                SELECT journey_id, lower(hex(journey.click_id)), lower(hex(journey_index.click_id))
                FROM journey_index LEFT JOIN journey ON journey.id = journey_index.journey_id
                WHERE journey.click_id IS NOT journey_index.click_id
                LIMIT ?
                """),
        JourneyIndexCheck(
            what: "journey, number of rows with the click id of journey",
            selection: """
                SELECT min(id), 1, count(*) FROM journey
                WHERE id > (SELECT last_journey_id FROM journey_index_progress)
                GROUP BY click_id HAVING count(*) > 1
                LIMIT ?
                """),
    ]
}
