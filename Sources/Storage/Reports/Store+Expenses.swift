import GRDB
import Tracking

extension Store {
    /// Replaces what was spent on the days given; the first call decides the campaign's distribution parameter.
    ///
    /// - Throws: `noSuchCampaign`; `badDistributionParameter` when it is another one than before.
    package func setExpenses(
        _ days: [DayExpenses], by parameter: String, for campaign: CampaignID
    ) throws(StoreError) {
        try write { database in
            guard let known = try Campaign.fetch(campaign, from: database) else {
                throw StoreError.noSuchCampaign(campaign)
            }
            if let decided = known.expensesDistributionParameter {
                guard decided.utf8.elementsEqual(parameter.utf8) else {
                    throw StoreError.badDistributionParameter
                }
            } else {
                try database.execute(
                    literal: """
                        UPDATE campaign SET expenses_distribution_parameter = \(parameter)
                        WHERE id = \(campaign.number)
                        """)
            }
            for day in days { try day.replace(in: database, of: campaign) }
        }
    }

    /// One page of the days with expenses.
    package func expenses(_ query: ExpensesQuery) throws(StoreError) -> PageOf<DayExpenses> {
        try read { database in
            let condition: SQL = """
                campaign_id = \(query.campaign.number)
                AND day >= \(query.first?.number ?? 0) AND day <= \(query.last?.number ?? Int.max)
                """
            let rows = try Row.fetchAll(
                database,
                literal: """
                    SELECT day, value, amount FROM expense
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

    /// The parameters seen in the campaign's clicks, by the bytes of their names, at most 500.
    package func distributionParameters(of campaign: CampaignID) throws(StoreError) -> [String] {
        try read { database in
            try parameterNames(of: campaign, limit: Statistics.maximumParameterCount, in: database)
                .sortedByBytes
        }
    }

    /// The values of a parameter in the campaign's clicks, as reports show them, by their bytes, at most 500.
    package func distributionParameterValues(
        of campaign: CampaignID, parameter: String
    ) throws(StoreError) -> [String] {
        try read { database in
            let values = try parameterValues(
                of: campaign, name: parameter, limit: Statistics.maximumParameterCount, in: database)
            return values.map { GroupKey(text: Array($0.utf8)).shown }.sortedByBytes
        }
    }
}

extension DayExpenses {
    fileprivate func replace(in database: Database, of campaign: CampaignID) throws {
        try database.execute(
            literal: "DELETE FROM expense WHERE campaign_id = \(campaign.number) AND day = \(day.number)")
        for expense in distribution {
            try database.execute(
                literal: """
                    INSERT OR REPLACE INTO expense (campaign_id, day, value, amount) VALUES (
                        \(campaign.number), \(day.number), \(expense.value),
                        \(expense.amount.hundredThousandths))
                    """)
        }
    }

    /// Days from their rows, which stand together.
    fileprivate static func list(_ rows: [Row]) throws -> [DayExpenses] {
        try rows.reduce(into: []) { days, row in
            guard let day = ReportDay(number: row[0]) else {
                throw StoreError.unreadable("a day of expenses")
            }
            let expense = Expense(value: row[1], amount: Money(hundredThousandths: row[2]))
            let isSameDay = days.last?.day == day
            let before = isSameDay ? days.removeLast().distribution : []
            days.append(DayExpenses(day: day, distribution: before + [expense]))
        }
    }
}

extension [String] {
    fileprivate var sortedByBytes: [String] {
        sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
