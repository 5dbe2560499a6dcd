import GRDB
import Storage
import Synchronization
import TestSupport
import Testing
import Tracking

/// A click id has one journey, wherever that is found: in memory, in the index, or among the rows of another process.
struct ClickIDIndexTests {
    private let ids = (0..<100).map { _ in ClickID.random() }

    /// In memory all of them, some, and hardly any.
    @Test(arguments: [1_000, 40, 8, 1])
    func laterEventsFindTheirJourney(indexBatchSize: Int) throws {
        let tracker = try RecordingStore(indexBatchSize: indexBatchSize)
        try tracker.store.addSampleCampaign()
        for id in ids { try tracker.record(.clicked(id)) }
        #expect(try tracker.count("index_level_1") == 0 || indexBatchSize < ids.count)
        #expect(try tracker.indexProgress() == 0 || indexBatchSize < ids.count)
        try sendTheRest(to: tracker)
    }

    @Test(arguments: [1_000, 40, 8, 1])
    func laterEventsFindTheirJourneyAfterAKill(indexBatchSize: Int) throws {
        let killed = try RecordingStore(indexBatchSize: indexBatchSize)
        try killed.store.addSampleCampaign()
        for id in ids { try killed.record(.clicked(id)) }
        let next = try RecordingStore(indexBatchSize: indexBatchSize, folder: killed.filesAfterKill())
        for id in ids { #expect(try next.store.journey(id) != nil) }
        try sendTheRest(to: next)
    }

    /// A repeat, a lead and a postback of each journey.
    private func sendTheRest(to tracker: RecordingStore) throws {
        for id in ids {
            try tracker.recorder.answers(to: [.clicked(id), .left(id), .reported(id, "approved")])
                .forEach { _ = try $0.get() }
        }
        #expect(try tracker.count("journey") == ids.count)
        for id in ids {
            #expect(try tracker.figures(of: id) == ["42", "accept", "1000000", "usd", "1", "1", "1"])
        }
        #expect(try tracker.store.verify(limit: 10) == [])
    }

    @Test func journeysGoIntoTheIndexAsOthersCome() throws {
        let tracker = try RecordingStore(indexBatchSize: 8)
        for id in ids { try tracker.record(.left(id)) }
        // At most one batch waits, and another is being gathered.
        #expect(try tracker.firstTableCount() >= ids.count - 24)
        #expect(try tracker.indexProgress() ?? 0 >= ids.count - 32)
        #expect(try tracker.store.verify(limit: 10) == [])
    }

    @Test func indexIsCompleteUpToItsProgressWheneverTheProcessEnds() throws {
        let tracker = try RecordingStore(indexBatchSize: 6)
        var progress: Set<Int?> = []
        for (step, id) in ids.prefix(60).enumerated() {
            try tracker.record(.left(id))
            let next = try RecordingStore(indexBatchSize: 1_000, folder: tracker.filesAfterKill())
            #expect(try next.store.verify(limit: 10) == [])
            let earlier = ids[step / 2]
            try next.record(.left(earlier))
            #expect(try next.count("journey") == step + 1)
            #expect(try next.journey(earlier).leads.count == 2)
            progress.insert(try next.indexProgress())
        }
        #expect(progress.count > 3)
    }

    @Test func killsBeforeTheEndOfABatchDoNotLetTheRestGrow() throws {
        var tracker = try RecordingStore(indexBatchSize: 32)
        for run in 1...40 {
            for _ in 0..<10 { try tracker.record(.left(.random())) }
            let rest = run * 10 - (try tracker.indexProgress() ?? 0)
            #expect(rest <= 4 * 32)
            tracker = try RecordingStore(indexBatchSize: 32, folder: tracker.filesAfterKill())
        }
        #expect(try tracker.count("journey") == 400)
        #expect(try tracker.store.verify(limit: 10) == [])
    }

    @Test func stopLeavesLittleForTheNextProcess() throws {
        let tracker = try RecordingStore()
        let answers = tracker.recorder.answers(to: (0..<600).map { _ in .left(.random()) })
        #expect(answers.allSatisfy { $0.isStored })
        tracker.recorder.stop()
        #expect(try tracker.indexProgress() == 600)
        #expect(try tracker.count("index_level_1") == 600)
        #expect(try tracker.store.verify(limit: 10) == [])
    }

    @Test func stopWritesNothingWhenThereIsLittle() throws {
        let tracker = try RecordingStore()
        try tracker.record(.left(.random()))
        tracker.recorder.stop()
        #expect(try tracker.indexProgress() == 0)
    }

    // MARK: The second table

    @Test func entriesOfAFullTableMoveOn() throws {
        let tracker = try RecordingStore(indexBatchSize: 2)
        for id in ids { try tracker.record(.left(id)) }
        let (first, second) = (try tracker.firstTableCount(), try tracker.secondTableCount())
        #expect(first <= 2 * 16 + 4)
        #expect(first + second >= ids.count - 6)
        #expect(try tracker.store.verify(limit: 10) == [])
    }

    @Test func tableOfAnEarlierProcessMovesOn() throws {
        let earlier = try RecordingStore(indexBatchSize: 10)
        for id in ids { try earlier.record(.left(id)) }
        #expect(try earlier.secondTableCount() == 0)
        let tracker = try RecordingStore(indexBatchSize: 1, folder: earlier.filesAfterKill())
        for _ in 0..<200 { try tracker.record(.left(.random())) }
        #expect(try tracker.firstTableCount() <= 20)
        for id in ids { try tracker.record(.left(id)) }
        #expect(try tracker.count("journey") == ids.count + 200)
        #expect(try ids.allSatisfy { try tracker.journey($0).leads.count == 2 })
        #expect(try tracker.store.verify(limit: 10) == [])
    }

    /// All that went into the second table within an unfinished batch comes again.
    @Test func entriesOfAnUnfinishedBatchMayHaveMovedOnAlready() throws {
        let killed = try RecordingStore(indexBatchSize: 1)
        for id in ids { try killed.record(.left(id)) }
        try killed.otherConnection().write { database in
            try database.execute(sql: "UPDATE index_progress SET last_journey_id = 10")
        }
        let log = LogLines()
        let next = try RecordingStore(indexBatchSize: 1, folder: killed.filesAfterKill(), logger: log.logger)
        for _ in 0..<200 { try next.record(.left(.random())) }
        #expect(try next.indexProgress() ?? 0 > 200)
        #expect(log.lines.isEmpty)
        #expect(try next.store.verify(limit: 10) == [])
    }

    @Test func movedEntryOfAnotherJourneyIsReported() throws {
        let tracker = try RecordingStore(indexBatchSize: 1)
        for id in ids { try tracker.record(.left(id)) }
        try tracker.otherConnection().write { database in
            try database.execute(
                sql: """
                    UPDATE index_level_2 SET click_id = (SELECT max(click_id) FROM index_level_1)
                    WHERE click_id = (SELECT min(click_id) FROM index_level_2)
                    """)
        }
        #expect(try tracker.store.verify(limit: 10).count == 3)
        let log = LogLines()
        let next = try RecordingStore(indexBatchSize: 1, folder: tracker.filesAfterKill(), logger: log.logger)
        for _ in 0..<200 { try next.record(.left(.random())) }
        #expect(log.lines.contains { $0.contains("two journeys share a click id") }, "\(log.lines)")
    }

    // MARK: What fails

    @Test func journeyOfAFailedTransactionIsForgotten() throws {
        let tracker = try RecordingStore(indexBatchSize: 4)
        try tracker.refuse("INSERT ON lead WHEN NEW.parameters = '{\"bad\":true}'")
        for id in ids {
            #expect(tracker.recorder.answers(to: [.left(id, #"{"bad":true}"#)])[0].error != nil)
            #expect(try tracker.store.journey(id) == nil)
            // Takes the row id that the one before has given back.
            try tracker.record(.left(.random()))
            try tracker.record(.left(id))
        }
        #expect(try tracker.count("journey") == ids.count * 2)
        #expect(try ids.allSatisfy { try tracker.journey($0).leads.count == 1 })
        #expect(try tracker.store.verify(limit: 10) == [])
    }

    @Test func journeysThatCouldNotGoIntoTheIndexStayInMemory() throws {
        let tracker = try RecordingStore(indexBatchSize: 4)
        for id in ids.prefix(10) { try tracker.record(.left(id)) }
        // With the last journeys of a batch.
        try tracker.refuse("UPDATE ON index_progress")
        let refused = ids.filter { !tracker.recorder.answers(to: [.left($0)])[0].isStored }
        #expect(refused.count > 80)
        #expect(try refused.dropFirst(10).allSatisfy { try tracker.store.journey($0) == nil })
        try tracker.otherConnection().write { try $0.execute(sql: "DROP TRIGGER refusal") }
        for id in ids { try tracker.record(.left(id)) }
        #expect(try tracker.count("journey") == ids.count)
        #expect(try tracker.store.verify(limit: 10) == [])
    }

    // MARK: Others on the same file

    @Test(arguments: [(1_000, 1_000), (8, 3), (1, 1_000), (5, 1)])
    func twoProcessesNeverMakeTwoJourneys(limits: (Int, Int)) throws {
        let first = try RecordingStore(indexBatchSize: limits.0)
        try first.store.addSampleCampaign()
        let second = try RecordingStore(indexBatchSize: limits.1, folder: first.folder)
        var progress = 0
        for (index, id) in ids.enumerated() {
            let inTurn = index.isMultiple(of: 3) ? [second, first] : [first, second]
            for tracker in inTurn { try tracker.record(.clicked(id)) }
            let earlier = ids[index / 2]
            #expect(try second.journey(earlier).repeats.count == 1)
            #expect(try first.journey(earlier).repeats.count == 1)
            let now = try first.indexProgress() ?? 0
            #expect(now >= progress)
            progress = now
        }
        #expect(try first.count("journey") == ids.count)
        #expect(try ids.allSatisfy { try first.journey($0).repeats.count == 1 })
        #expect(try first.store.verify(limit: 10) == [])
    }

    @Test func processThatOnlyReadsFindsWhatIsNotInTheIndex() throws {
        let tracker = try RecordingStore(indexBatchSize: 30)
        let reader = try tracker.site.open()
        for id in ids {
            #expect(try reader.journey(id) == nil)
            try tracker.record(.left(id))
            #expect(try reader.journey(id)?.leads.count == 1)
        }
        #expect(try ids.allSatisfy { try reader.journey($0) != nil })
    }

    @Test(.timeLimit(.minutes(30))) func whatWasAnsweredIsFoundAtAnyMoment() throws {
        let tracker = try RecordingStore(indexBatchSize: 7)
        let acknowledged = Mutex<[ClickID]>([])
        let isOver = Atomic<Bool>(false)
        let missing = Atomic<Int>(0)
        let readers = Threads(count: 2) {
            var random = SystemRandomNumberGenerator()
            while !isOver.load(ordering: .relaxed) {
                // The latest ones are those that change places.
                guard let id = acknowledged.withLock({ $0.suffix(40).randomElement(using: &random) }) else {
                    continue
                }
                if (try? tracker.store.journey(id)) == nil { missing.add(1, ordering: .relaxed) }
            }
        }
        for _ in 0..<600 {
            let new = (0..<3).map { _ in ClickID.random() }
            let answers = tracker.recorder.answers(to: new.map { .left($0) })
            #expect(answers.allSatisfy { $0.isStored })
            acknowledged.withLock { $0 += new }
        }
        isOver.store(true, ordering: .relaxed)
        readers.wait()
        #expect(missing.load(ordering: .relaxed) == 0)
        #expect(try tracker.store.verify(limit: 10) == [])
    }

    /// Both in memory, and one in the index.
    @Test(arguments: [1_000, 1])
    func twoJourneysWithOneClickIDAreReported(indexBatchSize: Int) throws {
        let killed = try RecordingStore(indexBatchSize: indexBatchSize)
        for id in ids.prefix(4) { try killed.record(.left(id)) }
        try killed.otherConnection().write { database in
            try database.execute(
                sql: """
                    UPDATE journey SET click_id = (SELECT click_id FROM journey WHERE id = 1) WHERE id = 4
                    """)
        }
        let log = LogLines()
        let next = try RecordingStore(indexBatchSize: 1, folder: killed.filesAfterKill(), logger: log.logger)
        for id in ids.suffix(4) { try next.record(.left(id)) }
        #expect(log.lines.contains { $0.contains("two journeys share a click id") }, "\(log.lines)")
        #expect(try next.store.verify(limit: 10).count == 1)
    }
}

extension RecordingStore {
    fileprivate func firstTableCount() throws -> Int { try count("index_level_1") ?? 0 }
    fileprivate func secondTableCount() throws -> Int { try count("index_level_2") ?? 0 }

    /// Lets a statement fail from now on, by a trigger named `refusal`.
    fileprivate func refuse(_ event: String) throws {
        try otherConnection().write { database in
            try database.execute(
                sql:
                    "CREATE TRIGGER refusal BEFORE \(event) BEGIN SELECT RAISE(ABORT, 'refused by the test'); END"
            )
        }
    }
}
