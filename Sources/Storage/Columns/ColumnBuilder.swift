import Tracking

/// Collects the group keys of one parameter, journey after journey, into a column.
struct ColumnBuilder {
    private var keys: [GroupKey] = [.missing]
    private var places: [GroupKey: UInt16] = [.missing: 0]
    private var indexes: [UInt16] = []
    /// The length of all keys together.
    private(set) var textCount = 0

    /// In how many journeys the parameter is, whatever its value.
    private(set) var clickCount = 0

    var keyCount: Int { keys.count }

    /// Notes the key of the journey at `row`; those between the last one noted and this one miss the parameter.
    ///
    /// Rows must come in order, below `ReportBlock.maximumCount`.
    mutating func append(_ key: GroupKey, row: Int) {
        pad(to: row)
        clickCount += 1
        if let place = places[key] {
            indexes.append(place)
            return
        }
        let place = UInt16(keys.count)
        places[key] = place
        keys.append(key)
        textCount += key.text?.count ?? 0
        indexes.append(place)
    }

    /// The column of `count` journeys, its keys in order; a missing value that no journey has is left out.
    func column(count: Int) -> ReportColumn {
        var builder = self
        builder.pad(to: count)
        let isMissingUsed = builder.indexes.contains(0)
        let order = keys.indices.dropFirst(isMissingUsed ? 0 : 1).sorted { keys[$0] < keys[$1] }
        var newPlaces = [UInt16](repeating: 0, count: keys.count)
        for (place, old) in order.enumerated() { newPlaces[old] = UInt16(place) }
        return ReportColumn(
            keys: order.map { keys[$0] }, indexes: builder.indexes.map { newPlaces[Int($0)] })
    }

    private mutating func pad(to row: Int) {
        while indexes.count < row { indexes.append(0) }
    }
}
