/// In how many clicks each name is, for the first so many names; the rest is one figure.
package struct NameCounts {
    /// A name that no click may have any more (one from before there was the limit) is not counted.
    package static let maximumNameCount = 1_024

    private let limit: Int
    private var names: [[UInt8]] = []
    private var counts: [Int] = []
    private var places: [ArraySlice<UInt8>: Int] = [:]

    /// How often names came that are not counted one by one.
    package private(set) var others = 0
    /// Whether there was a name too long to be counted.
    package private(set) var hasLongNames = false

    package init(limit: Int) {
        self.limit = limit
    }

    /// Adds the names of one click, none twice.
    package mutating func add(_ click: [ArraySlice<UInt8>]) {
        var expected = 0
        for name in click {
            guard let place = place(of: name, expected: expected) else { continue }
            counts[place] += 1
            expected = place + 1
        }
    }

    /// The most frequent names first, then by bytes.
    package var ranked: [(name: [UInt8], count: Int)] {
        names.indices.sorted {
            counts[$0] == counts[$1]
                ? names[$0].lexicographicallyPrecedes(names[$1]) : counts[$0] > counts[$1]
        }.map { (name: names[$0], count: counts[$0]) }
    }

    /// Most clicks have the same names in the same order, so that the expected place is nearly always right.
    private mutating func place(of name: ArraySlice<UInt8>, expected: Int) -> Int? {
        if expected < names.count, names[expected][...] == name { return expected }
        if let place = places[name] { return place }
        guard name.count <= Self.maximumNameCount else {
            hasLongNames = true
            return nil
        }
        guard names.count < limit else {
            others += 1
            return nil
        }
        let copy = Array(name)
        places[copy[...]] = names.count
        names.append(copy)
        counts.append(0)
        return names.count - 1
    }
}
