import Tracking

/// Figures as cells of a table, in the order of the columns.
extension Figures {
    static let countColumns =
        ["clicks"] + LeadStatus.allCases.flatMap { ["\($0.rawValue)_leads", "\($0.rawValue)_payouts"] }
    static let expenseColumns = [
        "expenses", "roi_accepted", "roi_expected", "profit_accepted", "profit_expected",
    ]
    static let rateColumns = ["cr", "epc", "approvalRate"]

    func countCells(in currency: Currency) -> [CSVTable.Cell] {
        [.number(String(clicks))]
            + LeadStatus.allCases.flatMap { status -> [CSVTable.Cell] in
                let conversions = tally[status]
                return [
                    .number(String(conversions.leads)), .number(conversions.payouts[currency].description),
                ]
            }
    }

    func expenseCells(in currency: Currency) -> [CSVTable.Cell] {
        let money = money(in: currency)
        return [
            .number(money.expenses.description), .number(money.acceptedROI.text(decimals: 2)),
            .number(money.expectedROI.text(decimals: 2)), .number(money.acceptedProfit.description),
            .number(money.expectedProfit.description),
        ]
    }

    func rateCells(in currency: Currency) -> [CSVTable.Cell] {
        [conversionRate, money(in: currency).earningsPerClick, approvalRate].map {
            .number($0.text(decimals: Self.rateDecimals))
        }
    }

    /// Columns for the amounts in a currency that is not the campaign's.
    static func columns(of other: Currency) -> [String] {
        [LeadStatus.accept, .expect].map { "\($0.rawValue)_payouts_\(other)" } + ["expenses_\(other)"]
    }

    /// `showsPayouts` and `showsExpenses` say which of both stand in the row.
    func cells(of other: Currency, showsPayouts: Bool, showsExpenses: Bool) -> [CSVTable.Cell] {
        let payouts = [tally.accept.payouts, tally.expect.payouts].map { sums -> CSVTable.Cell in
            showsPayouts ? .number(sums[other].description) : .empty
        }
        return payouts + [showsExpenses ? .number(expenses[other].description) : .empty]
    }
}

extension Statistics.Line {
    static let otherColumns = ["repeats", "unattributed"]

    var otherCells: [CSVTable.Cell] { [.number(String(repeats)), .number(String(unattributed))] }
}
