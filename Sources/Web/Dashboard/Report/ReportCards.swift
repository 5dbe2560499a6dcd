import HTML
import Markup
import Tracking

/// The totals of a report, each with what has changed against the period before.
struct ReportCards {
    let content: ReportContent
    /// Where the journeys of a status are; nil: there is no such list.
    let journeys: (LeadStatus) -> String?

    var cards: [ReportPage.Card] {
        content.figures.map { figure in
            let change = content.before.flatMap { FigureChange(figure, from: $0, to: content.total) }
            let value = figure.value(of: content.total)
            return ReportPage.Card(
                figure.title, style: figure.style, figure: (value.shown, value.isNegative),
                journeys: address(of: figure), change: change.map { ($0.text, $0.style) })
        }
    }

    private func address(of figure: ReportFigure) -> String? {
        guard case .leads(let status) = figure, content.total.tally[status].leads > 0 else { return nil }
        return journeys(status)
    }
}

/// How a figure has changed: in percent of what it was; one that is a percentage, or may be negative, by how much.
private struct FigureChange {
    let text: String
    let style: String

    /// - Returns: nil where there is nothing to compare with, or nothing has changed.
    init?(_ figure: ReportFigure, from before: Figures, to now: Figures) {
        let (old, new) = (figure.value(of: before), figure.value(of: now))
        guard old != .unknown, new != .unknown, old.rank != new.rank else { return nil }
        guard let text = figure.isRelative ? Self.percent(old.rank, new.rank) : Self.difference(old, new)
        else {
            return nil
        }
        self.text = text
        guard let isGood = figure.isGoodWhenMore else {
            style = ""
            return
        }
        style = isGood == (new.rank > old.rank) ? "up" : "down"
    }

    /// To the nearest whole percent.
    private static func percent(_ old: Int128, _ new: Int128) -> String? {
        guard old > 0 else { return nil }
        let percent = Ratio((new - old) * 200 + old, to: old * 2).scaled(by: 1)
        return percent == 0 ? nil : signed(String(percent)) + " %"
    }

    private static func difference(_ old: FigureValue, _ new: FigureValue) -> String? {
        switch (old, new) {
        case (.amount(let old), .amount(let new)): signed((new - old).description)
        case (.rate(let old), .rate(let new)): difference(old, new, scale: 10_000, decimals: 4)
        case (.share(let old), .share(let new)):
            difference(old, new, scale: 10_000, decimals: 2).map { $0 + " points" }
        case (.percent(let old), .percent(let new)):
            difference(old, new, scale: 100, decimals: 2).map { $0 + " points" }
        case (.count, _), (.amount, _), (.rate, _), (.share, _), (.percent, _), (.unknown, _): nil
        }
    }

    private static func difference(_ old: Ratio, _ new: Ratio, scale: Int128, decimals: Int) -> String? {
        let difference = new.scaled(by: scale) - old.scaled(by: scale)
        guard difference != 0 else { return nil }
        let one = (0..<decimals).reduce(Int128(1)) { one, _ in one * 10 }
        return signed(Ratio(difference, to: one).text(decimals: decimals))
    }

    private static func signed(_ number: String) -> String {
        (number.hasPrefix("-") ? "" : "+") + number.readableNumber
    }
}

extension ReportFigure {
    /// Whether its change is told in percent of what it was.
    fileprivate var isRelative: Bool {
        switch self {
        case .clicks, .leads, .paid, .expected, .spent: true
        case .conversionRate, .approvalRate, .earningsPerClick, .profit, .returnOnInvestment: false
        }
    }

    /// nil: neither good nor bad.
    fileprivate var isGoodWhenMore: Bool? {
        switch self {
        case .leads(.accept), .conversionRate, .approvalRate, .earningsPerClick, .paid, .expected, .profit,
            .returnOnInvestment:
            true
        case .leads(.reject), .leads(.trash): false
        case .clicks, .leads(.expect), .spent: nil
        }
    }
}
