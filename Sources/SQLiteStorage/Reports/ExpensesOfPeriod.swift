import GRDB
import Storage
import Tracking

/// What a campaign spent on each day of a period.
struct ExpensesOfPeriod {
    private var days: [Int: [GroupKey: MoneyByCurrency]] = [:]

    /// Those that belong to the journeys which the query's filter leaves, as far as that is known.
    init(_ query: StatisticsQuery, by distributionParameter: String?, in database: Database) throws {
        let counted = query.filter.expenses(by: distributionParameter)
        let rows = try Row.fetchAll(
            database,
            literal: """
                SELECT day, CAST(value AS BLOB), amount, currency FROM expense
                WHERE campaign_id = \(query.campaign.number)
                    AND day BETWEEN \(query.period.first.number) AND \(query.period.last.number)
                """)
        for row in rows {
            let key = GroupKey(shown: row.text(1))
            guard counted == .all || counted == .only(key) else { continue }
            let amount = try ExpenseAmount(column: row[2], of: "an expense")
            let currency = try Currency(column: row[3], of: "an expense")
            days[row[0], default: [:]][key, default: .zero].add(amount.value, in: currency)
        }
    }

    func byValue(on day: ReportDay) -> [GroupKey: MoneyByCurrency] { days[day.number] ?? [:] }

    func total(of day: ReportDay) -> MoneyByCurrency {
        byValue(on: day).values.reduce(.zero, +)
    }
}
