/// A line of a report: what was counted, what was spent, and what follows from both.
package struct Figures: Hashable, Sendable {
    package var tally = Tally()
    package var expenses = MoneySum.zero

    package init(tally: Tally = Tally(), expenses: MoneySum = .zero) {
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

    package var acceptedPayouts: MoneySum { tally.accept.payouts }

    /// What is paid if every conversion on hold is accepted.
    package var expectedPayouts: MoneySum { tally.accept.payouts + tally.expect.payouts }

    package var acceptedProfit: MoneySum { acceptedPayouts - expenses }
    package var expectedProfit: MoneySum { expectedPayouts - expenses }

    /// Accepted profit in percent of the expenses.
    package var acceptedROI: Ratio { percentOfExpenses(acceptedProfit) }
    /// Expected profit in percent of the expenses.
    package var expectedROI: Ratio { percentOfExpenses(expectedProfit) }

    /// Accepted journeys per click.
    package var conversionRate: Ratio { Ratio(Int128(tally.accept.leads), to: Int128(clicks)) }

    /// Accepted payouts per click, in currency units.
    package var earningsPerClick: Ratio {
        Ratio(acceptedPayouts.hundredThousandths, to: Int128(clicks) * MoneySum.unit)
    }

    /// Accepted journeys per journey that has a status.
    package var approvalRate: Ratio { Ratio(Int128(tally.accept.leads), to: Int128(tally.leads)) }

    private func percentOfExpenses(_ profit: MoneySum) -> Ratio {
        Ratio(profit.hundredThousandths * 100, to: expenses.hundredThousandths)
    }
}
