import Tracking

/// The table of a report's page as CSV: the same lines in the same order, and all of them. Made in pieces, each when it is
/// asked for.
struct ReportCSV: Sequence, IteratorProtocol, Sendable {
    /// A piece has at least so many bytes, but for the last.
    private static let leastBytes = 64 * 1024

    private let figures: [ReportFigure]
    private let nameCount: Int
    private var rows: ReportRows
    private var table: CSVTable

    init(_ content: ReportContent, sortedBy sorting: ReportChoice.Sorting?, _ texts: TextCells) {
        figures = content.figures
        let names = content.lines.columns
        nameCount = names.count
        rows = ReportRows(content.nodes.sorted(by: sorting, among: content.figures), total: content.totalNode)
        table = CSVTable(columns: ["row"] + names + figures.map(\.word), texts: texts)
    }

    mutating func next() -> [UInt8]? {
        while table.bytes.count < Self.leastBytes, let row = rows.next() { append(row) }
        let piece = table.takeBytes()
        return piece.isEmpty ? nil : piece
    }

    private mutating func append(_ row: ReportRows.Row) {
        let names = row.path.flatMap(\.cells)
        let missing = [CSVTable.Cell](repeating: .empty, count: nameCount - names.count)
        let values = figures.map { row.node.value(of: $0).plain.map(CSVTable.Cell.number) ?? .empty }
        table.append([.text(row.kind.rawValue)] + names + missing + values)
    }
}

extension ReportContent.Lines {
    fileprivate var columns: [String] {
        switch self {
        case .days: ["date"]
        case .campaigns: ["campaignId", "campaign"]
        case .values(let names): names
        }
    }
}

extension ReportNode.Name {
    /// Values as the API names them.
    fileprivate var cells: [CSVTable.Cell] {
        switch self {
        case .day(let day): [.text(day.description)]
        case .value(let key): [.text(key.shown)]
        case .campaign(let campaign): [.number("\(campaign.id)"), .text(campaign.name)]
        }
    }
}
