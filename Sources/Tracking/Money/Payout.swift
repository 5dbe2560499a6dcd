/// An amount with its currency: a campaign's cost, or what a postback earned.
package struct Payout: Hashable, Sendable {
    package let amount: Money
    package let currency: Currency

    package init(amount: Money, currency: Currency) {
        self.amount = amount
        self.currency = currency
    }
}
