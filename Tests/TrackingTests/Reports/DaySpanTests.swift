import Testing
import Tracking

struct DaySpanTests {
    private static let zones = [
        "UTC", "Europe/Kyiv", "America/Los_Angeles", "Asia/Kathmandu", "Australia/Lord_Howe",
        "Pacific/Kiritimati", "Pacific/Pago_Pago", "Pacific/Auckland",
    ].compactMap(ReportZone.init(identifier:))

    /// Whole days, what is beside them and what is to be taken off come to each quarter of an hour once.
    @Test(arguments: zones)
    func partsComeToTheSpan(zone: ReportZone) throws {
        let first = try #require(ReportDay("2026-03-05"))
        for (start, count) in [(0, 1), (3, 1), (23, 2), (24, 1), (0, 30), (25, 3), (240, 7)] {
            let day = try #require(ReportDay(number: first.number + start))
            let last = try #require(ReportDay(number: day.number + count - 1))
            let (begin, end) = (zone.start(of: day), zone.end(of: last))
            let span = DaySpan(from: begin, to: end)
            let covered = span.days.lowerBound * 96..<span.days.upperBound * 96
            var counts: [Int64: Int] = [:]
            for slot in covered { counts[slot, default: 0] += 1 }
            for edge in span.edges {
                #expect(edge.slots.count <= 48)
                for slot in edge.slots { counts[slot, default: 0] += edge.isAdded ? 1 : -1 }
            }
            let slots = QuarterHour.firstSlot(from: begin)..<QuarterHour.firstSlot(from: end)
            #expect(
                counts.filter { $0.value != 0 } == Dictionary(uniqueKeysWithValues: slots.map { ($0, 1) }))
        }
    }

    @Test func daysInUTCHaveNoEdges() throws {
        let day = try #require(ReportDay("2026-03-05"))
        let span = DaySpan(from: ReportZone.utc.start(of: day), to: ReportZone.utc.end(of: day))
        #expect(span.days == Int64(day.number)..<Int64(day.number + 1))
        #expect(span.edges == [])
    }

    @Test func timesBefore1970HaveTheirDays() {
        let hour: Int64 = 3_600_000
        let span = DaySpan(
            from: Timestamp(milliseconds: -26 * hour), to: Timestamp(milliseconds: 2 * hour))
        #expect(span.days == -1..<0)
        #expect(span.edges.map(\.slots) == [-104..<(-96), 0..<8])
        #expect(span.edges.allSatisfy { $0.isAdded })
    }
}
