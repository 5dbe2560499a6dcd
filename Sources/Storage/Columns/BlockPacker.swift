import Tracking

/// Turns clicks into a block with its columns.
struct BlockPacker {
    /// A name with its column, unless that would not pay.
    struct NamedColumn {
        let name: [UInt8]
        /// nil: too many different values.
        let column: ReportColumn?
    }

    /// The columns of a block, those of the most frequent names.
    private static let maximumColumnCount = 64
    /// More text than this in one column is not worth being read for a report.
    private static let maximumTextCount = 64 * 1024
    /// A longer name is nobody's parameter.
    static let maximumNameCount = 1024

    private(set) var block = ReportBlock()
    /// How long the parameters of all clicks are together.
    private(set) var textCount = 0
    private var builders: [[UInt8]: ColumnBuilder] = [:]

    var count: Int { block.journeys.count }

    /// Adds a journey with its first click; ids must ascend.
    mutating func append(_ click: CampaignClicks.Click) {
        let row = count
        block.journeys.append(click.journey)
        block.times.append(click.clickedAt)
        textCount += click.parameters.json.utf8.count
        let parameters = click.parameters.groupKeys
        if parameters.isEmpty { block.bareRows.append(UInt16(row)) }
        for parameter in parameters {
            builders[parameter.name, default: ColumnBuilder()].append(parameter.key, row: row)
        }
    }

    /// In how many clicks each name is, the most frequent first, then by bytes.
    var clickCounts: [(name: [UInt8], count: Int)] {
        builders.map { (name: $0.key, count: $0.value.clickCount) }
            .filter { $0.name.count <= Self.maximumNameCount }
            .sorted {
                $0.count != $1.count ? $0.count > $1.count : $0.name.lexicographicallyPrecedes($1.name)
            }
    }

    /// Whether every name has a column, or a note that it has none.
    var isComplete: Bool { columnNames.count == builders.count }

    var columns: [NamedColumn] {
        columnNames.map { name in
            NamedColumn(
                name: name, column: builders[name].flatMap { pays($0) ? $0.column(count: count) : nil })
        }
    }

    private var columnNames: [[UInt8]] { clickCounts.prefix(Self.maximumColumnCount).map(\.name) }

    /// Not when nearly every journey has a value of its own: the column would be as long as the clicks.
    private func pays(_ builder: ColumnBuilder) -> Bool {
        builder.keyCount - 1 <= max(count / 2, 1) && builder.textCount <= Self.maximumTextCount
    }
}
