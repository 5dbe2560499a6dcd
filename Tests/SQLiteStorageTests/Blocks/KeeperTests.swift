import Foundation
import GRDB
import Storage
import Synchronization
import TestSupport
import Testing
import Tracking

@testable import SQLiteStorage

/// Which journeys are in blocks, and that reports are right whether they are or not.
struct KeeperTests {
    private let recording: RecordingStore
    private let keeper: Keeper

    private static let blockSize = 4

    init() throws {
        recording = try RecordingStore()
        try recording.store.addSampleCampaign()
        keeper = Keeper(store: recording.store, logger: .silent, blockSize: Self.blockSize)
    }

    @Test func onlyFullBlocksAreSealed() throws {
        try record(clicks: Self.blockSize - 1)
        try keeper.sealEverything()
        #expect(try recording.count("report_block") == 0)

        try record(clicks: 1)
        try keeper.sealEverything()
        #expect(try recording.count("report_block") == 1)
        #expect(try groups(by: "n").values.map(\.clicks) == [4])
    }

    @Test func keeperFindsWorkByItself() throws {
        try record(clicks: 3 * Self.blockSize + 1)
        keeper.wake()
        try waitUntil("three blocks are sealed") { try recording.count("report_block") == 3 }
        keeper.stop()
        #expect(try recording.store.verify(limit: 10) == [])
    }

    @Test func everythingIsSealedWhoeverElseIsSealing() throws {
        try record(clicks: 40 * Self.blockSize)
        let counts = Mutex<[Int?]>([])
        concurrently(4) { [recording, keeper] _ in
            try? keeper.sealEverything()
            let count = try? recording.count("report_block")
            counts.withLock { $0.append(count) }
        }
        #expect(counts.withLock { $0 } == [40, 40, 40, 40])
    }

    /// The quickest, since a loaded machine can make any stop look slow.
    @Test func sealerEndsItsRestToStop() throws {
        keeper.stop()
        try record(clicks: 200 * Self.blockSize)
        let durations = try (1...5).map { _ in
            let keeper = Keeper(store: recording.store, logger: .silent, blockSize: Self.blockSize)
            let before = try #require(try recording.count("report_block"))
            keeper.wake()
            try waitUntil("it is at work") { try recording.count("report_block") ?? 0 > before + 2 }
            return ContinuousClock().measure { keeper.stop() }
        }
        #expect(try #require(durations.min()) < .milliseconds(900))
    }

    @Test func clickAfterItsIdIsSealedOverCountsOnce() throws {
        let early = ClickID.random()
        try recording.record(.reported(early, "approved"))
        try record(clicks: Self.blockSize)
        try keeper.sealEverything()
        try recording.record(.clicked(early, #"{"n":1}"#))

        #expect(try recording.count("late_journey") == 1)
        let group = try #require(try groups(by: "n")["1"])
        #expect(group.clicks == 5)
        #expect(group.accept.leads == 1)
        #expect(try recording.store.verify(limit: 10) == [])
    }

    @Test func lateJourneysFillBlocksToo() throws {
        let early = (0..<Self.blockSize).map { _ in ClickID.random() }
        for id in early { try recording.record(.reported(id, "hold")) }
        try record(clicks: Self.blockSize)
        try keeper.sealEverything()
        for id in early { try recording.record(.clicked(id, #"{"n":2}"#)) }
        #expect(try recording.count("late_journey") == Self.blockSize)

        try keeper.sealEverything()
        #expect(try recording.count("late_journey") == 0)
        #expect(try recording.count("report_block") == 2)
        #expect(try groups(by: "n").mapValues(\.clicks) == ["1": 4, "2": 4])
        #expect(try groups(by: "n")["2"]?.expect.leads == 4)
        #expect(try recording.store.verify(limit: 10) == [])
    }

    @Test func attributedClicksComeLate() throws {
        let (unknown, known) = (try #require(CampaignID(7)), try #require(CampaignID(42)))
        try recording.record(.clicked(.random(), campaign: 7, #"{"n":7}"#))
        try record(clicks: Self.blockSize)
        try keeper.sealEverything()
        #expect(try recording.store.attribute(unknown, to: known) == 1)

        #expect(try recording.count("late_journey") == 1)
        #expect(try groups(by: "n").mapValues(\.clicks) == ["1": 4, "7": 1])
    }

    /// Of their block, those that stay are read one by one until they are sealed anew.
    @Test func movedClicksLeaveTheirBlock() throws {
        keeper.stop()
        try recording.store.addSampleCampaign(43)
        for number in 0..<2 * Self.blockSize {
            try recording.record(.clicked(.random(), #"{"n":\#(number % 2),"p\#(number)":1}"#))
        }
        try keeper.sealEverything()
        let move = try clickMove(with: "p1")
        let run = try recording.store.beginMove(move, at: Timestamp(milliseconds: 0))
        #expect(try recording.store.carryOut(move, as: run) == 1)
        #expect(try recording.count("report_block") == 1)
        #expect(try recording.count("late_journey") == Self.blockSize - 1)
        #expect(try groups(by: "n").mapValues(\.clicks) == ["0": 4, "1": 3])
        #expect(try groups(by: "p1").mapValues(\.clicks) == ["null": 7])
        #expect(try recording.store.verify(limit: 10) == [])

        #expect(try recording.store.undoMove(run).undone == 1)
        #expect(try recording.count("late_journey") == Self.blockSize)
        try keeper.sealEverything()
        #expect(try recording.count("report_block") == 2)
        #expect(try recording.count("late_journey") == 0)
        #expect(try groups(by: "n").mapValues(\.clicks) == ["0": 4, "1": 4])
        #expect(try recording.store.verify(limit: 10) == [])
    }

    @Test func statusThatComesAfterSealingCounts() throws {
        let id = ClickID.random()
        try recording.record(.clicked(id, #"{"n":1}"#))
        try record(clicks: Self.blockSize)
        try keeper.sealEverything()
        try recording.record(.reported(id, "approved"))
        #expect(try groups(by: "n")["1"]?.accept.leads == 1)
        try recording.record(.reported(id, "declined"))
        #expect(try groups(by: "n")["1"]?.accept.leads == 0)
        #expect(try groups(by: "n")["1"]?.reject.leads == 1)
    }

    @Test func valuesTooManyForAColumnAreReadFromTheClicks() throws {
        for number in 0..<2 * Self.blockSize {
            try recording.record(.clicked(.random(), #"{"id":"\#(number)","n":1}"#))
        }
        try keeper.sealEverything()
        #expect(try rows("SELECT count(*) FROM report_column WHERE keys IS NULL") == 2)
        #expect(try groups(by: "id").count == 2 * Self.blockSize)
    }

    @Test func namesBeyondTheColumnsOfABlockAreReadFromTheClicks() throws {
        let members = (0..<100).map { #""p\#($0)":\#($0 % 3)"# }.joined(separator: ",")
        for _ in 0..<Self.blockSize { try recording.record(.clicked(.random(), "{\(members)}")) }
        try keeper.sealEverything()
        #expect(try rows("SELECT count(*) FROM report_column") == 64)
        for number in 0..<100 {
            #expect(try groups(by: "p\(number)").mapValues(\.clicks) == ["\(number % 3)": 4])
        }
        #expect(try groups(by: "p").mapValues(\.clicks) == ["null": 4])
        #expect(try recording.store.verify(limit: 10) == [])
    }

    @Test func namesThatCannotBeShownStayApart() throws {
        for _ in 0..<Self.blockSize {
            try recording.record(.clicked(.random(), #"{"\ud800":1,"\ud801":2,"n":3}"#))
        }
        try keeper.sealEverything()
        #expect(try groups(by: "n").mapValues(\.clicks) == ["3": 4])
        #expect(try recording.store.verify(limit: 10) == [])
    }

    @Test func longValuesStayApart() throws {
        let long = String(repeating: "x", count: 10_000)
        for number in 0..<Self.blockSize {
            try recording.record(.clicked(.random(), #"{"n":"\#(long)\#(number % 2)"}"#))
        }
        let before = try groups(by: "n").mapValues(\.clicks)
        #expect(Array(before.values) == [2, 2])
        try keeper.sealEverything()
        #expect(try rows("SELECT count(*) FROM report_column WHERE length(keys) < 3000") == 1)
        #expect(try groups(by: "n").mapValues(\.clicks) == before)
        for key in before.keys { #expect(key.hasPrefix(long.prefix(1_024) + "…")) }
    }

    @Test func twoSealersOnOneFileSealEachJourneyOnce() throws {
        let other = try recording.site.open()
        let rival = Keeper(store: other, logger: .silent, blockSize: 3)
        concurrently(6) { [recording, keeper] thread in
            for _ in 0..<60 {
                switch thread {
                case 0: try? keeper.sealEverything()
                case 1: try? rival.sealEverything()
                default: _ = recording.recorder.answers(to: (try? [.clicked(.random(), #"{"n":1}"#)]) ?? [])
                }
            }
        }
        rival.stop()
        #expect(try groups(by: "n").mapValues(\.clicks) == ["1": 240])
        #expect(try recording.store.verify(limit: 10) == [])
    }

    @Test func heldLockDoesNotHoldUpEvents() throws {
        // Its own thread could seal the block before the lock is held.
        keeper.stop()
        try record(clicks: Self.blockSize)
        let lock = try HeldLock(recording.path)
        let start = ContinuousClock.now
        #expect(throws: StoreError.unavailable(.busy, database: recording.path)) {
            try keeper.sealEverything()
        }
        #expect(start.duration(to: .now) < LockPatience.usual)
        try lock.release()
        try keeper.sealEverything()
        #expect(try recording.count("report_block") == 1)
    }

    @Test(arguments: ["journeys", "times", "bare", "keys", "indexes"], 0..<20)
    func damagedBlockIsAnErrorAndNoCrash(_ column: String, _ seed: UInt64) throws {
        for number in 0..<2 * Self.blockSize {
            try recording.record(
                .clicked(.random(), number == 3 ? "{}" : #"{"n":\#(number % 2)}"#),
                at: Int64(number) * 20_000_000)
        }
        try keeper.sealEverything()
        var random = SeededGenerator(seed: seed)
        let garbage = Data(
            (0..<Int.random(in: 0...12, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            })
        let table = ["keys", "indexes"].contains(column) ? "report_column" : "report_block"
        try recording.otherConnection().write { database in
            try database.execute(sql: "UPDATE \(table) SET \(column) = ?", arguments: [garbage])
        }
        _ = try? groups(by: "n", skipsBare: true)
        _ = try? recording.store.verify(limit: 10)
        #expect(try recording.store.campaigns().count == 1)
    }

    // MARK: What the tests are made of

    /// From campaign 42 to 43, of clicks in which a parameter is 1.
    private func clickMove(with parameter: String) throws -> ClickMove {
        let day = try #require(ReportDay("1970-01-01"))
        let (from, to) = (try #require(CampaignID(42)), try #require(CampaignID(43)))
        return try #require(
            ClickMove(
                from: from, to: to, during: ReportPeriod(first: day, last: day), in: .utc,
                parameters: [ClickMove.ParameterFilter(name: parameter, text: "1")]))
    }

    private func record(clicks count: Int) throws {
        for _ in 0..<count { try recording.record(.clicked(.random(), #"{"n":1}"#)) }
    }

    private func rows(_ sql: String) throws -> Int? {
        try recording.otherConnection().read { try Int.fetchOne($0, sql: sql) }
    }

    /// The groups of the first day of 1970, by their keys as they are shown.
    private func groups(by name: String, skipsBare: Bool = false) throws -> [String: Tally] {
        let query = StatisticsQuery(
            campaign: try #require(CampaignID(42)),
            period: ReportPeriod(
                first: try #require(ReportDay("1970-01-01")), last: try #require(ReportDay("1970-01-01"))),
            groupParameters: [name], skipsClicksWithoutParameters: skipsBare)
        let groups = try recording.statistics(query).days[0].groups
        return Dictionary(uniqueKeysWithValues: groups.map { ($0.key.shown, $0.figures.tally) })
    }
}
