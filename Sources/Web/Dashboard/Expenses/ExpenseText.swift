import Tracking

/// Expenses in a text of tabs, commas or semicolons, as spreadsheets give them.
///
/// Either a table with the values above and the days at the left, or a line for each amount: the day, the value, the
/// amount; or the day and its amount, which is not distributed then.
struct ExpenseText {
    struct Amount {
        let day: ReportDay
        /// As the API has it.
        let value: String
        /// As it stands there.
        let text: String
    }

    private(set) var amounts: [Amount] = []
    /// Sentences, the first few of them.
    private(set) var problems: [String] = []
    private let isDistributed: Bool

    private static let maximumProblemCount = 10

    /// Where nothing is distributed an amount with a value is a mistake.
    init(_ text: String, isDistributed: Bool) {
        self.isDistributed = isDistributed
        let rows = SeparatedText(text).rows
        guard let first = rows.first else { return }
        let hasHeading = ReportDay(first.cells.first ?? "") == nil
        let layout = Layout(heading: hasHeading ? first.cells : nil)
        for row in hasHeading ? rows.dropFirst() : rows[...] { read(row, layout) }
    }

    private enum Layout {
        /// What stands above the amounts.
        case table(values: [String])
        /// A line for each.
        case list

        init(heading: [String]?) {
            guard let heading, heading.last?.lowercased() != "amount" else {
                self = .list
                return
            }
            self = .table(values: heading.dropFirst().map(ExpenseText.value))
        }
    }

    private mutating func read(_ row: SeparatedText.Row, _ layout: Layout) {
        guard row.cells.contains(where: { !$0.isEmpty }) else { return }
        guard let day = ReportDay(row.cells[0]) else {
            return add("\(FieldProblem.notDate.message) Write it as 2026-01-31.", row)
        }
        switch layout {
        case .table(let values):
            guard row.cells.count <= values.count + 1 else {
                return add("There are more amounts than values in the first line.", row)
            }
            for (value, text) in zip(values, row.cells.dropFirst()) { add(text, value, day, row) }
        case .list:
            switch row.cells.count {
            case 2: add(row.cells[1], ExpenseGrid.undistributed, day, row)
            case 3: add(row.cells[2], Self.value(row.cells[1]), day, row)
            default: add("A line is the day, the value and the amount.", row)
            }
        }
    }

    /// An empty cell says nothing.
    private mutating func add(_ text: String, _ value: String, _ day: ReportDay, _ row: SeparatedText.Row) {
        guard !text.isEmpty else { return }
        guard isDistributed || GroupKey(shown: value) == .missing else {
            return add("An amount with a value needs a parameter: choose one above.", row)
        }
        amounts.append(Amount(day: day, value: value, text: text))
    }

    /// Adds what is wrong with the whole.
    mutating func refuse(_ problem: String) {
        problems.append(problem)
    }

    private mutating func add(_ problem: String, _ row: SeparatedText.Row) {
        if problems.count < Self.maximumProblemCount { problems.append("Line \(row.line): \(problem)") }
    }

    /// A column without a name is that of amounts that are not distributed.
    private static func value(_ text: String) -> String { text.isEmpty ? ExpenseGrid.undistributed : text }
}
