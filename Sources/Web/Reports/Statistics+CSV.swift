import Tracking

extension Statistics {
    /// The report as a table of which every column may be summed: each figure stands in one row only.
    ///
    /// A row is a day, or one of its innermost groups. Figures that belong to a whole day, or to an outer group,
    /// have a row of their own before those, in which the other cells are empty. With groups the first column says what a
    /// row is of: 0 the day, 1 and deeper a group. Amounts in a currency that is not
    /// the campaign's have columns of their own at the end.
    package func csv(_ texts: TextCells = .guarded) -> [UInt8] {
        StatisticsCSV(self, texts).reduce(into: []) { $0 += $1 }
    }

    /// How many levels of groups there are under a day.
    var depth: Int { groupParameters.count }
}

/// A report's table in pieces, of which each is made when it is asked for.
struct StatisticsCSV: Sequence, IteratorProtocol, Sendable {
    /// A piece has at least so many bytes, but for the last.
    private static let leastBytes = 64 * 1024

    private let statistics: Statistics
    private let currency: Currency
    private let otherCurrencies: [Currency]
    private var table: CSVTable
    /// How many days have been begun.
    private var dayCount = 0
    /// What is left of the groups of the last of them.
    private var groups: GroupWalk?
    /// The keys of the groups that are open.
    private var path: [String] = []

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
    }

    mutating func next() -> [UInt8]? {
        while table.bytes.count < Self.leastBytes, goOn() {}
        let piece = table.takeBytes()
        return piece.isEmpty ? nil : piece
    }

    /// Goes on to the next group, or day.
    ///
    /// - Returns: false when nothing follows.
    private mutating func goOn() -> Bool {
        switch groups?.next() {
        case .begin(let group):
            path.append(group.key.shown)
            append(group)
        case .end:
            path.removeLast()
        case nil:
            guard dayCount < statistics.days.count else { return false }
            let day = statistics.days[dayCount]
            dayCount += 1
            append(day)
            groups = GroupWalk(day, statistics.outline)
        }
        return true
    }

    private mutating func append(_ day: Statistics.Day) {
        append(
            day.line.figures,
            Contents(
                counts: statistics.depth == 0, expenses: !statistics.expensesStandInGroups,
                others: statistics.filter.isEmpty ? day.line : nil))
    }

    private mutating func append(_ group: ReportGroup) {
        let isInnermost = path.count == statistics.depth
        let hasExpenses = statistics.expensesStandInGroups && path.count == 1
        guard isInnermost || hasExpenses else { return }
        append(group.figures, Contents(counts: isInnermost, expenses: hasExpenses))
    }

    /// A row of the day, or of the group, that has been begun last.
    private mutating func append(_ figures: Figures, _ contents: Contents) {
        let day = statistics.days[dayCount - 1].day
        let missing = statistics.groupParameters.dropFirst(path.count).map { _ in CSVTable.Cell.empty }
        var cells: [CSVTable.Cell] = statistics.depth > 0 ? [.number(String(path.count))] : []
        cells += [.text(day.description)] + path.map(CSVTable.Cell.text) + missing
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
