import Foundation
import GRDB
import Synchronization
import TestSupport
import Testing
import Tracking

@testable import Storage

/// What the recorder promises about each event, with the database at its best and at its worst.
struct RecorderTests {
    @Test func eventWaitsForALockAndIsStored() throws {
        let tracker = try RecordingStore()
        let lock = try HeldLock(tracker.store.path)
        let box = AnswerBox(count: 1)
        let id = ClickID.random()
        let event = try Event.clicked(id)
        tracker.recorder.record(event, receivedAt: Timestamp(milliseconds: 1)) { box.set($0, at: 0) }
        #expect(!box.isAnyThere)
        try lock.release()
        #expect(box.wait().allSatisfy { $0.isStored })
        #expect(try tracker.store.journey(id) != nil)
    }

    @Test func eventOlderThanThePatienceIsUnavailableAndNotStored() throws {
        let tracker = try RecordingStore(patienceSeconds: 0.05)
        let lock = try HeldLock(tracker.store.path)
        let ids = (0..<3).map { _ in ClickID.random() }
        let start = ContinuousClock.now
        let answers = tracker.recorder.answers(to: try ids.map { try .clicked($0) })
        #expect(ContinuousClock.now - start < .seconds(4), "as long as a campaign's change may wait")
        #expect(answers.allSatisfy { $0.error?.isUnavailable == true })
        try lock.release()
        #expect(try ids.allSatisfy { try tracker.store.journey($0) == nil })
        try tracker.record(.clicked(ids[0]))
        #expect(try tracker.count("journey") == 1)
    }

    @Test func youngerEventsOutliveThoseThatExpired() throws {
        let tracker = try RecordingStore(patienceSeconds: 0.2)
        let lock = try HeldLock(tracker.store.path)
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

    @Test func oneTransactionMayHoldAnExpiredAndAYoungEvent() throws {
        let tracker = try RecordingStore()
        let lock = try HeldLock(tracker.store.path)
        let queue = EventQueue()
        let (old, young) = (AnswerBox(count: 1), AnswerBox(count: 1))
        for (box, deadline) in [(old, ContinuousClock.now), (young, .now + .seconds(60))] {
            let event = WaitingEvent(
                event: .left(.random()), receivedAt: Timestamp(milliseconds: 1), deadline: deadline
            ) { box.set($0, at: 0) }
            #expect(queue.append(event))
        }
        queue.close()
        Thread { [store = tracker.store] in
            var shift = RecorderShift(store: store, logger: .silent, queue: queue)
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
        let lock = try HeldLock(tracker.store.path)
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
        #expect(try tracker.count("click") == answers.filter(\.isStored).count)

        try tracker.limitPages { _ in 1_000_000 }
        #expect(tracker.recorder.answers(to: events).allSatisfy { $0.isStored })
        #expect(try tracker.count("journey") == 20)
    }

    @Test func fullDiskRefusesTheWholeTransaction() throws {
        let tracker = try RecordingStore()
        try tracker.limitPages { pages in pages + 8 }
        let large = #"{"text":"\#(String(repeating: "x", count: 200_000))"}"#
        let lock = try HeldLock(tracker.store.path)
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
        let lock = try HeldLock(tracker.store.path)
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
        let lock = try HeldLock(tracker.store.path)
        let box = AnswerBox(count: 100)
        for index in 0..<100 {
            let event = Event.left(.random())
            tracker.recorder.record(event, receivedAt: Timestamp(milliseconds: 1)) { box.set($0, at: index) }
        }
        let stopped = AnswerBox(count: 1)
        Thread {
            tracker.recorder.stop()
            stopped.set(.success(()), at: 0)
        }.start()
        #expect(!stopped.isAnyThere)
        try lock.release()
        _ = stopped.wait()
        #expect(box.wait().allSatisfy { $0.isStored })
        #expect(try tracker.count("lead") == 100)
    }

    @Test func eventAfterStopIsRefused() throws {
        let tracker = try RecordingStore()
        tracker.recorder.stop()
        tracker.recorder.stop()
        #expect(tracker.recorder.answers(to: [.left(.random())])[0].error == .stopping)
        #expect(try tracker.count("journey") == 0)
    }

    @Test func stoppedRecorderLetsTheStoreClose() throws {
        let tracker = try RecordingStore()
        try tracker.record(.left(.random()))
        tracker.recorder.stop()
        try tracker.store.close()
        #expect(throws: StoreError.self) { try tracker.store.ping() }
        #expect(!FileManager.default.fileExists(atPath: tracker.store.path + "-wal"))
        #expect(try tracker.count("lead") == 1)
    }

    @Test(.timeLimit(.minutes(2))) func rowsEqualSuccessesUnderManyThreads() throws {
        let tracker = try RecordingStore()
        try tracker.store.addSampleCampaign()
        let other = try Store(path: tracker.store.path, opening: .existing)
        let otherRecorder = Recorder(store: other, logger: .silent, patienceSeconds: 60)
        defer { otherRecorder.stop() }
        let box = AnswerBox(count: 64 * 200)
        for thread in 0..<64 {
            Thread {
                // As two processes on one file.
                let recorder = thread.isMultiple(of: 2) ? tracker.recorder : otherRecorder
                for step in 0..<200 {
                    let index = thread * 200 + step
                    guard let event = try? Event.clicked(.random()) else { continue }
                    let answer = recorder.answers(to: [event])[0]
                    box.set(answer, at: index)
                }
            }.start()
        }
        let stored = box.wait().filter(\.isStored).count
        #expect(stored == 64 * 200)
        #expect(try tracker.count("journey") == stored)
        #expect(try tracker.count("click") == stored)
        #expect(box.tooMany == 0)
    }

    @Test func mapperThatAnotherStoreEditsCountsFromTheNextPostback() throws {
        let tracker = try RecordingStore()
        try tracker.store.addSampleCampaign()
        let id = ClickID.random()
        try tracker.record(.clicked(id))
        try tracker.record(.reported(id, "approved"))
        let other = try Store(path: tracker.store.path, opening: .existing)
        let mapper = try StatusMapper(json: #"{"parameter":"status","mapping":{"approved":"reject"}}"#)
        _ = try other.updateCampaign(
            try #require(CampaignID(42)), Campaign.Change(statusMapper: .some(mapper)))
        try tracker.record(.reported(id, "approved"))
        #expect(try tracker.journey(id).postbacks.map(\.outcome?.status) == [.accept, .reject])
    }

    @Test func campaignThatAnotherStoreAddsIsKnown() throws {
        let tracker = try RecordingStore()
        let id = ClickID.random()
        try tracker.record(.clicked(.random(), campaign: 5))
        let other = try Store(path: tracker.store.path, opening: .existing)
        try other.addSampleCampaign(5)
        try tracker.record(.clicked(id, campaign: 5))
        #expect(try tracker.journey(id).campaign?.id == CampaignID(5))
    }

    @Test func twoStoresSeeOneJourney() throws {
        let tracker = try RecordingStore()
        try tracker.store.addSampleCampaign()
        let other = try Store(path: tracker.store.path, opening: .existing)
        let otherRecorder = Recorder(store: other, logger: .silent)
        defer { otherRecorder.stop() }
        let id = ClickID.random()
        try otherRecorder.answers(to: [.reported(id, "approved")])[0].get()
        try tracker.record(.clicked(id))
        try otherRecorder.answers(to: [try .clicked(id)])[0].get()
        #expect(try tracker.figures(of: id) == ["42", "accept", "1000000", "usd", "0", "1", "1"])
        #expect(try other.journey(id)?.outcome?.status == .accept)
    }
}

extension RecordingStore {
    /// Sets how many pages the writer's file may have, from how many it has: a disk of that size.
    fileprivate func limitPages(_ limit: (Int) -> Int) throws {
        try store.withWriter { database in
            let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
            _ = try Int.fetchOne(database, sql: "PRAGMA max_page_count = \(limit(pages))")
        }
    }
}
