import Tracking

extension StatisticsAnswer {
    /// The report as a table of which every column may be summed: each figure stands in one row only.
    ///
    /// A row is a day, or one of its innermost groups. Figures that belong to a whole day, or to an outer group,
    /// have a row of their own before those, in which the other cells are empty.
    package var csv: [UInt8] {
        var table = CSVTable(
            columns: ["date"] + statistics.groupParameters + Figures.countColumns + Figures.expenseColumns
                + Figures.rateColumns + Statistics.Line.otherColumns)
        for day in statistics.days {
            let figures = day.line.figures
            if depth == 0 {
                table.append(
                    labels(day, []) + figures.countCells + figures.expenseCells + figures.rateCells
                        + day.line.otherCells)
            } else {
                let expenses = expensesStandInGroups ? Self.noExpenses : figures.expenseCells
                table.append(labels(day, []) + Self.noCounts + expenses + Self.noRates + day.line.otherCells)
                for group in day.groups { append(group, path: [group.key.shown], of: day, to: &table) }
            }
        }
        return table.bytes
    }

    private func append(
        _ group: ReportGroup, path: [String], of day: Statistics.Day, to table: inout CSVTable
    ) {
        let figures = group.figures
        let hasExpenses = expensesStandInGroups && path.count == 1
        let expenses = hasExpenses ? figures.expenseCells : Self.noExpenses
        guard path.count < depth else {
            table.append(
                labels(day, path) + figures.countCells + expenses + figures.rateCells + Self.noOthers)
            return
        }
        if hasExpenses {
            table.append(labels(day, path) + Self.noCounts + expenses + Self.noRates + Self.noOthers)
        }
        for inner in group.groups { append(inner, path: path + [inner.key.shown], of: day, to: &table) }
    }

    private func labels(_ day: Statistics.Day, _ path: [String]) -> [CSVTable.Cell] {
        let missing = statistics.groupParameters.dropFirst(path.count).map { _ in CSVTable.Cell.empty }
        return [.text(day.day.description)] + path.map(CSVTable.Cell.text) + missing
    }

    private static let noCounts = Figures.countColumns.map { _ in CSVTable.Cell.empty }
    private static let noExpenses = Figures.expenseColumns.map { _ in CSVTable.Cell.empty }
    private static let noRates = Figures.rateColumns.map { _ in CSVTable.Cell.empty }
    private static let noOthers = Statistics.Line.otherColumns.map { _ in CSVTable.Cell.empty }
}
