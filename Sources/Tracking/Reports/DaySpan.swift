/// A span of time as whole days in UTC, and what its two ends lack of them or have beyond them: so that its sums are read
/// from few rows, whatever the time zone.
package struct DaySpan: Hashable, Sendable {
    /// Days since 1970-01-01; empty where both ends are nearest to the same midnight.
    package let days: Range<Int64>
    /// Each at most half a day long.
    package let edges: [Edge]

    /// Quarters of an hour at an end of the span.
    package struct Edge: Hashable, Sendable {
        package let slots: Range<Int64>
        /// Whether they are beside the days; else they are in the days, and to be taken off.
        package let isAdded: Bool
    }

    /// From `start` to `end`, which is not before it; each at a whole quarter of an hour, or taken as the next one.
    package init(from start: Timestamp, to end: Timestamp) {
        let (first, last) = (End(start), End(end))
        days = first.midnight..<max(first.midnight, last.midnight)
        edges = [first.edge(isStart: true), last.edge(isStart: false)].filter { !$0.slots.isEmpty }
    }

    /// The same of quarters of an hour alone.
    package init(ofSlotsFrom start: Timestamp, to end: Timestamp) {
        let first = QuarterHour.firstSlot(from: start)
        days = 0..<0
        edges = [Edge(slots: first..<max(first, QuarterHour.firstSlot(from: end)), isAdded: true)]
    }

    /// One end, and the midnight that is nearest to it.
    private struct End {
        let slot: Int64
        let midnight: Int64

        init(_ time: Timestamp) {
            slot = QuarterHour.firstSlot(from: time)
            let shifted = slot + QuarterHour.countInDay / 2
            let (day, rest) = shifted.quotientAndRemainder(dividingBy: QuarterHour.countInDay)
            midnight = rest < 0 ? day - 1 : day
        }

        func edge(isStart: Bool) -> Edge {
            let midnightSlot = midnight * QuarterHour.countInDay
            let isBefore = slot < midnightSlot
            return Edge(
                slots: min(slot, midnightSlot)..<max(slot, midnightSlot), isAdded: isBefore == isStart)
        }
    }
}
