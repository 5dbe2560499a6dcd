/// A block as a store writes it: everything in it is sorted, counted and packed.
package struct PackedBlock: Equatable, Sendable {
    package let block: ReportBlock
    /// When the first and the last of its clicks came, in UTC milliseconds.
    package let times: ClosedRange<Int64>
    package let journeyBytes: [UInt8]
    package let timeBytes: [UInt8]
    package let bareBytes: [UInt8]
    /// Those of the most frequent names.
    package let columns: [Column]
    /// Whether every name has a column, or a note that it has none.
    package let isComplete: Bool
    /// In how many clicks names are, the most frequent first.
    package let names: [NameCount]
    /// How often other names came.
    package let otherNameCount: Int

    /// A name with its column.
    package struct Column: Equatable, Sendable {
        package let name: [UInt8]
        /// nil: too many different values, or too long ones.
        package let content: Content?
    }

    /// The stored form of a `ReportColumn`.
    package struct Content: Equatable, Sendable {
        package let keys: [UInt8]
        package let indexes: [UInt8]
    }

    package struct NameCount: Equatable, Sendable {
        package let name: [UInt8]
        package let clicks: Int
    }

    /// More names of one block are not counted one by one.
    private static let maximumNameCount = 500
    /// Of all those names together: each may be on a page of its own that is written.
    private static let maximumNameTextCount = 32 * 1024

    init(
        _ block: ReportBlock, columns: [Column], isComplete: Bool, names: [(name: [UInt8], count: Int)],
        others: Int
    ) {
        self.block = block
        times = (block.times.min() ?? 0)...(block.times.max() ?? 0)
        journeyBytes = block.journeyBytes
        timeBytes = block.timeBytes
        bareBytes = block.bareBytes
        self.columns = columns
        self.isComplete = isComplete
        var room = Self.maximumNameTextCount
        let counted = names.prefix(Self.maximumNameCount).prefix { name in
            room -= name.name.count
            return room >= 0
        }
        self.names = counted.map { NameCount(name: $0.name, clicks: $0.count) }
        otherNameCount = names.dropFirst(counted.count).reduce(others) { $0 + $1.count }
    }
}
