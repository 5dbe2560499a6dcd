import Storage
import Tracking

/// Leads as CSV.
struct LeadTable: Sendable {
    private var table: CSVTable

    init(_ texts: TextCells) {
        table = CSVTable(
            columns: ["clickId", "status", "costValue", "currency", "createdAt"], texts: texts)
    }

    mutating func append(_ rows: [LeadRow]) {
        for row in rows { table.append(row.cells) }
    }

    /// What has been written since the last call.
    mutating func takeBytes() -> [UInt8] { table.takeBytes() }
}

/// All leads of a query as CSV, in pieces of which each is read when it is asked for. One that comes meanwhile is among
/// them or not; the others are all there, each once.
struct LeadDownload: Sendable {
    /// A piece has some 130 KiB, and is read within milliseconds.
    private static let leadsInPiece = 2_000

    /// What it keeps in memory between two pieces, in bytes: little more than the query's texts.
    static let heldBytes = 16 * 1024

    private let query: LeadsQuery
    private let store: any Store
    private var table: LeadTable
    private var place: LeadPlace?
    private(set) var isEnded = false

    init(_ query: LeadsQuery, of store: any Store, _ texts: TextCells) {
        self.query = query
        self.store = store
        table = LeadTable(texts)
    }

    /// The columns' names and the first leads, then those that follow; empty where none of those looked at are wanted.
    ///
    /// - Returns: nil at the end.
    mutating func next() throws -> [UInt8]? {
        guard !isEnded else { return nil }
        let portion = try store.leads(query, after: place, among: Self.leadsInPiece)
        place = portion.end
        isEnded = portion.end == nil
        table.append(portion.rows)
        return table.takeBytes()
    }
}

extension LeadRow {
    fileprivate var cells: [CSVTable.Cell] {
        [
            .text(clickID.description),
            conversion.map { .text($0.status.rawValue) } ?? .empty,
            conversion?.payout.map { .number($0.amount.description) } ?? .empty,
            conversion?.payout.map { .text($0.currency.code) } ?? .empty,
            .number(String(createdAt.seconds)),
        ]
    }
}
