/// What was spent on one day, by the values of the campaign's distribution parameter.
package struct DayExpenses: Hashable, Sendable {
    package let day: ReportDay
    package let distribution: [Expense]
    /// nil: the campaign's of the moment in which they are entered; what a store gives back has one.
    package let currency: Currency?

    /// How many days and amounts are taken at once, since they are stored in one transaction that events wait for.
    package static let maximumDayCount = 3_660
    package static let maximumValueCount = 5_000
    /// How many stored amounts are replaced at once; no day has as many.
    package static let maximumReplacedCount = 20_000

    package init(day: ReportDay, distribution: [Expense], currency: Currency? = nil) {
        self.day = day
        self.distribution = distribution
        self.currency = currency
    }

    package struct Expense: Hashable, Sendable {
        /// The value as reports show it, see `GroupKey(shown:)`.
        package let value: String
        package let amount: ExpenseAmount

        package init(value: String, amount: ExpenseAmount) {
            self.value = value
            self.amount = amount
        }
    }
}

/// Which expenses are asked for.
package struct ExpensesQuery: Sendable {
    package var campaign: CampaignID
    /// nil: from the first day on.
    package var first: ReportDay?
    /// nil: up to the last day.
    package var last: ReportDay?
    /// Listed where it lies in a period without expenses and without clicks; nil: no day is.
    package var today: ReportDay?
    /// Of the days.
    package var order = ListOrder.ascending
    package var page = Page.first

    package init(campaign: CampaignID) {
        self.campaign = campaign
    }
}
