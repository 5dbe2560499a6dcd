import GRDB
import Tracking

/// What a campaign spent on each day of a period.
struct ExpensesOfPeriod {
    /// nil before the campaign's first expenses.
    let distributionParameter: String?
    private var days: [Int: [GroupKey: MoneySum]] = [:]

    init(_ query: StatisticsQuery, in database: Database) throws {
        let campaign = query.campaign.number
        distributionParameter = try String.fetchOne(
            database,
            SQLRequest(
                literal: "SELECT expenses_distribution_parameter FROM campaign WHERE id = \(campaign)"))
        let rows = try Row.fetchAll(
            database,
            literal: """
                SELECT day, value, amount FROM expense
                WHERE campaign_id = \(campaign)
                    AND day BETWEEN \(query.period.first.number) AND \(query.period.last.number)
                """)
        for row in rows {
            let amount = MoneySum(Money(hundredThousandths: row[2]))
            days[row[0], default: [:]][GroupKey(shown: row[1]), default: .zero] += amount
        }
    }

    func byValue(on day: ReportDay) -> [GroupKey: MoneySum] { days[day.number] ?? [:] }

    func total(of day: ReportDay) -> MoneySum {
        byValue(on: day).values.reduce(.zero, +)
    }
}
