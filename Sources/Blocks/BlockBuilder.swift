import Tracking

/// Turns first clicks into a block with its columns.
package struct BlockBuilder {
    /// A name with its column, unless that would not pay.
    package struct NamedColumn {
        package let name: [UInt8]
        /// nil: too many different values.
        package let column: ReportColumn?
    }

    private struct NamedBuilder {
        let name: [UInt8]
        var builder: ColumnBuilder
    }

    /// The columns of a block, those of the most frequent names.
    private static let maximumColumnCount = 64
    /// A longer name is nobody's parameter.
    package static let maximumNameCount = 1024

    private let capacity: Int
    package private(set) var block = ReportBlock()
    /// How long the parameters of all clicks are together.
    package private(set) var textCount = 0
    private var builders: [NamedBuilder] = []
    private var places: [[UInt8]: Int] = [:]

    /// For at most `capacity` journeys.
    package init(capacity: Int) {
        self.capacity = capacity
    }

    package var count: Int { block.journeys.count }

    /// Adds a journey with its first click, in the order of the store.
    package mutating func append(_ click: FirstClick) {
        let row = count
        block.journeys.append(click.journey)
        block.times.append(click.clickedAt)
        textCount += click.parameters.json.utf8.count
        let parameters = click.parameters.keyTexts
        if parameters.isEmpty { block.bareRows.append(UInt16(row)) }
        var expected = 0
        for parameter in parameters {
            let place = place(of: parameter.name, expected: expected)
            builders[place].builder.append(parameter.text, row: row)
            expected = place + 1
        }
    }

    /// In how many clicks each name is, the most frequent first, then by bytes.
    package var clickCounts: [(name: [UInt8], count: Int)] {
        builders.map { (name: $0.name, count: $0.builder.clickCount) }
            .filter { $0.name.count <= Self.maximumNameCount }
            .sorted {
                $0.count != $1.count ? $0.count > $1.count : $0.name.lexicographicallyPrecedes($1.name)
            }
    }

    /// Whether every name has a column, or a note that it has none.
    package var isComplete: Bool { columnNames.count == builders.count }

    package var columns: [NamedColumn] {
        columnNames.map { name in
            let builder = places[name].map { builders[$0].builder }
            return NamedColumn(
                name: name, column: builder.flatMap { $0.pays(count: count) ? $0.column(count: count) : nil })
        }
    }

    private var columnNames: [[UInt8]] { clickCounts.prefix(Self.maximumColumnCount).map(\.name) }

    /// Most clicks have the same names in the same order, so that the expected place is nearly always right.
    private mutating func place(of name: ArraySlice<UInt8>, expected: Int) -> Int {
        if expected < builders.count, builders[expected].name[...] == name { return expected }
        let name = Array(name)
        if let place = places[name] { return place }
        places[name] = builders.count
        builders.append(NamedBuilder(name: name, builder: ColumnBuilder(capacity: capacity)))
        return builders.count - 1
    }
}
