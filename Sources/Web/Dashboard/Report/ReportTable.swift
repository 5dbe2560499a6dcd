import Markup
import Tracking

/// The lines of a report as a table, each leading to what it is made of.
struct ReportTable {
    let content: ReportContent
    let addresses: ReportAddresses

    /// More are for a spreadsheet.
    static let maximumLineCount = 500

    private var choice: ReportChoice { addresses.choice }

    /// The table, and how many lines it leaves out.
    func made() -> (markup: Markup, leftOut: Int) {
        let limited = content.nodes.limited(to: Self.maximumLineCount)
        let rows = ReportRows(
            limited.nodes.sorted(by: choice.sorting, among: content.figures), total: nil)
        let table = Table(
            caption: caption,
            columns: [nameColumn] + content.figures.map(column),
            rows: rows.map { [name(of: $0)] + values(of: $0.node) },
            sums: [[.text("Total")] + values(of: content.totalNode)])
        return (table.markup, limited.leftOut)
    }

    private var caption: String {
        switch content.lines {
        case .days: "Figures by day"
        case .campaigns: "Figures by campaign"
        case .values(let names): "Figures by \(names.joined(separator: ", then by "))"
        }
    }

    private var nameColumn: Table.Column {
        let title =
            switch content.lines {
            case .days: "Day"
            case .campaigns: "Campaign"
            case .values(let names): names.joined(separator: ", ")
            }
        return column(title, ReportChoice.Sorting.nameWord, usual: .ascending)
    }

    private func column(_ figure: ReportFigure) -> Table.Column {
        column(figure.title, figure.word, usual: .descending)
    }

    /// A click sorts by it, and another one the other way round.
    private func column(_ title: String, _ word: String, usual: ListOrder) -> Table.Column {
        let current = choice.sorting?.word == word ? choice.sorting?.order : nil
        let next: ListOrder = current == nil ? usual : current == .ascending ? .descending : .ascending
        let address = addresses.address(
            of: choice.with { $0.sorting = ReportChoice.Sorting(word: word, order: next) })
        return Table.Column(
            title, sortedBy: address, current.map { $0 == .ascending ? .ascending : .descending })
    }

    private func name(of row: ReportRows.Row) -> Table.Cell {
        let text = row.node.name.text
        let depth = row.path.count > 1 ? "depth-\(row.path.count - 1)" : nil
        let classes = [depth, row.kind == .subtotal ? "subtotal" : nil].compactMap { $0 }
        let style = classes.isEmpty ? nil : classes.joined(separator: " ")
        guard let address = addresses.address(of: row.path) else { return .text(text, style: style) }
        return .link(text, to: address, style: style)
    }

    private func values(of node: ReportNode) -> [Table.Cell] {
        content.figures.map { figure in
            let value = node.value(of: figure)
            return .text(value.shown, style: value.isNegative ? "neg" : value.isNothing ? "muted" : nil)
        }
    }
}

extension ReportNode.Name {
    /// For people.
    var text: String {
        switch self {
        case .day(let day): day.nameWithWeekday
        case .campaign(let campaign): campaign.name
        case .value(let key):
            switch key.text {
            case nil: "(none)"
            case []?: "(empty)"
            case let text?: String(decoding: text, as: UTF8.self)
            }
        }
    }
}
