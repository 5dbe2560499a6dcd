import GRDB
import Storage
import Tracking

/// A table of counters against the rows that it counts.
struct CounterCheck {
    let table: String
    let keys: [String]
    /// With what a row that is not there would have: nothing for a sum, no value for all else.
    let figures: [(name: String, missing: DatabaseValue)]
    /// Selects keys and figures, in their order, as they should be.
    let recomputation: String

    static let all = [
        quarterHours, payouts, days, dayPayouts, campaigns, unattributedClicks, unattributed,
        unattributedOthers,
    ]

    private init(_ counter: Counter, recomputedKeys: [String]? = nil, from rows: String) {
        let keys = (recomputedKeys ?? counter.keys).joined(separator: ", ")
        let places = counter.keys.indices.map { "\($0 + 1)" }.joined(separator: ", ")
        table = counter.table
        self.keys = counter.keys
        figures = counter.columns.map { column in
            (name: column.name, missing: column.amount.merging == .sum ? 0.databaseValue : .null)
        }
        recomputation = "SELECT \(keys), \(counter.recomputation) \(rows) GROUP BY \(places)"
    }

    private init(
        table: String, keys: [String], figures: [(name: String, missing: DatabaseValue)],
        recomputation: String
    ) {
        self.table = table
        self.keys = keys
        self.figures = figures
        self.recomputation = recomputation
    }

    func differences(in database: Database) throws -> [Difference] {
        let names = (keys + figures.map(\.name)).joined(separator: ", ")
        let stored = try rows("SELECT \(names) FROM \(table)", in: database)
        let recomputed = try rows(recomputation, in: database)
        let missing = figures.map(\.missing)
        return Set(stored.keys).union(recomputed.keys).flatMap { key in
            differences(of: key, expected: recomputed[key] ?? missing, found: stored[key] ?? missing)
        }
    }

    private func rows(
        _ selection: String, in database: Database
    ) throws -> [[DatabaseValue]: [DatabaseValue]] {
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
                what: "\(table), \(row), \(figure.name)", expected: "\(values.0)", found: "\(values.1)")
        }
    }
}

extension CounterCheck {
    private static let quarterHours = CounterCheck(
        .quarterHour, recomputedKeys: quarterHourKeys, from: "FROM journey WHERE campaign_id IS NOT NULL")

    private static let payouts = CounterCheck(
        .quarterHourPayout, recomputedKeys: quarterHourKeys + ["currency"],
        from: "FROM journey WHERE campaign_id IS NOT NULL AND currency IS NOT NULL")

    private static let quarterHourKeys = [
        "campaign_id", "clicked_at / \(QuarterHour.milliseconds)", "has_parameters",
    ]

    private static let days = CounterCheck(
        .campaignDay, recomputedKeys: dayKeys, from: "FROM journey WHERE campaign_id IS NOT NULL")

    private static let dayPayouts = CounterCheck(
        .campaignDayPayout, recomputedKeys: dayKeys + ["currency"],
        from: "FROM journey WHERE campaign_id IS NOT NULL AND currency IS NOT NULL")

    private static let dayKeys = ["campaign_id", "clicked_at / \(CampaignDay.milliseconds)"]

    /// What was a campaign's activity stays so when the journey leaves it.
    private static let campaigns = CounterCheck(
        table: Counter.campaign.table, keys: Counter.campaign.keys,
        figures: [
            (name: "clicks", missing: 0.databaseValue), (name: "leads", missing: 0.databaseValue),
            (name: "last_activity_at", missing: .null),
        ],
        recomputation: """
            SELECT campaign_id, sum(clicks), sum(leads), max(activity_at) FROM (
                SELECT campaign_id, count(*) AS clicks, sum(is_lead) AS leads,
                    max(last_activity_at) AS activity_at
                FROM journey WHERE campaign_id IS NOT NULL GROUP BY campaign_id
                UNION ALL
                SELECT from_campaign_id, 0, 0, max(moved_activity_at)
                FROM moved_journey JOIN move_run ON move_run.id = run_id GROUP BY from_campaign_id
                UNION ALL
                SELECT to_campaign_id, 0, 0, max(returned_activity_at)
                FROM moved_journey JOIN move_run ON move_run.id = run_id
                WHERE returned_activity_at IS NOT NULL GROUP BY to_campaign_id)
            GROUP BY campaign_id
            """)

    /// Which numbers have a row is a matter of which came first; the others' clicks are counted together.
    private static let unattributed = CounterCheck(
        .unattributed,
        from: """
            \(unattributedRows)
            AND sent_campaign_id IN (SELECT sent_campaign_id FROM unattributed_counter)
            """)

    private static let unattributedOthers = CounterCheck(
        table: "unattributed_others", keys: ["id"],
        figures: [(name: "clicks", missing: 0.databaseValue)],
        recomputation: """
            SELECT 1, count(*) \(unattributedRows)
                AND sent_campaign_id NOT IN (SELECT sent_campaign_id FROM unattributed_counter)
            """)

    private static let unattributedClicks = CounterCheck(
        table: "unattributed_click", keys: ["sent_campaign_id", "clicked_at", "journey_id"],
        figures: [(name: "1", missing: .null)],
        recomputation: "SELECT sent_campaign_id, clicked_at, id, 1 \(unattributedRows)")

    private static let unattributedRows = "FROM journey WHERE campaign_id IS NULL AND clicked_at IS NOT NULL"
}
