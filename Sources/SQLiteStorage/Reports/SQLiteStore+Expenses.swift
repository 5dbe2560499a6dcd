import GRDB
import Storage
import Tracking

extension SQLiteStore {
    package func setExpenses(
        _ days: [DayExpenses], by parameter: String?, for campaign: CampaignID,
        replacing known: KnownExpenses?
    ) throws(StoreError) -> Bool {
        let change = ExpenseChange(days, by: parameter, for: campaign)
        try read { try change.checkParameter(in: $0) }
        return try write { try change.write(over: known, to: $0) }
    }

    package func expenses(_ query: ExpensesQuery) throws(StoreError) -> PageOf<DayExpenses> {
        try read { database in
            let condition: SQL = """
                campaign_id = \(query.campaign.number)
                AND day >= \(query.first?.number ?? 0) AND day <= \(query.last?.number ?? Int.max)
                """
            let rows = try Row.fetchAll(
                database,
                literal: """
                    SELECT day, CAST(value AS BLOB), amount, currency FROM expense
                    WHERE campaign_id = \(query.campaign.number) AND day IN (
                        SELECT DISTINCT day FROM expense WHERE \(condition) ORDER BY day \(query.order.keyword)
                        LIMIT \(query.page.size) OFFSET \(query.page.offset))
                    ORDER BY day \(query.order.keyword), value
                    """)
            let total = try SQLRequest<Int64>(
                literal: "SELECT count(DISTINCT day) FROM expense WHERE \(condition)"
            ).fetchOne(database)
            guard let total, total > 0 else {
                return PageOf(rows: try query.daysToFillIn(in: database), total: 0)
            }
            return PageOf(rows: try DayExpenses.list(rows), total: total)
        }
    }

    package func distributionParameters(of campaign: CampaignID) throws(StoreError) -> [String] {
        try read { database in
            try CampaignParameters(campaign: campaign, database: database)
                .names(limit: Statistics.maximumParameterCount).sortedByBytes
        }
    }

    package func distributionParameterValues(
        of campaign: CampaignID, parameter: String
    ) throws(StoreError) -> [String] {
        try read { database in
            try CampaignParameters(campaign: campaign, database: database)
                .values(of: parameter, limit: Statistics.maximumParameterCount).sortedByBytes
        }
    }
}

extension ExpensesQuery {
    /// The page of the days that expenses may be entered for where there are none.
    fileprivate func daysToFillIn(in database: Database) throws -> [DayExpenses] {
        let end = last.map { Int64($0.number + 1) * QuarterHour.countInDay } ?? .max
        let numbers = try SQLRequest<Int>(
            literal: """
                SELECT DISTINCT slot / \(QuarterHour.countInDay) AS day FROM quarter_hour
                WHERE campaign_id = \(campaign.number) AND clicks > 0
                    AND slot >= \(Int64(first?.number ?? 0) * QuarterHour.countInDay) AND slot < \(end)
                ORDER BY day \(order.keyword) LIMIT \(page.size) OFFSET \(page.offset)
                """
        ).fetchAll(database)
        let clicked = numbers.compactMap { ReportDay(number: $0) }
        let days = clicked.isEmpty && page.number == 1 ? [todayInPeriod].compactMap { $0 } : clicked
        return days.map { DayExpenses(day: $0, distribution: []) }
    }

    private var todayInPeriod: ReportDay? {
        guard let today, today >= first ?? today, today <= last ?? today else { return nil }
        return today
    }
}

extension DayExpenses {
    /// Days from their rows, which stand together; those of a day were written at once, in one currency.
    static func list(_ rows: [Row]) throws -> [DayExpenses] {
        try rows.reduce(into: []) { days, row in
            guard let day = ReportDay(number: row[0]) else {
                throw StoreError.unreadable("a day of expenses")
            }
            let amount = try ExpenseAmount(column: row[2], of: "expenses of \(day)")
            let currency = try Currency(column: row[3], of: "expenses of \(day)")
            let isSameDay = days.last?.day == day
            let before = isSameDay ? days.removeLast().distribution : []
            let distribution = before + [DayExpenses.Expense(value: row.text(1), amount: amount)]
            days.append(DayExpenses(day: day, distribution: distribution, currency: currency))
        }
    }
}

extension [String] {
    fileprivate var sortedByBytes: [String] {
        sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
