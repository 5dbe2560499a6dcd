import Tracking

extension Statistics {
    /// The report as a table of which every column may be summed: each figure stands in one row only.
    ///
    /// A row is a day, or one of its innermost groups. Figures that belong to a whole day, or to an outer group,
    /// have a row of their own before those, in which the other cells are empty. With groups the first column says what a
    /// row is of: 0 the day, 1 and deeper a group. Amounts in a currency that is not
    /// the campaign's have columns of their own at the end.
    package func csv(_ texts: TextCells = .guarded) -> [UInt8] {
        StatisticsTable(self, texts).bytes
    }

    /// How many levels of groups there are under a day.
    var depth: Int { groupParameters.count }
}

private struct StatisticsTable {
    private let statistics: Statistics
    private let currency: Currency
    private let otherCurrencies: [Currency]
    private var table: CSVTable

    /// What a row has of a line's figures.
    private struct Contents {
        var counts = false
        var expenses = false
        /// Figures that are a day's only.
        var others: Statistics.Line?
    }

    init(_ statistics: Statistics, _ texts: TextCells) {
        self.statistics = statistics
        currency = statistics.currency
        otherCurrencies = statistics.total.figures.currencies.filter { $0 != statistics.currency }
        table = CSVTable(
            columns: (statistics.depth > 0 ? ["level"] : []) + ["date"] + statistics.groupParameters
                + Figures.countColumns + Figures.expenseColumns
                + Figures.rateColumns + Statistics.Line.otherColumns
                + otherCurrencies.flatMap(Figures.columns(of:)),
            texts: texts)
        for day in statistics.days { append(day) }
    }

    var bytes: [UInt8] { table.bytes }

    private mutating func append(_ day: Statistics.Day) {
        let isGrouped = statistics.depth > 0
        append(
            day.line.figures, of: day, path: [],
            Contents(
                counts: !isGrouped, expenses: !statistics.expensesStandInGroups, others: day.line))
        for group in day.groups { append(group, path: [group.key.shown], of: day) }
    }

    private mutating func append(_ group: ReportGroup, path: [String], of day: Statistics.Day) {
        let hasExpenses = statistics.expensesStandInGroups && path.count == 1
        guard path.count < statistics.depth else {
            return append(
                group.figures, of: day, path: path, Contents(counts: true, expenses: hasExpenses))
        }
        if hasExpenses { append(group.figures, of: day, path: path, Contents(expenses: true)) }
        for inner in group.groups { append(inner, path: path + [inner.key.shown], of: day) }
    }

    private mutating func append(
        _ figures: Figures, of day: Statistics.Day, path: [String], _ contents: Contents
    ) {
        let missing = statistics.groupParameters.dropFirst(path.count).map { _ in CSVTable.Cell.empty }
        var cells: [CSVTable.Cell] = statistics.depth > 0 ? [.number(String(path.count))] : []
        cells += [.text(day.day.description)] + path.map(CSVTable.Cell.text) + missing
        cells += contents.counts ? figures.countCells(in: currency) : Self.empty(Figures.countColumns)
        cells += contents.expenses ? figures.expenseCells(in: currency) : Self.empty(Figures.expenseColumns)
        cells += contents.counts ? figures.rateCells(in: currency) : Self.empty(Figures.rateColumns)
        cells += contents.others?.otherCells ?? Self.empty(Statistics.Line.otherColumns)
        for other in otherCurrencies {
            cells += figures.cells(
                of: other, showsPayouts: contents.counts, showsExpenses: contents.expenses)
        }
        table.append(cells)
    }

    private static func empty(_ columns: [String]) -> [CSVTable.Cell] { columns.map { _ in .empty } }
}
