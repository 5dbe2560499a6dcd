import GRDB
import Storage

/// A column of `journey` against the events of each journey.
struct JourneyCheck {
    /// The column, with its table in front.
    let column: String
    /// The same from the events, as an expression over a row of `journey`.
    let expected: SQL

    static let all: [JourneyCheck] = [
        JourneyCheck(column: "campaign_id", expected: campaignOfLatestMove),
        JourneyCheck(column: "lead_count", expected: count(of: "lead")),
        JourneyCheck(column: "postback_count", expected: count(of: "postback")),
        JourneyCheck(column: "repeat_count", expected: count(of: "repeated_click")),
        JourneyCheck(column: "status", expected: ofLatestPostback("status")),
        JourneyCheck(column: "payout", expected: ofLatestPostback("payout")),
        JourneyCheck(column: "currency", expected: ofLatestPostback("currency")),
        JourneyCheck(column: "converted_at", expected: latestConversion),
        JourneyCheck(column: "last_activity_at", expected: latestEvent),
        JourneyCheck(column: "byte_count", expected: byteCount),
    ]

    func differences(limit: Int, in database: Database) throws -> [Difference] {
        let rows = try Row.fetchAll(
            database,
            literal: """
                SELECT id, \(expected), \(sql: column) FROM journey
                WHERE \(expected) IS NOT \(sql: column) LIMIT \(limit)
                """)
        return rows.map { row in
            Difference(
                what: "journey \(row[0] as Int64), \(column)",
                expected: row[1].map { "\($0)" } ?? "NULL", found: row[2].map { "\($0)" } ?? "NULL")
        }
    }

    private static func count(of table: String) -> SQL {
        "(SELECT count(*) FROM \(sql: table) WHERE journey_id = journey.id)"
    }

    /// By arrival, which is the order of ids.
    private static func ofLatestPostback(_ column: String) -> SQL {
        """
        (SELECT \(sql: column) FROM postback AS latest WHERE journey_id = journey.id
        ORDER BY latest.id DESC LIMIT 1)
        """
    }

    /// Its own without one.
    private static let campaignOfLatestMove: SQL = """
        coalesce(
            (SELECT to_campaign_id FROM moved_journey JOIN move_run ON move_run.id = run_id
            WHERE journey_id = journey.id AND returned_activity_at IS NULL
            ORDER BY moved_journey.id DESC LIMIT 1),
            campaign_id)
        """

    private static let byteCount: SQL = """
        (coalesce(length(CAST(journey.parameters AS BLOB)), 0)
        + \(bytes(of: "repeated_click")) + \(bytes(of: "lead")) + \(bytes(of: "postback")))
        """

    private static func bytes(of table: String) -> SQL {
        """
        (SELECT coalesce(sum(length(CAST(parameters AS BLOB))), 0) FROM \(sql: table)
        WHERE journey_id = journey.id)
        """
    }

    private static let latestConversion: SQL = """
        (SELECT created_at FROM postback AS latest WHERE journey_id = journey.id AND journey.campaign_id IS NOT NULL
        ORDER BY latest.id DESC LIMIT 1)
        """

    private static let latestEvent: SQL = """
        (SELECT max(created_at) FROM (
            SELECT journey.clicked_at AS created_at
            UNION ALL SELECT created_at FROM repeated_click WHERE journey_id = journey.id
            UNION ALL SELECT created_at FROM lead WHERE journey_id = journey.id
            UNION ALL SELECT created_at FROM postback WHERE journey_id = journey.id))
        """
}
