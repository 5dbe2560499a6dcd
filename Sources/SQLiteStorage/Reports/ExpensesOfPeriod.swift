import GRDB
import Storage
import Tracking

/// What a campaign spent on each day of a period.
struct ExpensesOfPeriod {
    private var days: [Int: [GroupKey: MoneyByCurrency]] = [:]

    init(_ query: StatisticsQuery, in database: Database) throws {
        let rows = try Row.fetchAll(
            database,
            literal: """
                SELECT day, CAST(value AS BLOB), amount, currency FROM expense
                WHERE campaign_id = \(query.campaign.number)
                    AND day BETWEEN \(query.period.first.number) AND \(query.period.last.number)
                """)
        for row in rows {
            let amount = try ExpenseAmount(column: row[2], of: "an expense")
            let currency = try Currency(column: row[3], of: "an expense")
            days[row[0], default: [:]][GroupKey(shown: row.text(1)), default: .zero]
                .add(amount.value, in: currency)
        }
    }

    func byValue(on day: ReportDay) -> [GroupKey: MoneyByCurrency] { days[day.number] ?? [:] }

    func total(of day: ReportDay) -> MoneyByCurrency {
        byValue(on: day).values.reduce(.zero, +)
    }
}
