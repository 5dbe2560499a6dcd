import GRDB
import Storage
import TestSupport
import Testing
import Tracking

@testable import SQLiteStorage

/// A journey with many postbacks, which are mapped anew and restored in steps; some of them fail.
struct MovedPostbackTests {
    private let recording: RecordingStore
    private let move: ClickMove
    private let run: Int64
    private let before: [Conversion?]

    private static let id = ClickID(high: 1, low: 2)
    private static let mapper = #"{"parameter":"status","mapping":{"approved":"reject"}}"#
    private static let count = 450

    init() throws {
        recording = try RecordingStore()
        try recording.store.addSampleCampaign(43)
        try recording.store.addSampleCampaign(42, .sample(cost: 7, currency: "eur", mapper: Self.mapper))
        let click = try Event.clicked(Self.id, campaign: 43)
        let postbacks = (0..<Self.count).map { _ in Event.reported(Self.id, "approved") }
        for answer in recording.recorder.answers(to: [click] + postbacks) { _ = try answer.get() }
        let (wrong, right) = (try #require(CampaignID(43)), try #require(CampaignID(42)))
        let day = try #require(ReportDay("1970-01-01"))
        move = try #require(
            ClickMove(from: wrong, to: right, during: ReportPeriod(first: day, last: day), in: .utc))
        run = try recording.store.beginMove(move, at: Timestamp(milliseconds: 0))
        before = try recording.journey(Self.id).postbacks.map(\.conversion)
    }

    /// The last one at once, the others by 200: the third step fails.
    @Test func stepThatFailsIsDoneLater() throws {
        try failing("INSERT ON moved_postback WHEN (SELECT count(*) FROM moved_postback) >= 401") {
            #expect(throws: StoreError.self) { try recording.store.carryOut(move, as: run) }
        }
        #expect(try recording.count("moved_postback") == 401)
        #expect(try recording.count("postback", where: "status = 'reject'") == 401)
        #expect(try recording.journey(Self.id).conversion?.status == .reject)
        #expect(try recording.store.verify(limit: 10) == [])
        #expect(try recording.store.mapSomePostbacks())
        #expect(try !recording.store.mapSomePostbacks())
        #expect(try recording.count("postback", where: "status = 'reject'") == Self.count)
        try expectGivenBack()
    }

    /// What is not mapped yet by the move is so before it is taken back.
    @Test func moveThatIsNotDoneIsTakenBack() throws {
        try failing("INSERT ON moved_postback WHEN (SELECT count(*) FROM moved_postback) >= 201") {
            #expect(throws: StoreError.self) { try recording.store.carryOut(move, as: run) }
        }
        try expectGivenBack()
    }

    @Test func undoThatFailsIsDoneLater() throws {
        #expect(try recording.store.carryOut(move, as: run) == 1)
        try failing("DELETE ON moved_postback WHEN (SELECT count(*) FROM moved_postback) <= 249") {
            #expect(throws: StoreError.self) { try recording.store.undoMove(run) }
        }
        #expect(try recording.count("postback", where: "status = 'accept'") == 201)
        #expect(try recording.journey(Self.id).conversion == before.last)
        #expect(try recording.store.verify(limit: 10) == [])
        while try recording.store.mapSomePostbacks() {}
        #expect(try recording.journey(Self.id).postbacks.map(\.conversion) == before)
        #expect(try recording.count("waiting_return") == 0)
        #expect(try recording.store.undoMove(run) == UndoneMove(undone: 0, movedSince: 0))
    }

    /// The one that came since stays as it is, and decides.
    @Test func journeyIsMovedAgainWhileItIsGivenBack() throws {
        #expect(try recording.store.carryOut(move, as: run) == 1)
        try recording.record(.reported(Self.id, "nonsense"), at: 9_000)
        try failing("DELETE ON moved_postback WHEN (SELECT count(*) FROM moved_postback) <= 300") {
            #expect(throws: StoreError.self) { try recording.store.undoMove(run) }
        }
        let again = try recording.store.beginMove(move, at: Timestamp(milliseconds: 0))
        #expect(again != run)
        #expect(try recording.store.carryOut(move, as: again) == 1)
        #expect(try recording.count("moved_postback", where: "status = 'accept'") == Self.count)
        #expect(try recording.store.undoMove(again).undone == 1)
        let journey = try recording.journey(Self.id)
        #expect(journey.postbacks.dropLast().map(\.conversion) == before)
        #expect(journey.conversion?.status == .trash)
        #expect(try recording.store.verify(limit: 10) == [])
    }

    /// Read before another process did it, and before the journey was moved once more.
    @Test func portionOfAnEarlierMoveIsNoneOfALater() throws {
        let store = try recording.sqliteStore
        let first = "INSERT ON moved_postback WHEN (SELECT count(*) FROM moved_postback) >= 1"
        try failing(first) {
            #expect(throws: StoreError.self) { try store.carryOut(move, as: run) }
        }
        let stale = try recording.otherConnection().read(MappingPortion.some(in:))
        #expect(stale.count == 1)
        try expectGivenBack()
        let again = try store.beginMove(move, at: Timestamp(milliseconds: 0))
        try failing(first) {
            #expect(throws: StoreError.self) { try store.carryOut(move, as: again) }
        }
        try recording.otherConnection().write { database in
            for portion in stale { try portion.write(portion.mapped, to: database) }
        }
        while try store.mapSomePostbacks() {}
        #expect(try recording.count("moved_postback", where: "status = 'accept'") == Self.count)
        #expect(try store.undoMove(again).undone == 1)
        #expect(try recording.journey(Self.id).postbacks.map(\.conversion) == before)
    }

    private func expectGivenBack() throws {
        #expect(try recording.store.undoMove(run) == UndoneMove(undone: 1, movedSince: 0))
        #expect(try recording.journey(Self.id).postbacks.map(\.conversion) == before)
        #expect(try recording.count("moved_postback") == 0)
        #expect(try recording.count("waiting_return") == 0)
        #expect(try recording.store.verify(limit: 10) == [])
    }

    /// Lets each transaction fail that does something.
    private func failing(_ condition: String, _ body: () throws -> Void) throws {
        let connection = try recording.otherConnection()
        try connection.write { database in
            try database.execute(
                sql: "CREATE TRIGGER failing BEFORE \(condition) BEGIN SELECT RAISE(ABORT, 'the end'); END")
        }
        try body()
        try connection.write { try $0.execute(sql: "DROP TRIGGER failing") }
    }
}
