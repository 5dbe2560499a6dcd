import Markup
import Storage
import Tracking

/// The table of campaigns.
struct OverviewTable {
    private let choice: OverviewChoice
    private let trends: [CampaignID: [CampaignFigures.Day]]
    /// Of the dashboard.
    private let base: String
    private let now: Timestamp
    private let clock: WallClock

    init(
        _ choice: OverviewChoice, trends: [CampaignID: [CampaignFigures.Day]], base: String, now: Timestamp
    ) {
        self.choice = choice
        self.trends = trends
        self.base = base
        self.now = now
        clock = WallClock(zone: choice.report.zone, now: now)
    }

    /// `campaigns` are those of one page, in their order.
    func markup(of campaigns: [CampaignFigures]) -> Markup {
        Table(
            caption: "Campaigns", columns: OverviewColumn.allCases.map(column),
            rows: campaigns.map { campaign in OverviewColumn.allCases.map { cell(of: $0, campaign) } }
        ).markup
    }

    /// A click sorts by the column, and a second one the other way round.
    private func column(_ column: OverviewColumn) -> Table.Column {
        let isSorted = column == choice.column
        let usual: ListOrder = column == .name ? .ascending : .descending
        let other: ListOrder = choice.order == .ascending ? .descending : .ascending
        let address = choice.with { choice in
            choice.report.sorting = ReportChoice.Sorting(
                word: column.rawValue, order: isSorted ? other : usual)
        }.address
        let order: Table.Order = choice.order == .ascending ? .ascending : .descending
        return Table.Column(column.title, sortedBy: base + address, isSorted ? order : nil)
    }

    private func cell(of column: OverviewColumn, _ campaign: CampaignFigures) -> Table.Cell {
        if column.isMoney { return moneyCell(of: column, campaign) }
        if let figure = column.figure(in: campaign.currency) {
            return countCell(figure.value(of: campaign.figures), column.status, of: campaign)
        }
        return switch column {
        case .name: nameCell(campaign.campaign)
        case .trend: trendCell(campaign)
        case .leads: leadsCell(.count(campaign.leads), nil, of: campaign)
        case .lastActivity: activityCell(campaign.summary.lastActivityAt)
        case .clicks, .accepted, .expected, .rejected, .trash, .conversionRate, .earnings, .paid,
            .expectedMoney, .expenses, .profit, .returnOnInvestment:
            .text("")
        }
    }

    private func nameCell(_ campaign: CampaignReference) -> Table.Cell {
        .markup(
            Markup { page in
                page.element("span", ["class": "id"], text: campaign.id.description)
                page.element("a", ["href": base + choice.address(ofReport: campaign.id)], text: campaign.name)
            })
    }

    private func trendCell(_ campaign: CampaignFigures) -> Table.Cell {
        guard campaign.summary.clickCount > 0 else {
            return .link("no click yet", to: "\(base)/campaigns/\(campaign.campaign.id)/edit#snippets")
        }
        let trend = trends[campaign.campaign.id] ?? campaign.trend
        let series = [trend.map(\.clicks), trend.map(\.accepted)]
        let ranges = series.map { days in
            "\(FigureValue.count(days.min() ?? 0).shown) to \(FigureValue.count(days.max() ?? 0).shown)"
        }
        let label = "Days with \(ranges[0]) clicks, \(ranges[1]) accepted"
        return .markup(Sparkline(series: series.map { $0.map(Double.init) }, label: label).markup)
    }

    private func countCell(
        _ value: FigureValue, _ status: LeadStatus?, of campaign: CampaignFigures
    ) -> Table.Cell {
        guard let status else { return .text(value.shown) }
        return leadsCell(value, status, of: campaign)
    }

    /// Leads to the journeys that it counts.
    private func leadsCell(
        _ value: FigureValue, _ status: LeadStatus?, of campaign: CampaignFigures
    ) -> Table.Cell {
        let style = status.map { "\($0.rawValue) status" }
        guard value != .count(0) else { return .text(value.shown, style: style) }
        let address = base + choice.address(ofLeads: campaign.campaign.id, status)
        return .link(value.shown, to: address, style: style)
    }

    /// A line for each currency, the campaign's first; its name stands where it would not be clear.
    private func moneyCell(of column: OverviewColumn, _ campaign: CampaignFigures) -> Table.Cell {
        let currencies = campaign.shownCurrencies
        let lines = currencies.compactMap { currency in
            column.figure(in: currency).map { (value: $0.value(of: campaign.figures), currency: currency) }
        }
        return .markup(
            Markup { page in
                for (place, line) in lines.enumerated() {
                    if place > 0 { page.single("br") }
                    page.element(
                        "span", ["class": line.value.isNegative ? "neg" : nil], text: line.value.shown)
                    guard column == .paid || currencies.count > 1, line.value != .unknown else { continue }
                    page.text(" ")
                    page.element("span", ["class": "unit"], text: line.currency.shown)
                }
            })
    }

    private func activityCell(_ time: Timestamp?) -> Table.Cell {
        guard let time else { return .text("–", style: "muted") }
        return .markup(clock.markup(time, before: now), style: "when")
    }
}

extension CampaignFigures {
    /// The campaign's, then any other that it has money in.
    var shownCurrencies: [Currency] { [currency] + figures.currencies.filter { $0 != currency } }
}
