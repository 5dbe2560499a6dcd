import GRDB
import Storage
import Tracking

/// Days of a campaign's expenses on their way to the disk; all that takes time is done before the writer is taken.
struct ExpenseChange: Sendable {
    private let campaign: CampaignID
    /// nil: whichever the campaign has.
    private let parameter: String?
    /// Each with its values in the order of their rows, and each value once.
    private let days: [DayExpenses]

    init(_ days: [DayExpenses], by parameter: String?, for campaign: CampaignID) {
        self.campaign = campaign
        self.parameter = parameter
        self.days = days.map(\.withDistinctValues)
    }

    /// Sees to it that a parameter which is to be decided is one of the campaign's; to be done before the writer is taken.
    func checkParameter(in database: Database) throws {
        guard let parameter, days.contains(where: { !$0.distribution.isEmpty }) else { return }
        try DistributionParameterChoice(parameter: parameter, campaign: campaign, database: database).check()
    }

    /// Within a transaction of the writer.
    ///
    /// - Returns: false, and nothing is written, where something else is stored than is known; nil: whatever is.
    func write(over known: KnownExpenses?, to database: Database) throws -> Bool {
        let campaignCurrency = try compareParameter(in: database)
        if let known {
            guard known.currency.code == campaignCurrency, try replaces(known.days, in: database) else {
                return false
            }
        }
        let deletion = try PreparedStatement(
            "DELETE FROM expense WHERE campaign_id = ? AND day = ?", in: database)
        let insertion = try PreparedStatement(
            """
            INSERT INTO expense (campaign_id, day, value, amount, currency) VALUES (?, ?, ?, ?, ?)
            """, in: database)
        let sums = try ExpenseDays(of: campaign, in: database)
        var replacedCount = 0
        for day in days {
            replacedCount += try delete(day, by: deletion)
            guard replacedCount <= DayExpenses.maximumReplacedCount else {
                throw Self.tooManyReplaced
            }
            let currency = day.currency?.code ?? campaignCurrency
            try insert(day, in: currency, by: insertion)
            try sums.replace(day, in: currency)
        }
        try decideParameter(in: database)
        return true
    }

    /// Whether its days are still as they are known.
    private func replaces(_ known: [DayExpenses], in database: Database) throws -> Bool {
        let numbers = "[" + days.map { "\($0.day.number)" }.joined(separator: ",") + "]"
        let rows = try Row.fetchAll(
            database,
            literal: """
                SELECT day, CAST(value AS BLOB), amount, currency FROM expense
                WHERE campaign_id = \(campaign.number)
                    AND day IN (SELECT json_each.value FROM json_each(\(numbers)))
                ORDER BY day, value LIMIT \(DayExpenses.maximumReplacedCount + 1)
                """)
        guard rows.count <= DayExpenses.maximumReplacedCount else { throw Self.tooManyReplaced }
        let replaced = Set(days.map(\.day))
        return Set(try DayExpenses.list(rows)) == Set(known.filter { replaced.contains($0.day) })
    }

    private static var tooManyReplaced: StoreError {
        .refused(.tooManyReplacedExpenses(limit: DayExpenses.maximumReplacedCount))
    }

    /// Sees to it that the expenses are by the campaign's parameter, if it has one.
    ///
    /// - Returns: The campaign's currency.
    private func compareParameter(in database: Database) throws -> String {
        let row = try Row.fetchOne(
            database,
            literal: """
                SELECT CAST(expenses_distribution_parameter AS BLOB), currency FROM campaign
                WHERE id = \(campaign.number)
                """)
        guard let row else { throw StoreError.refused(.noSuchCampaign(campaign)) }
        if let parameter, let decided = row.optionalText(0), !decided.utf8.elementsEqual(parameter.utf8) {
            throw StoreError.refused(.otherDistributionParameter(inForce: decided))
        }
        return row[1]
    }

    /// The campaign has the parameter of its expenses, and none without any.
    private func decideParameter(in database: Database) throws {
        try database.execute(
            literal: """
                UPDATE campaign SET expenses_distribution_parameter = CASE
                    WHEN EXISTS (SELECT 1 FROM expense WHERE campaign_id = \(campaign.number))
                    THEN coalesce(\(parameter), expenses_distribution_parameter)
                    END
                WHERE id = \(campaign.number)
                """)
    }

    /// - Returns: How many amounts the day had.
    private func delete(_ day: DayExpenses, by deletion: PreparedStatement) throws -> Int {
        deletion.bind(campaign.number, at: 1)
        deletion.bind(Int64(day.day.number), at: 2)
        return try deletion.run()
    }

    private func insert(_ day: DayExpenses, in currency: String, by insertion: PreparedStatement) throws {
        insertion.bind(campaign.number, at: 1)
        insertion.bind(Int64(day.day.number), at: 2)
        insertion.bind(currency, at: 5)
        for expense in day.distribution {
            insertion.bind(expense.value, at: 3)
            insertion.bind(expense.amount.text, at: 4)
            try insertion.run()
        }
    }
}

extension DayExpenses {
    /// Of equal values the last one.
    fileprivate var withDistinctValues: DayExpenses {
        let sorted = distribution.sorted { $0.value.utf8.lexicographicallyPrecedes($1.value.utf8) }
        let distinct = sorted.reduce(into: [Expense]()) { distinct, expense in
            if distinct.last?.value.utf8.elementsEqual(expense.value.utf8) == true { distinct.removeLast() }
            distinct.append(expense)
        }
        return DayExpenses(day: day, distribution: distinct, currency: currency)
    }
}
