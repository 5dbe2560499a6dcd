import Tracking

/// Into which group each journey of a block falls, refined parameter by parameter.
///
/// Groups are numbered within the block, so that counting a journey is one step in a short array.
struct Grouping {
    /// The journey counts nowhere.
    private static let none = UInt16.max

    /// A place in `nodes` per journey, or `none`.
    private var groupOfRow: [UInt16]
    /// The node of each group in the tree of the report.
    private var nodes: [GroupTree.Node] = []

    /// All journeys in the group of one day.
    init(count: Int, day: Int, in tree: inout GroupTree) {
        groupOfRow = Array(repeating: 0, count: count)
        nodes = [tree.child(of: 0, label: UInt32(day))]
    }

    /// A group for each day of `days` that a journey was clicked on.
    init(times: [Int64], days: DayBounds, in tree: inout GroupTree) {
        groupOfRow = []
        groupOfRow.reserveCapacity(times.count)
        var groups: [Int: UInt16] = [:]
        // Clicks come nearly in order of time: the day is mostly that of the one before.
        var current = 0..<Int64(0)
        var group = Self.none
        for time in times {
            if !current.contains(time) {
                let day = days.day(of: time)
                current = day?.times ?? 0..<0
                group = day.map { groups[$0.number] ?? UInt16(nodes.count) } ?? Self.none
                if let day, Int(group) == nodes.count {
                    groups[day.number] = group
                    nodes.append(tree.child(of: 0, label: UInt32(day.number)))
                }
            }
            groupOfRow.append(group)
        }
    }

    /// Lets some journeys count nowhere.
    mutating func leaveOut(_ rows: [Int]) {
        for row in rows { groupOfRow[row] = Self.none }
    }

    /// Lets every journey count nowhere that has another key.
    mutating func leaveOut(all column: ReportColumn, but key: GroupKey) {
        guard let place = column.keys.firstIndex(of: key) else { return leaveOutAll() }
        for row in groupOfRow.indices where Int(column.indexes[row]) != place { groupOfRow[row] = Self.none }
    }

    /// Lets every journey count nowhere whose status the filter does not want.
    mutating func leaveOutAll(of conversions: [RowConversion], but filter: JourneyFilter) {
        var isWanted = [Bool](repeating: filter.holds(for: nil), count: groupOfRow.count)
        for conversion in conversions { isWanted[conversion.row] = filter.holds(for: conversion.status) }
        for row in groupOfRow.indices where !isWanted[row] { groupOfRow[row] = Self.none }
    }

    private mutating func leaveOutAll() {
        for row in groupOfRow.indices { groupOfRow[row] = Self.none }
    }

    /// Whether no journey counts anywhere.
    var isEmpty: Bool { groupOfRow.allSatisfy { $0 == Self.none } }

    /// Divides each group by the keys of a column; `labels` has the tree's label for each of its places.
    mutating func divide(by indexes: [UInt16], labels: [UInt32], in tree: inout GroupTree) {
        var table = PairTable(capacity: groupOfRow.count)
        var divided: [GroupTree.Node] = []
        for row in groupOfRow.indices where groupOfRow[row] != Self.none {
            let group = groupOfRow[row]
            let index = indexes[row]
            let found = table.value(of: UInt32(group) << 16 | UInt32(index), orNew: UInt16(divided.count))
            if Int(found) == divided.count {
                divided.append(tree.child(of: nodes[Int(group)], label: labels[Int(index)]))
            }
            groupOfRow[row] = found
        }
        nodes = divided
    }

    /// Adds every journey, and what has become of some, to the tree.
    func count(_ conversions: [RowConversion], in tree: inout GroupTree) {
        var clicks = [Int64](repeating: 0, count: nodes.count)
        for group in groupOfRow where group != Self.none { clicks[Int(group)] += 1 }
        for (group, count) in clicks.enumerated() where count > 0 {
            tree.count(clicks: count, in: nodes[group])
        }
        for conversion in conversions where groupOfRow[conversion.row] != Self.none {
            tree.count(conversion, in: nodes[Int(groupOfRow[conversion.row])])
        }
    }
}

/// Numbers for pairs of numbers, by open addressing: with a dictionary reports take 1.2 to 1.7 times as long.
private struct PairTable {
    /// No pair, since no group has the number of `none`.
    private static let free = UInt32.max

    private var pairs: [UInt32]
    private var values: [UInt16]
    private let shift: UInt32

    /// Room for as many pairs.
    init(capacity: Int) {
        let bits = Int.bitWidth - max(capacity, 8).leadingZeroBitCount + 1
        shift = UInt32(32 - bits)
        pairs = Array(repeating: Self.free, count: 1 << bits)
        values = Array(repeating: 0, count: 1 << bits)
    }

    @inline(__always)
    mutating func value(of pair: UInt32, orNew value: UInt16) -> UInt16 {
        // Fibonacci hashing (Knuth, The Art of Computer Programming, volume 3, 6.4).
        var place = Int((pair &* 0x9E37_79B1) >> shift)
        while pairs[place] != pair {
            if pairs[place] == Self.free {
                pairs[place] = pair
                values[place] = value
                return value
            }
            place = (place + 1) & (pairs.count - 1)
        }
        return values[place]
    }
}
