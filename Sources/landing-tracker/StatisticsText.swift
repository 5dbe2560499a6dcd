import Tracking

/// Statistics as an aligned table: a line for each day, its groups indented below it, the total at the end.
struct StatisticsText {
    let text: String

    init(_ statistics: Statistics) {
        var rows: [[String]] = []
        for day in statistics.days {
            rows.append(Self.row(day.day.description, day.line.figures))
            for group in day.groups { Self.append(group, indent: "  ", to: &rows) }
        }
        rows.append(Self.row("total", statistics.total.figures))
        text = TextTable(heading: Self.heading, rows: rows, alignment: .numbersRight).text
    }

    private static let heading = [
        "DAY", "CLICKS", "ACCEPT", "EXPECT", "REJECT", "TRASH", "PAID", "EXPECTED", "EXPENSES", "PROFIT",
        "ROI %",
    ]

    private static func append(_ group: ReportGroup, indent: String, to rows: inout [[String]]) {
        rows.append(row(indent + visible(group.key.shown), group.figures))
        for inner in group.groups { append(inner, indent: indent + "  ", to: &rows) }
    }

    private static func row(_ label: String, _ figures: Figures) -> [String] {
        [label, String(figures.clicks)]
            + LeadStatus.allCases.map { String(figures.tally[$0].leads) }
            + [
                figures.acceptedPayouts.description, figures.expectedPayouts.description,
                figures.expenses.description, figures.acceptedProfit.description,
                figures.acceptedROI.text(decimals: 2),
            ]
    }

    /// A value of a stranger's, without characters that a terminal would obey, and not wider than a screen.
    private static func visible(_ value: String) -> String {
        let scalars = value.unicodeScalars.map { $0.properties.generalCategory == .control ? "\u{FFFD}" : $0 }
        let text = String(String.UnicodeScalarView(scalars))
        return text.count > 40 ? text.prefix(39) + "…" : text
    }
}
