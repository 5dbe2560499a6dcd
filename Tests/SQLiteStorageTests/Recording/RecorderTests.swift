import Foundation
import GRDB
import Synchronization
import TestSupport
import Testing
import Tracking

@testable import SQLiteStorage
@testable import Storage

/// What the recorder promises about each event, with the database at its worst.
struct RecorderTests {
    @Test func eventWaitsForALockAndIsStored() throws {
        let tracker = try RecordingStore()
        let lock = try HeldLock(tracker.path)
        let box = AnswerBox(count: 1)
        let id = ClickID.random()
        let event = try Event.clicked(id)
        tracker.recorder.record(event, receivedAt: Timestamp(milliseconds: 1)) { box.set($0, at: 0) }
        #expect(!box.isAnyThere)
        try lock.release()
        #expect(box.wait().allSatisfy { $0.isStored })
        #expect(try tracker.store.journey(id) != nil)
    }

    /// A transaction that began as a read would not wait, but fail.
    @Test func transactionWaitsForALockOfAnotherProcess() throws {
        let tracker = try RecordingStore()
        let lock = try HeldLock(tracker.path)
        let releasing = Threads(count: 1) {
            Thread.sleep(forTimeInterval: 0.3)
            try? lock.release()
        }
        let writer = tracker.store.eventWriter(logger: .silent, indexBatchSize: nil)
        let event = ReceivedEvent(event: .left(.random()), receivedAt: Timestamp(milliseconds: 1))
        #expect(try writer.write([event], until: .now + .seconds(Patience.seconds)).count == 1)
        releasing.wait()
    }

    @Test func eventOlderThanThePatienceIsUnavailableAndNotStored() throws {
        let tracker = try RecordingStore(patienceSeconds: 0.05)
        let lock = try HeldLock(tracker.path)
        let ids = (0..<3).map { _ in ClickID.random() }
        let start = ContinuousClock.now
        let answers = tracker.recorder.answers(to: try ids.map { try .clicked($0) })
        #expect(ContinuousClock.now - start < LockPatience.usual, "as long as a campaign's change may wait")
        #expect(answers.allSatisfy { $0.error?.isUnavailable == true })
        try lock.release()
        #expect(try ids.allSatisfy { try tracker.store.journey($0) == nil })
        try tracker.record(.clicked(ids[0]))
        #expect(try tracker.count("journey") == 1)
    }

    @Test func youngerEventsOutliveThoseThatExpired() throws {
        let tracker = try RecordingStore(patienceSeconds: 0.2)
        let lock = try HeldLock(tracker.path)
        let (first, second) = (AnswerBox(count: 1), AnswerBox(count: 1))
        let events = (try Event.clicked(.random()), try Event.clicked(.random()))
        let time = Timestamp(milliseconds: 1)
        tracker.recorder.record(events.0, receivedAt: time) { answer in
            tracker.recorder.record(events.1, receivedAt: time) { second.set($0, at: 0) }
            first.set(answer, at: 0)
        }
        #expect(first.wait().allSatisfy { $0.error?.isUnavailable == true })
        try lock.release()
        #expect(second.wait().allSatisfy { $0.isStored })
        #expect(try tracker.count("journey") == 1)
    }

    /// As whoever looks whether it lives has it.
    @Test func recorderComesRoundWhenItIsIdleAndWhenNothingCanBeStored() throws {
        let tracker = try RecordingStore()
        func expectTurn() throws {
            let turns = tracker.recorder.turnCount
            tracker.recorder.knock()
            try waitUntil("it has come round") { tracker.recorder.turnCount > turns }
        }
        try expectTurn()
        let lock = try HeldLock(tracker.path)
        let box = AnswerBox(count: 1)
        tracker.recorder.record(.left(.random()), receivedAt: Timestamp(milliseconds: 1)) {
            box.set($0, at: 0)
        }
        try expectTurn()
        #expect(box.wait()[0].error?.isUnavailable == true)
        #expect(tracker.recorder.storedCount == 0)
        try lock.release()
        let stored = AnswerBox(count: 1)
        tracker.recorder.record(.left(.random()), receivedAt: Timestamp(milliseconds: 1)) {
            stored.set($0, at: 0)
        }
        #expect(stored.wait()[0].isStored)
        #expect(tracker.recorder.storedCount == 1)
        #expect(tracker.recorder.waitingCount == 0)
    }

    @Test func oneTransactionMayHoldAnExpiredAndAYoungEvent() throws {
        let tracker = try RecordingStore()
        let lock = try HeldLock(tracker.path)
        let queue = EventQueue()
        let (old, young) = (AnswerBox(count: 1), AnswerBox(count: 1))
        for (box, deadline) in [(old, ContinuousClock.now), (young, .now + .seconds(60))] {
            let received = ReceivedEvent(event: .left(.random()), receivedAt: Timestamp(milliseconds: 1))
            let refusal = queue.append(received, deadline: deadline) { box.set($0, at: 0) }
            #expect(refusal == nil)
        }
        queue.close()
        Thread { [store = tracker.store] in
            let writer = store.eventWriter(logger: .silent, indexBatchSize: nil)
            var shift = RecorderShift(
                queue: queue, writer: writer, progress: RecordingProgress(), logger: .silent)
            shift.run()
        }.start()
        #expect(old.wait()[0].error?.isUnavailable == true)
        #expect(!young.isAnyThere)
        try lock.release()
        #expect(young.wait()[0].isStored)
        #expect(try tracker.count("lead") == 1)
    }

    /// Held by the lock, all but the first would share a transaction; each finds just those before it on disk.
    @Test func batchLimitOfOneGivesEachEventATransactionOfItsOwn() throws {
        let tracker = try RecordingStore(batchLimit: 1)
        let lock = try HeldLock(tracker.path)
        let rowCounts = Mutex<[Int?]>([])
        let box = AnswerBox(count: 4)
        for index in 0..<4 {
            tracker.recorder.record(.left(.random()), receivedAt: Timestamp(milliseconds: 1)) { answer in
                rowCounts.withLock { $0.append(try? tracker.count("lead")) }
                box.set(answer, at: index)
            }
        }
        try lock.release()
        #expect(box.wait().allSatisfy { $0.isStored })
        #expect(rowCounts.withLock { $0 } == [1, 2, 3, 4])
    }

    @Test func fullDiskIsUnavailableUntilThereIsRoom() throws {
        let tracker = try RecordingStore()
        try tracker.limitPages { pages in pages + 8 }
        let large = #"{"text":"\#(String(repeating: "x", count: 20_000))"}"#
        let events = try (0..<20).map { _ in try Event.clicked(.random(), large) }
        let answers = events.map { tracker.recorder.answers(to: [$0])[0] }
        #expect(answers.contains { $0.error?.isUnavailable == true })
        #expect(answers.allSatisfy { $0.isStored || $0.error?.isUnavailable == true })
        #expect(
            try tracker.count("journey", where: "clicked_at IS NOT NULL") == answers.filter(\.isStored).count)

        try tracker.limitPages { _ in 1_000_000 }
        #expect(tracker.recorder.answers(to: events).allSatisfy { $0.isStored })
        #expect(try tracker.count("journey") == 20)
    }

    @Test func fullDiskRefusesTheWholeTransaction() throws {
        let tracker = try RecordingStore()
        try tracker.limitPages { pages in pages + 8 }
        let large = #"{"text":"\#(String(repeating: "x", count: 200_000))"}"#
        let lock = try HeldLock(tracker.path)
        let box = AnswerBox(count: 3)
        let events = [
            try Event.clicked(.random()), try Event.clicked(.random(), large), try Event.clicked(.random()),
        ]
        // The first may be alone in its transaction, since the recorder may wake before the second.
        for (index, event) in events.enumerated() {
            tracker.recorder.record(event, receivedAt: Timestamp(milliseconds: 1)) { box.set($0, at: index) }
        }
        try lock.release()
        let answers = box.wait()
        #expect(answers[1].error?.isUnavailable == true)
        #expect(try tracker.count("journey") == answers.filter(\.isStored).count)
    }

    @Test func badEventFailsAlone() throws {
        let tracker = try RecordingStore()
        try tracker.otherConnection().write { database in
            try database.execute(
                sql: """
                    CREATE TRIGGER refuse BEFORE INSERT ON lead WHEN new.parameters = '{"bad":true}'
                    BEGIN SELECT raise(ABORT, 'refused by the test'); END
                    """)
        }
        let lock = try HeldLock(tracker.path)
        let bad = Set([3, 7])
        let box = AnswerBox(count: 10)
        for index in 0..<10 {
            let event = Event.left(.random(), bad.contains(index) ? #"{"bad":true}"# : "{}")
            tracker.recorder.record(event, receivedAt: Timestamp(milliseconds: 1)) { box.set($0, at: index) }
        }
        try lock.release()
        for (index, answer) in box.wait().enumerated() {
            #expect(answer.isStored != bad.contains(index))
            guard bad.contains(index) else { continue }
            guard case .fault(let reason) = answer.error else {
                Issue.record("no fault: \(answer)")
                continue
            }
            #expect(reason.contains("refused by the test"))
        }
        #expect(try tracker.count("lead") == 8)
        #expect(try tracker.count("journey") == 8)
        #expect(box.tooMany == 0)
    }

    @Test func stopStoresEverythingThatWaits() throws {
        let tracker = try RecordingStore()
        let lock = try HeldLock(tracker.path)
        let box = AnswerBox(count: 100)
        for index in 0..<100 {
            let event = Event.left(.random())
            tracker.recorder.record(event, receivedAt: Timestamp(milliseconds: 1)) { box.set($0, at: index) }
        }
        let isStopped = Atomic<Bool>(false)
        let stopping = Threads(count: 1) {
            tracker.recorder.stop()
            isStopped.store(true, ordering: .relaxed)
        }
        let isStoppedEarly = isStopped.load(ordering: .relaxed)
        #expect(!isStoppedEarly)
        try lock.release()
        stopping.wait()
        #expect(box.wait().allSatisfy { $0.isStored })
        #expect(try tracker.count("lead") == 100)
    }

    @Test func stoppedRecorderLetsTheStoreRemoveItsLog() throws {
        let tracker = try RecordingStore()
        try tracker.record(.left(.random()))
        tracker.recorder.stop()
        try tracker.store.close()
        #expect(throws: StoreError.self) { try tracker.store.ping() }
        #expect(!FileManager.default.fileExists(atPath: tracker.path + "-wal"))
        #expect(try tracker.count("lead") == 1)
    }
}

extension RecordingStore {
    /// Sets how many pages the writer's file may have, from how many it has: a disk of that size.
    fileprivate func limitPages(_ limit: (Int) -> Int) throws {
        try sqliteStore.withWriter { database in
            let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
            _ = try Int.fetchOne(database, sql: "PRAGMA max_page_count = \(limit(pages))")
        }
    }
}
