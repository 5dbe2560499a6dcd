import Testing
import Tracking

@testable import Storage

/// What of a journey is in memory, and for how long.
struct RecentJourneysTests {
    private let recent = RecentJourneys()
    private let entries = (1...9).map { RecentJourneys.Entry(clickID: .random(), journey: $0) }

    @Test func batchBeginsWhenEnoughWait() {
        learnAll()
        recent.commit()
        #expect(recent.nextPortion(batchSize: 10).entries.isEmpty)
        #expect(recent.nextPortion(batchSize: 9).entries.count == 1)
    }

    @Test func batchTakesAllThatWait() {
        learnAll()
        recent.commit()
        recent.add(RecentJourneys.Entry(clickID: .random(), journey: 10))
        var portions: [RecentJourneys.Portion] = []
        for _ in 0..<8 {
            portions.append(recent.nextPortion(batchSize: 5))
            recent.commit()
        }
        #expect(portions.flatMap(\.entries).map(\.journey).sorted() == Array(1...9))
        #expect(portions.map(\.indexedUpTo) == Array(repeating: nil, count: 7) + [9])
        #expect(recent.nextPortion(batchSize: 2).entries.isEmpty)
    }

    @Test func batchTakesTheOldestWhenFarTooManyWait() {
        for journey in Int64(1)...99 {
            #expect(recent.learn(RecentJourneys.Entry(clickID: .random(), journey: journey)) == nil)
        }
        recent.commit()
        var portions: [RecentJourneys.Portion] = []
        for _ in 0..<2 {
            portions.append(recent.nextPortion(batchSize: 32))
            recent.commit()
        }
        #expect(portions.flatMap(\.entries).map(\.journey).sorted() == [1, 2])
        #expect(portions.map(\.indexedUpTo) == [nil, 2])
    }

    @Test func portionsFollowEachOtherInOrderOfClickIDs() {
        learnAll()
        recent.commit()
        var portions: [RecentJourneys.Portion] = []
        for _ in entries {
            portions.append(recent.nextPortion(batchSize: 9))
            recent.commit()
        }
        let clickIDs = portions.flatMap(\.entries).map(\.clickID.high)
        #expect(clickIDs == entries.map(\.clickID.high).sorted())
        #expect(portions.map(\.indexedUpTo) == Array(repeating: nil, count: 8) + [9])
    }

    @Test func journeyLeavesMemoryAfterTheCommitOfItsPortion() {
        learnAll()
        recent.commit()
        for isCommitted in [false, true] {
            let portion = recent.nextPortion(batchSize: 1).entries
            #expect(portion.count == 1)
            #expect(portion.allSatisfy { recent.find($0.clickID).journey == $0.journey })
            isCommitted ? recent.commit() : recent.rollBack()
            #expect(portion.allSatisfy { (recent.find($0.clickID).journey == nil) == isCommitted })
        }
    }

    @Test func journeysOfAFailedTransactionAreForgotten() {
        for entry in entries { recent.add(entry) }
        #expect(entries.allSatisfy { recent.find($0.clickID).journey == $0.journey })
        recent.rollBack()
        #expect(entries.allSatisfy { recent.find($0.clickID).journey == nil })
        #expect(recent.knownUpTo == 0)
    }

    @Test func onlyCommittedJourneysAreKnown() {
        for entry in entries { recent.add(entry) }
        #expect(recent.find(entries[0].clickID).knownUpTo == 0)
        recent.commit()
        #expect(recent.find(entries[0].clickID).knownUpTo == 9)
    }

    @Test func whatAnotherProcessHasIndexedLeavesMemory() {
        learnAll()
        recent.drop(upTo: 6)
        #expect(entries.filter { recent.find($0.clickID).journey != nil }.map(\.journey) == [7, 8, 9])
        recent.drop(upTo: 12)
        #expect(recent.knownUpTo == 12)
    }

    @Test func portionGrowsWithWhatComes() {
        learnAll()
        recent.commit()
        for journey in Int64(10)..<14 {
            recent.add(RecentJourneys.Entry(clickID: .random(), journey: journey))
        }
        #expect(recent.nextPortion(batchSize: 9).entries.count == 6)
    }

    private func learnAll() {
        for entry in entries { #expect(recent.learn(entry) == nil) }
    }
}
