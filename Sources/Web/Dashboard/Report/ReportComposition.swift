import HTML
import HTTP
import Markup
import Tracking

/// Puts the page of a report together.
struct ReportComposition {
    /// nil: of all.
    let campaign: Campaign?
    let choice: ReportChoice
    let period: ReportPeriod
    let days: DayFields
    let layout: Layout

    /// The page with what was wrong instead of figures.
    func page(with problems: [String], parameters: [String]) -> ReportPage {
        page(problems, parameters, names: [], content: nil)
    }

    /// `isNew`: no click has ever come.
    func page(with content: ReportContent, isNew: Bool) -> ReportPage {
        page([], content.parameters, names: content.lines.names, content: self.content(content, isNew: isNew))
    }

    /// The page as far as it is known before its figures are: up to its seam.
    var beginning: ReportPage { page([], [], names: [], content: nil, isBeingMade: true) }

    private func page(
        _ problems: [String], _ parameters: [String], names: [String], content: ReportPage.Content?,
        isBeingMade: Bool = false
    ) -> ReportPage {
        let form = ReportForm(addresses: addresses(names), days: days, parameters: parameters)
        return ReportPage(
            number: campaign.map { "\($0.id)" }, heading: layout.title, ways: ways,
            terms: campaign?.terms, periods: form.periods, form: form.form, chips: form.chips,
            problems: problems, content: content, isBeingMade: isBeingMade)
    }

    private func addresses(_ names: [String]) -> ReportAddresses {
        ReportAddresses(base: layout.base, choice: choice, period: period, names: names)
    }

    private var ways: [ReportPage.Link] {
        guard let campaign else { return [ReportPage.Link("Overview", to: layout.base + "/")] }
        let own = "\(layout.base)/campaigns/\(campaign.id)"
        return [
            ReportPage.Link("Overview", to: layout.base + "/"),
            link("All campaigns") {
                // Names of parameters are this campaign's own.
                ($0.subject, $0.groupParameters, $0.filter) = (.all(by: .campaign), [], JourneyFilter())
            },
            ReportPage.Link("Campaign and mapper", to: own + "/edit"),
            ReportPage.Link("Expenses", to: own + "/expenses"),
            ReportPage.Link("Leads", to: layout.base + "/leads?campaignId=\(campaign.id)"),
        ]
    }

    // MARK: Figures

    private func content(_ content: ReportContent, isNew: Bool) -> ReportPage.Content {
        let addresses = addresses(content.lines.names)
        let charts = ReportCharts(content)
        let (table, leftOut) = ReportTable(content: content, addresses: addresses).made()
        return ReportPage.Content(
            summary: summary(content),
            cards: ReportCards(content: content, journeys: addresses.address(of:)).cards,
            charts: charts.charts, chartTable: charts.table, tableHeading: content.lines.heading,
            table: content.isNothing ? .none : table, remarks: remarks(content, leftOut: leftOut),
            views: views(content),
            emptiness: content.isEmpty ? emptiness(isNew: isNew) : nil)
    }

    private func summary(_ content: ReportContent) -> [String] {
        let days = "Clicks of \(period.name) in \(choice.zone.identifier), and what has become of them since."
        guard content.before != nil, let before = period.before else { return [days] }
        return [days, "Changes are against \(before.name)."]
    }

    private func remarks(_ content: ReportContent, leftOut: Int) -> [String] {
        var remarks: [String] = []
        if leftOut > 0 {
            let shown = FigureValue.count(Int64(ReportTable.maximumLineCount)).shown
            let others = FigureValue.count(Int64(leftOut)).shown
            remarks.append(
                "The \(shown) lines with the most clicks are shown; there are \(others) more, which the CSV has, too."
            )
        }
        if !content.hasExpenses {
            remarks.append(
                "What was spent is known by day\(spentBy), not of just these journeys: spent, profit and ROI are left out."
            )
        }
        return remarks + (campaign == nil ? remarksOnAll(content) : [])
    }

    private func remarksOnAll(_ content: ReportContent) -> [String] {
        switch content.lines {
        case .campaigns: ["Archived campaigns, and those without a click on these days, are left out."]
        case .days: ["Archived campaigns are left out."]
        case .values(let names):
            ["Archived campaigns are left out."]
                + (content.lacksExpensesOfLines
                    ? ["What was spent is not known by \(names[0]) in all campaigns: only the total has it."]
                    : [])
        }
    }

    private var spentBy: String {
        campaign?.expensesDistributionParameter.map { " and by \($0)" } ?? ""
    }

    private func views(_ content: ReportContent) -> [ReportPage.Link] {
        var views: [ReportPage.Link] = []
        switch content.lines {
        case .values where campaign == nil: views += [byCampaign, byDay]
        case .values: views.append(link("Days") { $0.groupParameters = [] })
        case .days where campaign == nil: views.append(byCampaign)
        case .campaigns: views.append(byDay)
        case .days: break
        }
        let csv = choice.pairs + [(name: "format", value: AnswerFormat.csv.rawValue)]
        return views + [ReportPage.Link("CSV", to: layout.base + choice.path + "?" + QueryString.text(csv))]
    }

    private var byCampaign: ReportPage.Link {
        link("Campaigns") { ($0.subject, $0.groupParameters) = (.all(by: .campaign), []) }
    }

    private var byDay: ReportPage.Link {
        link("Days") { ($0.subject, $0.groupParameters) = (.all(by: .day), []) }
    }

    private func link(_ text: String, _ change: (inout ReportChoice) -> Void) -> ReportPage.Link {
        let choice = choice.with {
            $0.sorting = nil
            change(&$0)
        }
        return ReportPage.Link(text, to: layout.base + choice.address)
    }

    private func emptiness(isNew: Bool) -> ReportPage.Emptiness {
        if let campaign, isNew {
            return ReportPage.Emptiness(
                """
                Waiting for the first click. Put the click snippet of this campaign into the landing page: what comes \
                shows here.
                """,
                nextStep: ReportPage.Link(
                    "To the snippets", to: "\(layout.base)/campaigns/\(campaign.id)/edit#snippets"),
                isWaiting: true)
        }
        let isFiltered = !choice.filter.isEmpty
        let longer = choice.with { $0.days = .recent(.thirtyDays) }
        return ReportPage.Emptiness(
            "No click has come on these days\(isFiltered ? " with these conditions" : "").",
            nextStep: choice.days == longer.days
                ? nil : ReportPage.Link("The last 30 days", to: layout.base + longer.address),
            isWaiting: false)
    }
}

extension Campaign {
    /// `CPA 10.00 USD`, and whether it is archived.
    fileprivate var terms: String {
        let cost = settings.cost
        let price = "\(settings.costModel.rawValue.uppercased()) \(cost.amount) \(cost.currency.shown)"
        return settings.isArchived
            ? price + " · archived: left out of the lists, and recording as before" : price
    }
}

extension ReportContent {
    /// Whether columns say what was spent of which no line knows.
    fileprivate var lacksExpensesOfLines: Bool {
        figures.contains(where: \.needsExpenses) && nodes.allSatisfy { !$0.hasExpenses }
    }
}

extension ReportContent.Lines {
    /// Of parameters.
    var names: [String] {
        switch self {
        case .values(let names): names
        case .days, .campaigns: []
        }
    }

    fileprivate var heading: String {
        switch self {
        case .days: "By day"
        case .campaigns: "By campaign"
        case .values(let names): "By \(names.joined(separator: ", then "))"
        }
    }
}
