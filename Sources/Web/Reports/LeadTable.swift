import Storage
import Tracking

/// Leads as CSV.
struct LeadTable: Sendable {
    private var table: CSVTable
    private let clock: WallClock?

    /// With a clock it has what it shows, and then the parameters of these names, too.
    init(_ texts: TextCells, clock: WallClock? = nil, parameters: [String] = []) {
        self.clock = clock
        let further = clock == nil ? [] : ["clickedAt", "lastEventAt"] + parameters
        table = CSVTable(
            columns: ["clickId", "status", "costValue", "currency", "createdAt"] + further, texts: texts)
    }

    mutating func append(_ rows: [LeadRow]) {
        for row in rows { table.append(row.cells + (clock.map(row.further) ?? [])) }
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

    init(_ query: LeadsQuery, of store: any Store, _ texts: TextCells, clock: WallClock? = nil) {
        self.query = query
        self.store = store
        table = LeadTable(texts, clock: clock, parameters: query.columns)
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

    fileprivate func further(_ clock: WallClock) -> [CSVTable.Cell] {
        [.number(clock.cell(createdAt)), .number(clock.cell(lastActivityAt))]
            + values.texts.map { $0.map { .text($0.parameterText) } ?? .empty }
    }
}
