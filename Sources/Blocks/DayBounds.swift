import Tracking

/// When the days of a report begin, and the last one ends.
struct DayBounds {
    private let starts: [Int64]

    /// The first moment of each day, in order, and then the end; a day may be empty.
    init(_ starts: [Timestamp]) {
        self.starts = starts.map(\.milliseconds)
    }

    var dayCount: Int { max(0, starts.count - 1) }
    /// The first moment of the period.
    var start: Int64 { starts.first ?? 0 }
    /// The first moment after the period.
    var end: Int64 { starts.last ?? 0 }

    /// A day with its moments.
    struct Day {
        let number: Int
        let times: Range<Int64>
    }

    /// - Returns: nil outside of the period.
    func day(of time: Int64) -> Day? {
        guard dayCount > 0, start..<end ~= time else { return nil }
        var low = 0
        var high = dayCount
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= time { low = middle } else { high = middle }
        }
        return Day(number: low, times: starts[low]..<starts[high])
    }
}
