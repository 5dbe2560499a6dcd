import HTML
import Markup
import Storage
import Tracking

/// The page that shows a choice of all campaigns.
struct OverviewView {
    let choice: OverviewChoice
    let period: ReportPeriod
    /// All there are, by number.
    let campaigns: [CampaignFigures]
    /// How many others are archived.
    let archivedCount: Int
    let rows: OverviewRows
    /// Of those that are shown.
    let trends: [CampaignID: [CampaignFigures.Day]]
    /// What was wrong with the address.
    let problems: FormProblems
    /// What was typed for another zone.
    let typedZone: String
    let dayFields: DayFields
    /// Of the dashboard.
    let base: String
    let now: Timestamp

    func page(attention: Attention) -> OverviewPage {
        OverviewPage(
            summary: "\(period.name) · \(count)", lastEvent: lastEvent,
            reportAddress: base + choice.addressOfReport,
            archivedCount: archivedCount == 0 ? nil : FigureValue.count(Int64(archivedCount)).shown,
            days: days, attention: attention, figures: campaigns.isEmpty ? nil : figures, waiting: waiting)
    }

    private var count: String {
        campaigns.count == 1
            ? "1 campaign" : "\(FigureValue.count(Int64(campaigns.count)).shown) campaigns"
    }

    private var lastEvent: Markup? {
        campaigns.compactMap(\.summary.lastActivityAt).max().map { time in
            WallClock(zone: choice.report.zone, now: now).markup(time, before: now)
        }
    }

    private var waiting: WaitingForClicks? {
        guard let newest = campaigns.last?.campaign.id, campaigns.allSatisfy({ $0.summary.clickCount == 0 })
        else { return nil }
        return WaitingForClicks(
            campaign: newest.description, address: "\(base)/campaigns/\(newest)/edit#snippets")
    }

    private var figures: OverviewFigures {
        let (found, pageCount) = (rows.found, rows.pageCount)
        return OverviewFigures(
            cards: OverviewTotals(found).cards, search: choice.search, hidden: fields(choice.report.pairs),
            table: found.isEmpty
                ? .none : OverviewTable(choice, trends: trends, base: base, now: now).markup(of: rows.shown),
            unfound: found.isEmpty
                ? "No campaign has \u{201C}\(choice.search)\u{201D} in its name or number." : nil,
            allAddress: base + choice.with { $0.search = "" }.address,
            links: pageCount == 1 ? [] : (1...pageCount).map { link(toPage: $0, isCurrent: $0 == rows.page) })
    }

    private func link(toPage page: Int, isCurrent: Bool) -> AddressChoice {
        AddressChoice(
            "Part \(page)", to: base + choice.with { $0.page = page }.address, isCurrent: isCurrent)
    }
}

/// What days and zone are chosen by.
extension OverviewView {
    private var days: DayControls {
        let own: Bool = if case .own = choice.report.days { true } else { false }
        return DayControls(
            action: base + "/", spans: ReportChoice.Recent.allCases.map(link),
            isOpen: own || !problems.isEmpty,
            isOwn: own, first: dayFields.first, last: dayFields.last, zones: zones,
            otherZone: FieldState(
                typedZone, problem: problems["otherTimezone"] ?? problems["timezone"]),
            besideDays: fields(pairs { $0.days = .recent(.usual) }),
            besideZone: fields(pairs { $0.zone = .utc }))
    }

    private func link(to recent: ReportChoice.Recent) -> AddressChoice {
        AddressChoice(
            recent.title, to: base + choice.with { $0.report.days = .recent(recent) }.address,
            isCurrent: choice.report.days == .recent(recent))
    }

    private var zones: [FieldChoice] {
        let chosen = choice.report.zone.identifier
        let names = ReportZone.offered.contains(chosen) ? ReportZone.offered : [chosen] + ReportZone.offered
        return names.map { FieldChoice($0, title: $0, isChosen: $0 == chosen) }
    }

    /// Of an address without what a form says itself.
    private func pairs(without remove: (inout ReportChoice) -> Void) -> [(name: String, value: String)] {
        choice.report.with(remove).pairs + choice.searchPairs
    }

    private func fields(_ pairs: [(name: String, value: String)]) -> [HiddenField] {
        pairs.map { HiddenField($0.name, $0.value) }
    }
}
