import Storage
import Tracking

/// All figures of a report, in whatever form they are shown.
struct ReportContent: Sendable {
    /// Every day of the period, in order.
    let days: [Day]
    let total: Figures
    /// The same of as many days just before; nil: there are none.
    let before: Figures?
    /// The lines of the table, as they come.
    let nodes: [ReportNode]
    let lines: Lines
    let figures: [ReportFigure]
    /// To group by and to choose by, the most frequent first.
    let parameters: [String]
    /// Of all campaigns there is one only if they all have the same.
    let currencies: [Currency]
    /// Whether what was spent on just these journeys is known.
    let hasExpenses: Bool

    struct Day: Sendable {
        let day: ReportDay
        var figures: Figures
    }

    /// What the lines of the table are.
    enum Lines: Hashable, Sendable {
        case days, campaigns
        /// Of these parameters, outermost first.
        case values(of: [String])
    }

    /// Whether no click has come.
    var isEmpty: Bool { total.clicks == 0 }

    /// Whether nothing was spent either: each line would say so.
    var isNothing: Bool { total.isNothing }
}

/// Of one campaign.
extension ReportContent {
    init(_ statistics: Statistics, before: Statistics?) {
        let distribution = statistics.campaign.expensesDistributionParameter
        let hasExpenses = statistics.filter.expenses(by: distribution) != .none
        let names = statistics.groupParameters
        self.init(
            days: statistics.days.map { Day(day: $0.day, figures: $0.line.figures) },
            total: statistics.total.figures, before: before?.total.figures,
            lines: names.isEmpty ? .days : .values(of: names),
            nodes: Self.nodes(
                [ReportGroup](merging: statistics.days.map(\.groups)),
                hasExpenses: hasExpenses && statistics.expensesStandInGroups),
            currency: statistics.currency, hasExpenses: hasExpenses, parameters: statistics.parameters)
    }

    /// What was spent is known of the outermost groups at most.
    private static func nodes(_ groups: [ReportGroup], hasExpenses: Bool) -> [ReportNode] {
        groups.map { group in
            ReportNode(
                name: .value(group.key), figures: group.figures, hasExpenses: hasExpenses,
                inner: nodes(group.groups, hasExpenses: false))
        }
    }
}

/// Of all campaigns.
extension ReportContent {
    /// `before` is what all of them came to in the period before; `division` is that of what is not grouped.
    init(
        _ sum: CampaignSum, before: Figures?, by division: ReportChoice.Division, parameters: [String]
    ) {
        let isGrouped = !sum.names.isEmpty
        let whole = division == .day ? Lines.days : Lines.campaigns
        self.init(
            days: sum.days, total: sum.days.reduce(into: Figures()) { $0 += $1.figures },
            before: before, lines: isGrouped ? .values(of: sum.names) : whole,
            nodes: isGrouped
                ? Self.nodes(sum.groups, hasExpenses: sum.groupsHaveExpenses) : sum.campaigns,
            currency: nil, hasExpenses: sum.hasExpenses, parameters: parameters)
    }
}

extension ReportContent {
    /// `nodes` are those of other lines than days; `currency` has columns also where no amount is in it.
    private init(
        days: [Day], total: Figures, before: Figures?, lines: Lines, nodes: [ReportNode], currency: Currency?,
        hasExpenses: Bool, parameters: [String]
    ) {
        self.days = days
        self.total = total
        self.before = before
        self.lines = lines
        self.parameters = parameters
        self.hasExpenses = hasExpenses
        let first = currency.map { [$0] } ?? []
        currencies = first + total.currencies.filter { $0 != currency }
        figures = ReportFigure.all(in: currencies, withExpenses: hasExpenses)
        // The latest first: it is what one looks for.
        let dayNodes = days.reversed().map {
            ReportNode(name: .day($0.day), figures: $0.figures, hasExpenses: hasExpenses)
        }
        self.nodes = lines == .days ? dayNodes : nodes
    }
}

extension Figures {
    /// Nothing came, and nothing was spent.
    var isNothing: Bool { clicks == 0 && expenses == .zero }
}
