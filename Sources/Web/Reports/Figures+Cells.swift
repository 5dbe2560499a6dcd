import Tracking

/// Figures as cells of a table, in the order of the columns.
extension Figures {
    static let countColumns =
        ["clicks"] + LeadStatus.allCases.flatMap { ["\($0.rawValue)_leads", "\($0.rawValue)_payouts"] }
    static let expenseColumns = [
        "expenses", "roi_accepted", "roi_expected", "profit_accepted", "profit_expected",
    ]
    static let rateColumns = ["cr", "epc", "approvalRate"]

    var countCells: [CSVTable.Cell] {
        [.number(String(clicks))]
            + LeadStatus.allCases.flatMap { status -> [CSVTable.Cell] in
                [.number(String(tally[status].leads)), .number(tally[status].payouts.description)]
            }
    }

    var expenseCells: [CSVTable.Cell] {
        [
            .number(expenses.description), .number(acceptedROI.text(decimals: 2)),
            .number(expectedROI.text(decimals: 2)), .number(acceptedProfit.description),
            .number(expectedProfit.description),
        ]
    }

    var rateCells: [CSVTable.Cell] {
        [conversionRate, earningsPerClick, approvalRate].map {
            .number($0.text(decimals: Self.rateDecimals))
        }
    }
}

extension Statistics.Line {
    static let otherColumns = ["repeats", "unattributed"]

    var otherCells: [CSVTable.Cell] { [.number(String(repeats)), .number(String(unattributed))] }
}
