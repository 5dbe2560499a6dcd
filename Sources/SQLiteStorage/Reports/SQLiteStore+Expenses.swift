import GRDB
import Storage
import Tracking

extension SQLiteStore {
    package func setExpenses(
        _ days: [DayExpenses], by parameter: String, for campaign: CampaignID
    ) throws(StoreError) {
        let change = ExpenseChange(days, by: parameter, for: campaign)
        try write { try change.write(to: $0) }
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
            return PageOf(rows: try DayExpenses.list(rows), total: total ?? 0)
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

extension DayExpenses {
    /// Days from their rows, which stand together; those of a day were written at once, in one currency.
    fileprivate static func list(_ rows: [Row]) throws -> [DayExpenses] {
        try rows.reduce(into: []) { days, row in
            guard let day = ReportDay(number: row[0]) else {
                throw StoreError.unreadable("a day of expenses")
            }
            let spent = try Payout(amount: row[2], currency: row[3], of: "expenses of \(day)")
            let isSameDay = days.last?.day == day
            let before = isSameDay ? days.removeLast().distribution : []
            let distribution = before + [DayExpenses.Expense(value: row.text(1), amount: spent.amount)]
            days.append(DayExpenses(day: day, distribution: distribution, currency: spent.currency))
        }
    }
}

extension [String] {
    fileprivate var sortedByBytes: [String] {
        sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
