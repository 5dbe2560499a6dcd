import GRDB
import Logging
import Storage
import TestSupport
import Testing
import Tracking

/// Counters stay true whoever writes, and whatever fails.
struct CountersTests {
    @Test func twoProcessesCountTogether() throws {
        let tracker = try RecordingStore()
        try tracker.store.addSampleCampaign()
        let other = try Store(path: tracker.store.path, opening: .existing)
        let second = Recorder(store: other, logger: .silent, patienceSeconds: 60)
        defer { second.stop() }
        let ids = (0..<300).map { _ in ClickID.random() }
        let box = AnswerBox(count: ids.count * 2)
        for (index, id) in ids.enumerated() {
            let click = try Event.clicked(id)
            for (place, recorder) in [tracker.recorder, second].enumerated() {
                recorder.record(click, receivedAt: Timestamp(milliseconds: Int64(index) * 10_000)) {
                    box.set($0, at: index * 2 + place)
                }
            }
        }
        #expect(box.wait().allSatisfy { $0.isStored })
        #expect(try tracker.store.verify() == [])
        let day = try #require(ReportDay("1970-01-01"))
        let query = StatisticsQuery(
            campaign: try #require(CampaignID(42)), period: ReportPeriod(first: day, last: day))
        let line = try tracker.store.statistics(query).total
        #expect(line.figures.clicks == 300)
        #expect(line.repeats == 300)
    }

    @Test func eventsThatWereNotStoredAreNotCounted() throws {
        let tracker = try RecordingStore()
        try tracker.store.addSampleCampaign()
        try tracker.record(.clicked(.random()))
        try tracker.otherConnection().write { database in
            try database.execute(
                sql: """
                    CREATE TRIGGER refusal BEFORE INSERT ON click WHEN NEW.parameters = '{"bad":1}'
                    BEGIN SELECT RAISE(ABORT, 'refused'); END
                    """)
        }
        let events = try (0..<30).map { index in
            try Event.clicked(.random(), index % 3 == 0 ? #"{"bad":1}"# : #"{"good":1}"#)
        }
        let answers = tracker.recorder.answers(to: events)
        #expect(answers.count { $0.isStored } == 20)
        #expect(try tracker.store.summary(of: try #require(CampaignID(42))).clickCount == 21)
        #expect(try tracker.store.verify() == [])
    }

    @Test func quarterHoursAreSplitByTimeAndByParameters() throws {
        let tracker = try RecordingStore()
        try tracker.store.addSampleCampaign()
        for (time, json) in [(Int64(0), "{}"), (899_999, "{}"), (900_000, "{}"), (900_001, #"{"a":1}"#)] {
            try tracker.record(.clicked(.random(), json), at: time)
        }
        let rows = try tracker.otherConnection().read { database in
            try Row.fetchAll(
                database, sql: "SELECT slot, has_parameters, clicks FROM quarter_hour ORDER BY 1, 2")
        }
        #expect(rows.map { [$0[0], $0[1], $0[2]] as [Int] } == [[0, 0, 2], [1, 0, 1], [1, 1, 1]])
    }
}
