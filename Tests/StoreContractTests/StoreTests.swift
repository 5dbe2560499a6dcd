import Storage
import TestSupport
import Testing
import Tracking

/// A store from its opening to its end.
struct StoreTests {
    @Test(arguments: StoreKind.allCases)
    func everythingIsThereAfterReopening(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        let campaign = try site.store.addSampleCampaign()
        try site.store.close()
        #expect(try site.open().campaigns() == [campaign])
    }

    @Test(arguments: StoreKind.allCases)
    func pingFailsOnceClosed(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        try site.store.ping()
        try site.store.close()
        #expect(throws: StoreError.self) { try site.store.ping() }
    }

    @Test(arguments: StoreKind.allCases)
    func nameSaysWhichDatabaseItIs(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        #expect(try site.store.name == site.open().name)
        #expect(try site.store.name != kind.makeSite().store.name)
    }

    /// With a campaign and without one.
    @Test(arguments: StoreKind.allCases, [[], [42]])
    func rehearsalLeavesNothing(_ kind: StoreKind, _ campaigns: [Int64]) throws {
        let tracker = try RecordingStore(kind, campaigns: campaigns)
        let id = ClickID.random()
        try tracker.store.rehearse(at: Timestamp(milliseconds: 1_000))
        try tracker.record(.clicked(id))
        try tracker.store.rehearse(at: Timestamp(milliseconds: 2_000))
        #expect(try tracker.store.eventsWithoutClick(upTo: nil) == EventsWithoutClick())
        let clicks = try tracker.store.unattributedClicks(.first, .ascending).rows.map(\.clicks)
        #expect(clicks == (campaigns.isEmpty ? [1] : []))
        #expect(try tracker.record(.clicked(id)).isRepeat)
        #expect(try tracker.store.verify(limit: 10) == [])
    }
}
