import JSON

/// Rows of text in columns, each as wide as its widest cell; every cell is made visible.
struct TextTable {
    private let lines: [[String]]
    private let alignment: Alignment

    enum Alignment {
        case left
        /// All columns but the first.
        case numbersRight
    }

    init(heading: [String], rows: [[String]], alignment: Alignment = .left) {
        lines = ([heading] + rows).map { $0.map(\.visible) }
        self.alignment = alignment
    }

    var text: VisibleText {
        let widths = (lines.first ?? []).indices.map { column in
            lines.map { $0[column].count }.max() ?? 0
        }
        return .lines(lines.map { line($0, widths) })
    }

    private func line(_ row: [String], _ widths: [Int]) -> VisibleText {
        let cells = zip(row, widths).enumerated().map { column, cell in
            let padding = String(repeating: " ", count: cell.1 - cell.0.count)
            return alignment == .numbersRight && column > 0 ? padding + cell.0 : cell.0 + padding
        }
        let line = cells.joined(separator: "  ")
        return "\(String(line.reversed().drop { $0 == " " }.reversed()))"
    }
}
