import GRDB
import Storage
import TestSupport
import Testing
import Tracking

/// The rows of the counters.
struct CounterTablesTests {
    @Test func eventsThatWereNotStoredAreNotCounted() throws {
        let tracker = try RecordingStore()
        try tracker.store.addSampleCampaign()
        try tracker.record(.clicked(.random()))
        try tracker.otherConnection().write { database in
            try database.execute(
                sql: """
                    CREATE TRIGGER refusal BEFORE INSERT ON journey WHEN NEW.parameters = '{"bad":1}'
                    BEGIN SELECT RAISE(ABORT, 'refused'); END
                    """)
        }
        let events = try (0..<30).map { index in
            try Event.clicked(.random(), index % 3 == 0 ? #"{"bad":1}"# : #"{"good":1}"#)
        }
        let answers = tracker.recorder.answers(to: events)
        #expect(answers.count { $0.isStored } == 20)
        #expect(try tracker.store.summary(of: try #require(CampaignID(42))).clickCount == 21)
        #expect(try tracker.store.verify(limit: 10) == [])
    }

    @Test func quarterHoursAreSplitByTimeAndByParameters() throws {
        let tracker = try RecordingStore()
        try tracker.store.addSampleCampaign()
        for (time, json) in [(Int64(0), "{}"), (899_999, "{}"), (900_000, "{}"), (900_001, #"{"a":1}"#)] {
            try tracker.record(.clicked(.random(), json), at: time)
        }
        let rows = try rows(
            of: tracker, "SELECT slot, has_parameters, clicks FROM quarter_hour ORDER BY 1, 2")
        #expect(rows.map { [$0[0], $0[1], $0[2]] as [Int] } == [[0, 0, 2], [1, 0, 1], [1, 1, 1]])
    }

    @Test func payoutsHaveARowForEachCurrency() throws {
        let tracker = try RecordingStore()
        let campaign = try tracker.store.addSampleCampaign().id
        for currency in ["usd", "eur"] {
            _ = try tracker.store.updateCampaign(campaign, Campaign.Change(currency: Currency(currency)))
            let id = ClickID.random()
            try tracker.record(.clicked(id))
            try tracker.record(.reported(id, "approved"))
        }
        let rows = try rows(
            of: tracker,
            "SELECT currency, accept_units, accept_fraction FROM quarter_hour_payout ORDER BY currency")
        #expect(rows.map { $0[0] as String } == ["eur", "usd"])
        #expect(rows.map { [$0[1], $0[2]] as [Int] } == [[10, 0], [10, 0]])
    }

    @Test func daysAreSumsOfTheirQuartersOfAnHour() throws {
        let tracker = try RecordingStore()
        try tracker.store.addSampleCampaign()
        for (time, json) in [
            (Int64(0), "{}"), (900_000, #"{"a":1}"#), (86_399_999, "{}"), (86_400_000, "{}"),
        ] {
            let id = ClickID.random()
            try tracker.record(.clicked(id, json), at: time)
            if time < 86_399_999 { try tracker.record(.reported(id, "approved"), at: 86_400_000) }
        }
        let days = try rows(
            of: tracker, "SELECT day, clicks, leads, accept_leads FROM campaign_day ORDER BY 1")
        #expect(days.map { [$0[0], $0[1], $0[2], $0[3]] as [Int] } == [[0, 3, 2, 2], [1, 1, 0, 0]])
        let payouts = try rows(of: tracker, "SELECT day, accept_units FROM campaign_day_payout")
        #expect(payouts.map { [$0[0], $0[1]] as [Int] } == [[0, 20]])
    }

    /// However many clicks it has: as often as the campaign's own row.
    @Test func transactionWritesADayOnce() throws {
        let tracker = try RecordingStore()
        try tracker.store.addSampleCampaign()
        try tracker.otherConnection().write { database in
            try database.execute(sql: "CREATE TABLE written (name TEXT NOT NULL) STRICT")
            for table in ["campaign_day", "campaign_counter"] {
                for event in ["INSERT", "UPDATE"] {
                    try database.execute(
                        sql: """
                            CREATE TRIGGER \(table)_\(event) AFTER \(event) ON \(table)
                            BEGIN INSERT INTO written (name) VALUES ('\(table)'); END
                            """)
                }
            }
        }
        let events = try (0..<300).map { try Event.clicked(.random(), $0 % 2 == 0 ? "{}" : #"{"a":1}"#) }
        let areStored = tracker.recorder.answers(to: events).allSatisfy { $0.isStored }
        #expect(areStored)
        let counts = try rows(of: tracker, "SELECT count(*) FROM written GROUP BY name").map { $0[0] as Int }
        #expect(counts.count == 2)
        #expect(Set(counts).count == 1)
        #expect(counts[0] < events.count)
    }

    @Test func whatChangesNothingMakesNoRow() throws {
        let tracker = try RecordingStore()
        try tracker.store.addSampleCampaign(42, .sample(cost: 0))
        let id = ClickID.random()
        try tracker.record(.clicked(id))
        try tracker.record(.reported(id, "approved"))
        #expect(try tracker.count("quarter_hour_payout") == 0)
        #expect(try tracker.store.verify(limit: 10) == [])
    }

    private func rows(of tracker: RecordingStore, _ query: String) throws -> [Row] {
        try tracker.otherConnection().read { try Row.fetchAll($0, sql: query) }
    }
}
