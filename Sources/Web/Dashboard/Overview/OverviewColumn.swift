import Storage
import Tracking

/// A column of the overview, by its word in addresses.
enum OverviewColumn: String, CaseIterable, Sendable {
    case name, trend, clicks, leads
    case accepted = "accept"
    case expected = "expect"
    case rejected = "reject"
    case trash
    case conversionRate = "cr"
    case earnings = "epc"
    case paid
    case expectedMoney
    case expenses, profit
    case returnOnInvestment = "roi"
    case lastActivity = "lastActivityAt"

    var title: String {
        switch self {
        case .name: "Campaign"
        case .trend: "\(OverviewQuery.trendDayCount) days"
        case .clicks: "Clicks"
        case .leads: "Leads"
        case .accepted: LeadStatus.accept.title
        case .expected: LeadStatus.expect.title
        case .rejected: LeadStatus.reject.title
        case .trash: LeadStatus.trash.title
        case .conversionRate: "CR"
        case .earnings: "EPC"
        case .paid: "Paid"
        case .expectedMoney: "Expected money"
        case .expenses: "Spent"
        case .profit: "Profit"
        case .returnOnInvestment: "ROI"
        case .lastActivity: "Last activity"
        }
    }

    var status: LeadStatus? {
        switch self {
        case .accepted: .accept
        case .expected: .expect
        case .rejected: .reject
        case .trash: .trash
        case .name, .trend, .clicks, .leads, .conversionRate, .earnings, .paid, .expectedMoney, .expenses,
            .profit, .returnOnInvestment, .lastActivity:
            nil
        }
    }

    /// The figure that reports have for it, in a currency where it is money; nil: they have none.
    func figure(in currency: Currency) -> ReportFigure? {
        switch self {
        case .name, .trend, .leads, .lastActivity: nil
        case .clicks: .clicks
        case .accepted: .leads(.accept)
        case .expected: .leads(.expect)
        case .rejected: .leads(.reject)
        case .trash: .leads(.trash)
        case .conversionRate: .conversionRate
        case .earnings: .earningsPerClick(currency)
        case .paid: .paid(currency)
        case .expectedMoney: .expected(currency)
        case .expenses: .spent(currency)
        case .profit: .profit(currency)
        case .returnOnInvestment: .returnOnInvestment(currency)
        }
    }

    var isMoney: Bool {
        switch self {
        case .earnings, .paid, .expectedMoney, .expenses, .profit, .returnOnInvestment: true
        case .name, .trend, .clicks, .leads, .accepted, .expected, .rejected, .trash, .conversionRate,
            .lastActivity:
            false
        }
    }
}

extension [CampaignFigures] {
    /// By a column; of money those in one currency stand together, since amounts in two cannot be compared. Equal ones by
    /// number.
    func sorted(by column: OverviewColumn, _ order: ListOrder) -> [CampaignFigures] {
        map { (campaign: $0, key: $0.sortKey(of: column)) }.sorted { left, right in
            guard left.key.currency == right.key.currency else {
                return left.key.currency < right.key.currency
            }
            let (lower, higher) = order == .ascending ? (left, right) : (right, left)
            if lower.key.rank != higher.key.rank { return lower.key.rank < higher.key.rank }
            if lower.key.name != higher.key.name { return lower.key.name < higher.key.name }
            return left.campaign.campaign.id < right.campaign.campaign.id
        }.map(\.campaign)
    }
}

extension CampaignFigures {
    fileprivate func sortKey(of column: OverviewColumn) -> (currency: String, rank: Int128, name: String) {
        let currency = column.isMoney ? self.currency.code : ""
        let name = column == .name ? campaign.name.lowercased() : ""
        return (currency: currency, rank: rank(of: column), name: name)
    }

    private func rank(of column: OverviewColumn) -> Int128 {
        if let figure = column.figure(in: currency) { return figure.value(of: figures).rank }
        return switch column {
        case .trend: Int128(trend.reduce(0) { $0 + $1.clicks })
        case .leads: Int128(leads)
        case .lastActivity: summary.lastActivityAt.map { Int128($0.milliseconds) } ?? .min
        case .name, .clicks, .accepted, .expected, .rejected, .trash, .conversionRate, .earnings, .paid,
            .expectedMoney, .expenses, .profit, .returnOnInvestment:
            0
        }
    }
}
