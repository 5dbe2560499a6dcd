import JSON
import Tracking

/// Statistics as an aligned table: a line for each day, its groups indented below it, the total at the end.
///
/// Amounts are in the campaign's currency; those in another one stand in a line of their own below.
struct StatisticsText {
    private let currency: Currency
    private var rows: [[String]] = []

    init(_ statistics: Statistics) {
        currency = statistics.currency
        for day in statistics.days {
            append(day.day.description, day.line.figures)
            for group in day.groups { append(group, indent: "  ") }
        }
        append("total", statistics.total.figures)
    }

    var text: VisibleText { TextTable(heading: Self.heading, rows: rows, alignment: .numbersRight).text }

    private static let heading = [
        "DAY", "CLICKS", "ACCEPT", "EXPECT", "REJECT", "TRASH", "PAID", "EXPECTED", "EXPENSES", "PROFIT",
        "ROI %",
    ]

    private mutating func append(_ group: ReportGroup, indent: String) {
        append(indent + Self.short(group.key.shown.visible), group.figures)
        for inner in group.groups { append(inner, indent: indent + "  ") }
    }

    private mutating func append(_ label: String, _ figures: Figures) {
        let counts = [figures.clicks] + LeadStatus.allCases.map { figures.tally[$0].leads }
        rows.append([label] + counts.map(String.init) + Self.amounts(figures.money(in: currency)))
        for other in figures.currencies where other != currency {
            rows.append(
                ["  in \(other.code)"] + counts.map { _ in "" } + Self.amounts(figures.money(in: other)))
        }
    }

    private static func amounts(_ money: MoneyFigures) -> [String] {
        [
            money.acceptedPayouts.description, money.expectedPayouts.description,
            money.expenses.description, money.acceptedProfit.description,
            money.acceptedROI.text(decimals: 2),
        ]
    }

    /// Not wider than a screen.
    private static func short(_ value: String) -> String {
        value.count > 40 ? value.prefix(39) + "…" : value
    }
}
