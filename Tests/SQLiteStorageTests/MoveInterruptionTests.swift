import GRDB
import Storage
import TestSupport
import Testing
import Tracking

/// A run of a move that ends between two of its transactions, as when its process is killed.
struct MoveInterruptionTests {
    private let recording: RecordingStore
    private let wrong: CampaignID
    private let right: CampaignID
    private let move: ClickMove
    private let run: Int64

    private static let count = 1_000

    /// The first transactions are committed, and one with the 500th journey is not.
    init() throws {
        recording = try RecordingStore()
        (wrong, right) = (try #require(CampaignID(43)), try #require(CampaignID(42)))
        for campaign in [wrong, right] { try recording.store.addSampleCampaign(campaign.number) }
        let clicks = try (0..<Self.count).map { _ in try Event.clicked(.random(), campaign: 43) }
        for answer in recording.recorder.answers(to: clicks) { _ = try answer.get() }
        let day = try #require(ReportDay("1970-01-01"))
        move = try #require(
            ClickMove(from: wrong, to: right, during: ReportPeriod(first: day, last: day), in: .utc))
        run = try recording.store.beginMove(move, at: Timestamp(milliseconds: 0))
        let connection = try recording.otherConnection()
        try connection.write { database in
            try database.execute(
                sql: """
                    CREATE TRIGGER ending BEFORE INSERT ON moved_journey
                    WHEN (SELECT count(*) FROM moved_journey) >= 500
                    BEGIN SELECT RAISE(ABORT, 'the end'); END
                    """)
        }
        let (store, begun, number) = (recording.store, move, run)
        #expect(throws: StoreError.self) { try store.carryOut(begun, as: number) }
        try connection.write { try $0.execute(sql: "DROP TRIGGER ending") }
    }

    @Test func figuresAreRightInBetween() throws {
        let moved = try recording.store.summary(of: right).clickCount
        #expect((1...500).contains(moved))
        #expect(try recording.store.summary(of: wrong).clickCount + moved == Self.count)
        #expect(try recording.store.verify(limit: 10) == [])
    }

    @Test func sameMoveGoesOnWithTheRun() throws {
        #expect(try recording.store.beginMove(move, at: Timestamp(milliseconds: 1)) == run)
        #expect(try recording.store.carryOut(move, as: run) == Self.count)
        #expect(try recording.store.beginMove(move, at: Timestamp(milliseconds: 2)) != run)
        #expect(try recording.store.undoMove(run) == UndoneMove(undone: Self.count, movedSince: 0))
        #expect(try recording.store.summary(of: wrong).clickCount == Self.count)
        #expect(try recording.store.verify(limit: 10) == [])
    }

    @Test func runIsTakenBackAndMovesNothingMore() throws {
        let moved = Int(try recording.store.summary(of: right).clickCount)
        #expect(try recording.store.undoMove(run) == UndoneMove(undone: moved, movedSince: 0))
        #expect(try recording.store.carryOut(move, as: run) == 0)
        #expect(try recording.store.summary(of: right).clickCount == 0)
        #expect(try recording.store.summary(of: wrong).clickCount == Self.count)
        #expect(try recording.store.verify(limit: 10) == [])
    }

    /// In the midst of giving back, too.
    @Test func undoThatWasInterruptedGoesOn() throws {
        let connection = try recording.otherConnection()
        try connection.write { database in
            try database.execute(
                sql: """
                    CREATE TRIGGER ending BEFORE UPDATE ON moved_journey
                    WHEN (SELECT count(*) FROM moved_journey WHERE returned_activity_at IS NOT NULL) >= 100
                    BEGIN SELECT RAISE(ABORT, 'the end'); END
                    """)
        }
        let moved = try recording.store.summary(of: right).clickCount
        #expect(throws: StoreError.self) { try recording.store.undoMove(run) }
        #expect(try recording.store.verify(limit: 10) == [])
        try connection.write { try $0.execute(sql: "DROP TRIGGER ending") }
        let left = try recording.store.summary(of: right).clickCount
        #expect((1...moved).contains(left))
        #expect(try recording.store.undoMove(run) == UndoneMove(undone: Int(left), movedSince: 0))
        #expect(try recording.store.summary(of: wrong).clickCount == Self.count)
        #expect(try recording.store.verify(limit: 10) == [])
    }
}
