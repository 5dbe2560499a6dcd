/// A line of a report: what was counted, what was spent, and what follows from both.
package struct Figures: Hashable, Sendable {
    package var tally = Tally()
    package var expenses = MoneyByCurrency.zero

    package init(tally: Tally = Tally(), expenses: MoneyByCurrency = .zero) {
        self.tally = tally
        self.expenses = expenses
    }

    package static func += (left: inout Figures, right: Figures) {
        left.tally += right.tally
        left.expenses += right.expenses
    }
}

extension Figures {
    package var clicks: Int64 { tally.clicks }

    /// Accepted journeys per click.
    package var conversionRate: Ratio { Ratio(Int128(tally.accept.leads), to: Int128(clicks)) }

    /// Accepted journeys per journey that has a status.
    package var approvalRate: Ratio { Ratio(Int128(tally.accept.leads), to: Int128(tally.leads)) }

    /// Of all amounts, in alphabetical order.
    package var currencies: [Currency] {
        (tally.accept.payouts + tally.expect.payouts + expenses).currencies
    }

    /// The money of one currency.
    package func money(in currency: Currency) -> MoneyFigures {
        MoneyFigures(
            clicks: clicks, acceptedPayouts: tally.accept.payouts[currency],
            heldPayouts: tally.expect.payouts[currency], expenses: expenses[currency])
    }
}

/// The amounts of a line in one currency.
package struct MoneyFigures: Hashable, Sendable {
    fileprivate let clicks: Int64
    package let acceptedPayouts: MoneySum
    /// Of conversions that may still be accepted.
    fileprivate let heldPayouts: MoneySum
    package let expenses: MoneySum

    /// What is paid if every conversion on hold is accepted.
    package var expectedPayouts: MoneySum { acceptedPayouts + heldPayouts }

    package var acceptedProfit: MoneySum { acceptedPayouts - expenses }
    package var expectedProfit: MoneySum { expectedPayouts - expenses }

    /// Accepted profit in percent of the expenses.
    package var acceptedROI: Ratio { percentOfExpenses(acceptedProfit) }
    /// Expected profit in percent of the expenses.
    package var expectedROI: Ratio { percentOfExpenses(expectedProfit) }

    /// Accepted payouts per click, in currency units.
    package var earningsPerClick: Ratio {
        // Payouts are whole ones: smaller numbers are divided faster.
        Ratio(acceptedPayouts.hundredThousandths, to: Int128(clicks) * Int128(Money.unit))
    }

    private func percentOfExpenses(_ profit: MoneySum) -> Ratio {
        Ratio(profit.trillionths * 100, to: expenses.trillionths)
    }
}
