import Tracking

/// What a grouped report reads of a store: a campaign's blocks, and the first clicks that are in none, in one state of
/// the database.
package protocol ReportSource {
    associatedtype Block: BlockHeader

    /// The blocks with clicks in the period, and perhaps some without.
    func blocks(from start: Int64, to end: Int64) throws -> [Block]

    /// When each journey of a block was clicked first, in UTC milliseconds.
    func times(of block: Block) throws -> [Int64]

    /// The places of a block's journeys whose first click has no parameters.
    func bareRows(of block: Block) throws -> [Int]

    func column(named name: [UInt8], of block: Block) throws -> StoredColumn

    /// The column of a name that a block has none for, from the clicks.
    func columnOfClicks(named name: [UInt8], of block: Block) throws -> ReportColumn

    /// What has become of a block's journeys, as they are now.
    func conversions(of block: Block) throws -> [RowConversion]

    /// Calls `body` with each first click that is in no block.
    func forEachUnsealedClick(_ body: (FirstClick) throws -> Void) throws
}

/// A block without its columns.
package protocol BlockHeader {
    var times: ClosedRange<Int64> { get }
    /// How many journeys there are.
    var count: Int { get }
}

/// What a block has for a name.
package enum StoredColumn: Sendable {
    case column(keys: [UInt8], indexes: [UInt8])
    /// The clicks tell.
    case notStored
    /// No click has the name.
    case missing
}

/// A journey, its first click and what has become of it.
package struct FirstClick: Sendable {
    /// The number by which the store finds the journey.
    package let journey: Int64
    package let clickedAt: Int64
    package let parameters: Parameters
    package let status: LeadStatus?
    package let payout: Payout?

    package init(
        journey: Int64, clickedAt: Int64, parameters: Parameters, status: LeadStatus?, payout: Payout?
    ) {
        self.journey = journey
        self.clickedAt = clickedAt
        self.parameters = parameters
        self.status = status
        self.payout = payout
    }
}

/// Why a grouped report cannot be made.
package enum ReportError: Error, Hashable {
    case tooManyGroups(limit: Int)
    /// Of the bytes of their keys.
    case groupsTooLong(limit: Int)
    /// A block's bytes are not what was written.
    case damagedBlock
}
