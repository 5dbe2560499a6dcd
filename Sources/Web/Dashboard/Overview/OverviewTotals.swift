import HTML
import Storage
import Tracking

/// What some campaigns come to together: counts, and the money of each currency by itself.
struct OverviewTotals {
    private var figures = Figures()
    private var leads: Int64 = 0
    /// The campaigns' own, and those of their money.
    private var currencies: Set<Currency> = []

    init(_ campaigns: [CampaignFigures]) {
        for campaign in campaigns {
            figures += campaign.figures
            leads += campaign.leads
            currencies.formUnion(campaign.shownCurrencies)
        }
    }

    /// A line of cards for what is counted, and one for each currency.
    var cards: [CardGroup] {
        let counts: [ReportFigure] = LeadStatus.allCases.map(ReportFigure.leads) + [.conversionRate]
        return [CardGroup([card(.clicks), leadsCard] + counts.map(card))]
            + currencies.sorted().map { currency in
                let money: [ReportFigure] = [
                    .paid(currency), .expected(currency), .spent(currency), .profit(currency),
                    .returnOnInvestment(currency),
                ]
                return CardGroup(money.map(card))
            }
    }

    private var leadsCard: CardGroup.Card {
        CardGroup.Card(
            title: OverviewColumn.leads.title, style: nil, value: FigureValue.count(leads).shown,
            isNegative: false)
    }

    private func card(_ figure: ReportFigure) -> CardGroup.Card {
        let value = figure.value(of: figures)
        return CardGroup.Card(
            title: figure.title, style: figure.style, value: value.shown, isNegative: value.isNegative)
    }
}
