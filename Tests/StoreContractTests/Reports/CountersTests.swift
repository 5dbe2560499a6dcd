import Storage
import TestSupport
import Testing
import Tracking

/// Sums stay true whoever writes, and whatever the day is in.
struct CountersTests {
    @Test(arguments: StoreKind.allCases)
    func twoProcessesCountTogether(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind, campaigns: [42])
        let second = try tracker.anotherProcess()
        let ids = (0..<300).map { _ in ClickID.random() }
        let box = AnswerBox(count: ids.count * 2)
        for (index, id) in ids.enumerated() {
            let click = try Event.clicked(id)
            for (place, recorder) in [tracker.recorder, second.recorder].enumerated() {
                recorder.record(click, receivedAt: Timestamp(milliseconds: Int64(index) * 10_000)) {
                    box.set($0, at: index * 2 + place)
                }
            }
        }
        #expect(box.wait().allSatisfy { $0.isStored })
        #expect(try tracker.store.verify(limit: 10) == [])
        let line = try tracker.statistics(try query("1970-01-01", .utc)).total
        #expect(line.figures.clicks == 300)
        #expect(line.repeats == 300)
    }

    /// A day in Kathmandu begins at 18:15 UTC.
    @Test(arguments: StoreKind.allCases)
    func daysBeginAtAnyQuarterOfAnHour(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind, campaigns: [42])
        let day = try #require(ReportDay("2024-01-01"))
        let midnight = (Int64(day.number) * 24 * 60 + 18 * 60 + 15) * 60_000
        let clicks = [
            (midnight - 900_000, "{}"), (midnight - 1, "{}"), (midnight, "{}"), (midnight, #"{"a":1}"#),
            (midnight + 899_999, "{}"), (midnight + 900_000, #"{"a":1}"#),
        ]
        for (time, json) in clicks { try tracker.record(.clicked(.random(), json), at: time) }
        let zone = try #require(ReportZone(identifier: "Asia/Kathmandu"))
        #expect(try tracker.statistics(query("2024-01-01", zone)).total.figures.clicks == 2)
        #expect(try tracker.statistics(query("2024-01-02", zone)).total.figures.clicks == 4)
        let bare = try query("2024-01-02", zone, skipsClicksWithoutParameters: true)
        #expect(try tracker.statistics(bare).total.figures.clicks == 2)
    }

    private func query(
        _ day: String, _ zone: ReportZone, skipsClicksWithoutParameters: Bool = false
    ) throws -> StatisticsQuery {
        let day = try #require(ReportDay(day))
        return StatisticsQuery(
            campaign: try #require(CampaignID(42)), period: ReportPeriod(first: day, last: day), zone: zone,
            skipsClicksWithoutParameters: skipsClicksWithoutParameters)
    }
}
