import Storage
import TestSupport
import Testing
import Tracking

/// Journeys that somebody looks for.
struct JourneySearchTests {
    /// Whatever level of the index they are in.
    @Test(arguments: StoreKind.allCases, [nil, 1, 4] as [Int?])
    func journeysAreFoundByTheBeginningOfTheirClickIDs(_ kind: StoreKind, batchSize: Int?) throws {
        var options = RecordingStore.Options()
        options.indexBatchSize = batchSize
        let tracker = RecordingStore(try kind.makeSite(), options: options)
        try tracker.store.addSampleCampaign()
        var random = SeededGenerator(seed: 7)
        let ids = (0..<400).map { _ in ClickID(high: random.next(), low: random.next()) }
        for id in ids { try tracker.record(.clicked(id)) }
        for length in [1, 2, 3, 8, 31] {
            for id in ids.prefix(20) {
                let digits = "\(id)".filter { $0 != "-" }.prefix(length)
                let expected = ids.map { "\($0)" }.filter { $0.filter { $0 != "-" }.hasPrefix(digits) }
                    .sorted()
                let beginning = try #require(ClickIDBeginning(String(digits)))
                let found = try tracker.store.journeys(beginningWith: beginning, upTo: 1_000)
                #expect(found.map { "\($0.clickID)" } == expected)
                #expect(found.allSatisfy { $0.campaign?.number == 42 && $0.clickedAt != nil })
                let some = try tracker.store.journeys(beginningWith: beginning, upTo: 3)
                #expect(some.count == min(3, expected.count))
            }
        }
        let nothing = try #require(ClickIDBeginning("0000000000000000"))
        #expect(try tracker.store.journeys(beginningWith: nothing, upTo: 10).isEmpty)
    }

    @Test(arguments: StoreKind.allCases)
    func journeysWithoutAClickAreListedTheLatestFirst(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind, campaigns: [42])
        let ids = (0..<4).map { ClickID(high: 1, low: $0) }
        for (index, id) in ids.enumerated() {
            try tracker.record(.left(id), at: Int64(index) * 1_000)
            if index < 2 { try tracker.record(.reported(id, "approved"), at: 9_000) }
        }
        try tracker.record(.clicked(ids[3]), at: 9_000)
        let found = try tracker.store.journeysWithoutClick(upTo: 2)
        #expect(found.map(\.clickID) == [ids[2], ids[1]])
        #expect(found.map(\.leadCount) == [1, 1])
        #expect(found.map(\.postbackCount) == [0, 1])
        #expect(found.map(\.status) == [nil, nil])
        #expect(found[1].lastActivityAt.milliseconds == 9_000)
    }

    @Test(arguments: StoreKind.allCases)
    func unattributedJourneysAreThoseOfTheNumber(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind, campaigns: [42])
        let ids = (0..<3).map { ClickID(high: 1, low: $0) }
        for (index, id) in ids.enumerated() {
            try tracker.record(.clicked(id, campaign: 7), at: Int64(index))
        }
        try tracker.record(.clicked(.random(), campaign: 8))
        let sent = try #require(CampaignID(7))
        #expect(try tracker.store.unattributedJourneys(of: sent, upTo: 2).map(\.clickID) == [ids[2], ids[1]])
        _ = try tracker.store.attribute(sent, to: try #require(CampaignID(42)))
        #expect(try tracker.store.unattributedJourneys(of: sent, upTo: 2).isEmpty)
    }
}
