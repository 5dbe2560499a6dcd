/// What somebody has read of a campaign's expenses, and decides by.
package struct KnownExpenses: Hashable, Sendable {
    /// As a store gives them back; a day that is not among them has no amounts.
    package let days: [DayExpenses]
    /// The campaign's: amounts that are entered now are in it.
    package let currency: Currency

    package init(days: [DayExpenses], currency: Currency) {
        self.days = days
        self.currency = currency
    }
}
