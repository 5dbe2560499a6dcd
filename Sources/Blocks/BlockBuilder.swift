import Tracking

/// Turns first clicks into a block with its columns.
package struct BlockBuilder {
    /// Of all names of a block's clicks; a stranger may send a thousand new ones with each click.
    private static let maximumNameCount = 10_000
    /// The columns of a block, those of the most frequent names.
    private static let maximumColumnCount = 64
    /// The columns of a block all together, which are written at once.
    private static let maximumColumnTextCount = 512 * 1024

    private let capacity: Int
    private var block = ReportBlock()
    private var parameters: [Parameters] = []
    private var names = NameCounts(limit: maximumNameCount)
    /// How long the parameters of all clicks are together.
    package private(set) var textCount = 0

    /// For at most `capacity` journeys.
    package init(capacity: Int) {
        self.capacity = capacity
    }

    package var count: Int { block.journeys.count }

    /// Adds a journey with its first click, in the order of the store.
    package mutating func append(_ click: FirstClick) {
        if click.parameters.isEmpty { block.bareRows.append(UInt16(count)) }
        block.journeys.append(click.journey)
        block.times.append(click.clickedAt)
        parameters.append(click.parameters)
        textCount += click.parameters.json.utf8.count
        names.add(click.parameters.names)
    }

    /// Everything that was added.
    package func packed() -> PackedBlock {
        let ranked = names.ranked
        let columns = columns(named: ranked.prefix(Self.maximumColumnCount).map(\.name))
        return PackedBlock(
            block, columns: columns,
            isComplete: columns.count == ranked.count && names.others == 0 && !names.hasLongNames,
            names: ranked, others: names.others)
    }

    /// Reads the clicks once more, so that only names that get a column take room for one.
    private func columns(named names: [[UInt8]]) -> [PackedBlock.Column] {
        var builders = names.map { _ in ColumnBuilder(capacity: capacity) }
        let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1[...], $0) })
        for (row, parameters) in parameters.enumerated() {
            for parameter in parameters.keyTexts {
                guard let place = places[parameter.name] else { continue }
                builders[place].append(parameter.text, row: row)
            }
        }
        var room = Self.maximumColumnTextCount
        return zip(names, builders).map { name, builder in
            let column = builder.pays(count: count) ? builder.column(count: count) : nil
            let keyBytes = column?.keyBytes ?? []
            guard let column, keyBytes.count <= room else {
                return PackedBlock.Column(name: name, content: nil)
            }
            room -= keyBytes.count
            return PackedBlock.Column(
                name: name, content: PackedBlock.Content(keys: keyBytes, indexes: column.indexBytes))
        }
    }
}
