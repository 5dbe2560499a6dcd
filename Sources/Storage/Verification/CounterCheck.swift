import GRDB

/// A table of counters against the rows that it counts.
struct CounterCheck {
    let table: String
    let keys: [String]
    let figures: [String]
    /// Selects keys and figures, in their order, as they should be.
    let recomputation: String

    static let all = [quarterHours, campaigns, unattributedClicks, unattributed]

    func differences(in database: Database) throws -> [Difference] {
        let stored = try rows(
            "SELECT \((keys + figures).joined(separator: ", ")) FROM \(table)", in: database)
        let recomputed = try rows(recomputation, in: database)
        let none = figures.map { _ in DatabaseValue.null }
        return Set(stored.keys).union(recomputed.keys).flatMap { key in
            differences(of: key, expected: recomputed[key] ?? none, found: stored[key] ?? none)
        }
    }

    private func rows(_ selection: String, in database: Database) throws -> [[DatabaseValue]: [DatabaseValue]]
    {
        var rows: [[DatabaseValue]: [DatabaseValue]] = [:]
        let cursor = try Row.fetchCursor(database, sql: selection)
        while let row = try cursor.next() {
            let values = Array(row.databaseValues)
            rows[Array(values.prefix(keys.count))] = Array(values.dropFirst(keys.count))
        }
        return rows
    }

    private func differences(
        of key: [DatabaseValue], expected: [DatabaseValue], found: [DatabaseValue]
    ) -> [Difference] {
        let row = zip(keys, key).map { "\($0) \($1)" }.joined(separator: ", ")
        return zip(figures, zip(expected, found)).compactMap { figure, values in
            guard values.0 != values.1 else { return nil }
            return Difference(
                what: "\(table), \(row), \(figure)", expected: "\(values.0)", found: "\(values.1)")
        }
    }

    private static let quarterHours = CounterCheck(
        table: "quarter_hour", keys: ["campaign_id", "slot", "has_parameters"],
        figures: QuarterHourFigures.columns,
        recomputation: """
            SELECT campaign_id, clicked_at / \(QuarterHour.milliseconds), has_parameters,
                count(*), sum(repeat_count),
                \(paidLeads("accept")), \(paidLeads("expect")),
                count(*) FILTER (WHERE status = 'reject'), count(*) FILTER (WHERE status = 'trash')
            FROM journey WHERE campaign_id IS NOT NULL GROUP BY 1, 2, 3
            """)

    private static func paidLeads(_ status: String) -> String {
        let (filter, unit) = (
            "FILTER (WHERE status = '\(status)')", QuarterHourFigures.PaidLeads.fractionsPerUnit
        )
        return """
            count(*) \(filter), coalesce(sum(payout / \(unit)) \(filter), 0),
            coalesce(sum(payout % \(unit)) \(filter), 0)
            """
    }

    private static let campaigns = CounterCheck(
        table: "campaign_counter", keys: ["campaign_id"], figures: ["clicks", "leads", "last_activity_at"],
        recomputation: """
            SELECT campaign_id, count(*), sum(is_lead), max(last_activity_at)
            FROM journey WHERE campaign_id IS NOT NULL GROUP BY 1
            """)

    private static let unattributedClicks = CounterCheck(
        table: "unattributed_click", keys: ["sent_campaign_id", "clicked_at", "journey_id"], figures: ["1"],
        recomputation: "SELECT sent_campaign_id, clicked_at, journey_id, 1 \(unattributedRows)")

    private static let unattributed = CounterCheck(
        table: "unattributed_counter", keys: ["sent_campaign_id"],
        figures: ["clicks", "first_clicked_at", "last_clicked_at"],
        recomputation: """
            SELECT sent_campaign_id, count(*), min(clicked_at), max(clicked_at) \(unattributedRows) GROUP BY 1
            """)

    private static let unattributedRows = """
        FROM journey JOIN click ON click.journey_id = journey.id WHERE campaign_id IS NULL
        """
}
