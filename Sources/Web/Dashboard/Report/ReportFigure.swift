import Tracking

/// A figure that reports show: a column of their tables, or a card. Those of money are of one currency.
enum ReportFigure: Hashable, Sendable {
    case clicks
    case leads(LeadStatus)
    case conversionRate, approvalRate
    case earningsPerClick(Currency), paid(Currency), expected(Currency)
    case spent(Currency), profit(Currency), returnOnInvestment(Currency)

    /// In the order of columns; without what needs expenses where nobody knows them.
    static func all(in currencies: [Currency], withExpenses hasExpenses: Bool) -> [ReportFigure] {
        [.clicks] + LeadStatus.allCases.map(ReportFigure.leads) + [.conversionRate, .approvalRate]
            + currencies.flatMap { currency -> [ReportFigure] in
                [.earningsPerClick(currency), .paid(currency), .expected(currency)]
                    + (hasExpenses
                        ? [.spent(currency), .profit(currency), .returnOnInvestment(currency)] : [])
            }
    }

    func value(of figures: Figures) -> FigureValue {
        switch self {
        case .clicks: .count(figures.clicks)
        case .leads(let status): .count(figures.tally[status].leads)
        case .conversionRate: .share(figures.conversionRate)
        case .approvalRate: .share(figures.approvalRate)
        case .earningsPerClick(let currency): .rate(figures.money(in: currency).earningsPerClick)
        case .paid(let currency): .amount(figures.money(in: currency).acceptedPayouts)
        case .expected(let currency): .amount(figures.money(in: currency).expectedPayouts)
        case .spent(let currency): .amount(figures.expenses[currency])
        case .profit(let currency): .amount(figures.money(in: currency).acceptedProfit)
        case .returnOnInvestment(let currency):
            // Of nothing there is no part.
            figures.expenses[currency] == .zero ? .unknown : .percent(figures.money(in: currency).acceptedROI)
        }
    }

    /// Whether it says nothing where expenses are not known.
    var needsExpenses: Bool {
        switch self {
        case .spent, .profit, .returnOnInvestment: true
        case .clicks, .leads, .conversionRate, .approvalRate, .earningsPerClick, .paid, .expected: false
        }
    }
}

/// Its names.
extension ReportFigure {
    /// In addresses and in CSV.
    var word: String {
        switch self {
        case .clicks: "clicks"
        case .leads(let status): "\(status.rawValue)_leads"
        case .conversionRate: "cr"
        case .approvalRate: "approvalRate"
        case .earningsPerClick(let currency): "epc_\(currency)"
        case .paid(let currency): "paid_\(currency)"
        case .expected(let currency): "expected_\(currency)"
        case .spent(let currency): "expenses_\(currency)"
        case .profit(let currency): "profit_\(currency)"
        case .returnOnInvestment(let currency): "roi_\(currency)"
        }
    }

    /// For people.
    var title: String {
        switch self {
        case .clicks: "Clicks"
        case .leads(let status): status.title
        case .conversionRate: "CR"
        case .approvalRate: "Approval"
        case .earningsPerClick(let currency): "EPC, \(currency.shown)"
        case .paid(let currency): "Paid, \(currency.shown)"
        case .expected(let currency): "Expected, \(currency.shown)"
        case .spent(let currency): "Spent, \(currency.shown)"
        case .profit(let currency): "Profit, \(currency.shown)"
        case .returnOnInvestment(let currency): "ROI, \(currency.shown)"
        }
    }

    /// Classes of the style sheet; nil for most.
    var style: String? {
        switch self {
        case .leads(let status): "\(status.rawValue) status"
        case .clicks, .conversionRate, .approvalRate, .earningsPerClick, .paid, .expected, .spent, .profit,
            .returnOnInvestment:
            nil
        }
    }
}

extension Currency {
    /// As people write it.
    var shown: String { code.uppercased() }
}

extension LeadStatus {
    var title: String {
        switch self {
        case .accept: "Accepted"
        case .expect: "Expected"
        case .reject: "Rejected"
        case .trash: "Trash"
        }
    }
}
