import TestSupport
import Testing
import Tracking

@testable import SQLiteStorage

/// What of a journey is in memory, and for how long.
struct IndexMemoryTests {
    private let memory = IndexMemory()
    private let entries = (1...9).map { IndexMemory.Entry(clickID: .random(), journey: $0) }

    @Test func batchBeginsWhenEnoughWait() {
        learnAll()
        memory.commit()
        #expect(memory.nextPortion(batchSize: 10).entries.isEmpty)
        #expect(memory.nextPortion(batchSize: 9).entries.count == 1)
    }

    @Test func batchTakesAllThatWait() {
        learnAll()
        memory.commit()
        memory.add(IndexMemory.Entry(clickID: .random(), journey: 10))
        var portions: [IndexMemory.Portion] = []
        for _ in 0..<8 {
            portions.append(memory.nextPortion(batchSize: 5))
            memory.commit()
        }
        #expect(portions.flatMap(\.entries).map(\.journey).sorted() == Array(1...9))
        #expect(portions.map(\.indexedUpTo) == Array(repeating: nil, count: 7) + [9])
        #expect(memory.nextPortion(batchSize: 2).entries.isEmpty)
    }

    @Test func batchTakesTheOldestWhenFarTooManyWait() {
        for journey in Int64(1)...99 {
            #expect(memory.learn(IndexMemory.Entry(clickID: .random(), journey: journey)) == nil)
        }
        memory.commit()
        var portions: [IndexMemory.Portion] = []
        for _ in 0..<2 {
            portions.append(memory.nextPortion(batchSize: 32))
            memory.commit()
        }
        #expect(portions.flatMap(\.entries).map(\.journey).sorted() == [1, 2])
        #expect(portions.map(\.indexedUpTo) == [nil, 2])
    }

    @Test func portionsFollowEachOtherInOrderOfClickIDs() {
        learnAll()
        memory.commit()
        var portions: [IndexMemory.Portion] = []
        for _ in entries {
            portions.append(memory.nextPortion(batchSize: 9))
            memory.commit()
        }
        let clickIDs = portions.flatMap(\.entries).map(\.clickID.high)
        #expect(clickIDs == entries.map(\.clickID.high).sorted())
        #expect(portions.map(\.indexedUpTo) == Array(repeating: nil, count: 8) + [9])
    }

    @Test func journeyLeavesMemoryAfterTheCommitOfItsPortion() {
        learnAll()
        memory.commit()
        for isCommitted in [false, true] {
            let portion = memory.nextPortion(batchSize: 1).entries
            #expect(portion.count == 1)
            #expect(portion.allSatisfy { memory.find($0.clickID).journey == $0.journey })
            isCommitted ? memory.commit() : memory.rollBack()
            #expect(portion.allSatisfy { (memory.find($0.clickID).journey == nil) == isCommitted })
        }
    }

    @Test func journeysOfAFailedTransactionAreForgotten() {
        for entry in entries { memory.add(entry) }
        #expect(entries.allSatisfy { memory.find($0.clickID).journey == $0.journey })
        memory.rollBack()
        #expect(entries.allSatisfy { memory.find($0.clickID).journey == nil })
        #expect(memory.knownUpTo == 0)
    }

    @Test func onlyCommittedJourneysAreKnown() {
        for entry in entries { memory.add(entry) }
        #expect(memory.find(entries[0].clickID).knownUpTo == 0)
        memory.commit()
        #expect(memory.find(entries[0].clickID).knownUpTo == 9)
    }

    @Test func whatAnotherProcessHasIndexedLeavesMemory() {
        learnAll()
        memory.drop(upTo: 6)
        #expect(entries.filter { memory.find($0.clickID).journey != nil }.map(\.journey) == [7, 8, 9])
        memory.drop(upTo: 12)
        #expect(memory.knownUpTo == 12)
    }

    @Test func portionGrowsWithWhatComes() {
        learnAll()
        memory.commit()
        for journey in Int64(10)..<14 {
            memory.add(IndexMemory.Entry(clickID: .random(), journey: journey))
        }
        #expect(memory.nextPortion(batchSize: 9).entries.count == 6)
    }

    private func learnAll() {
        for entry in entries { #expect(memory.learn(entry) == nil) }
    }
}
