/// Rows of text in columns, each as wide as its widest cell.
struct TextTable {
    let heading: [String]
    let rows: [[String]]
    var alignment = Alignment.left

    enum Alignment {
        case left
        /// All columns but the first.
        case numbersRight
    }

    var text: String {
        let widths = heading.indices.map { column in
            ([heading] + rows).map { $0[column].count }.max() ?? 0
        }
        return ([heading] + rows).map { line($0, widths) }.joined(separator: "\n")
    }

    private func line(_ row: [String], _ widths: [Int]) -> String {
        let cells = zip(row, widths).enumerated().map { column, cell in
            let padding = String(repeating: " ", count: cell.1 - cell.0.count)
            return alignment == .numbersRight && column > 0 ? padding + cell.0 : cell.0 + padding
        }
        let line = cells.joined(separator: "  ")
        return String(line.reversed().drop { $0 == " " }.reversed())
    }
}
