import Tracking

/// Collects the group keys of one parameter, journey after journey, into a column.
package struct ColumnBuilder {
    /// More text than this in one column is not worth being read for a report.
    private static let maximumTextCount = 64 * 1024

    private let maximumKeyCount: Int
    private var table = KeyTable()
    private var indexes: [UInt16] = []
    private var textCount = 0
    private var lastRow = -1

    /// In how many journeys the parameter is, whatever its value.
    private(set) var clickCount = 0
    /// Whether there have been too many different values, or too long ones, for a column.
    private var isGivenUp = false

    /// A column of any size.
    package init() {
        maximumKeyCount = .max
    }

    /// A column that is given up when it does not pay in a block of `capacity` journeys.
    init(capacity: Int) {
        maximumKeyCount = Self.maximumKeyCount(of: capacity)
    }

    /// Notes the key of the journey at `row`, from its text; those between the last one noted and this one miss
    /// the parameter.
    ///
    /// Rows must ascend, below `ReportBlock.maximumCount`.
    package mutating func append(_ text: ArraySlice<UInt8>?, row: Int) {
        guard row > lastRow else { return }
        lastRow = row
        clickCount += 1
        guard !isGivenUp else { return }
        pad(to: row)
        let (place, isNew) = table.place(of: text)
        indexes.append(place)
        guard isNew else { return }
        textCount += text?.count ?? 0
        guard maximumKeyCount < .max else { return }
        if table.texts.count > maximumKeyCount || textCount > Self.maximumTextCount { giveUp() }
    }

    /// Whether the column of `count` journeys is worth being stored.
    func pays(count: Int) -> Bool {
        !isGivenUp && table.texts.count <= Self.maximumKeyCount(of: count)
    }

    /// The column of `count` journeys, its keys in order; a missing value that no journey has is left out. Not to be
    /// asked for when it was given up.
    package func column(count: Int) -> ReportColumn {
        var builder = self
        builder.pad(to: count)
        let keys = table.texts.map { GroupKey(text: $0.map { Array($0) }) }
        let isMissingUsed = builder.indexes.contains(0)
        let order = keys.indices.dropFirst(isMissingUsed ? 0 : 1).sorted { keys[$0] < keys[$1] }
        var newPlaces = [UInt16](repeating: 0, count: keys.count)
        for (place, old) in order.enumerated() { newPlaces[old] = UInt16(place) }
        return ReportColumn(
            keys: order.map { keys[$0] }, indexes: builder.indexes.map { newPlaces[Int($0)] })
    }

    /// With more keys nearly every journey has one of its own: the column would be as long as the clicks.
    ///
    /// The missing value, which is always in the table, does not count.
    private static func maximumKeyCount(of journeyCount: Int) -> Int { max(journeyCount / 2, 1) + 1 }

    private mutating func pad(to row: Int) {
        while indexes.count < row { indexes.append(0) }
    }

    private mutating func giveUp() {
        isGivenUp = true
        table = KeyTable()
        indexes = []
    }
}

/// Numbers for texts in order of appearance; that of the missing value is 0.
private struct KeyTable {
    private(set) var texts: [ArraySlice<UInt8>?] = [nil]
    private var places: [ArraySlice<UInt8>: UInt16] = [:]

    mutating func place(of text: ArraySlice<UInt8>?) -> (place: UInt16, isNew: Bool) {
        guard let text else { return (0, false) }
        if let place = places[text] { return (place, false) }
        let place = UInt16(texts.count)
        places[text] = place
        texts.append(text)
        return (place, true)
    }
}
