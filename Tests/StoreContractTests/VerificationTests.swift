import Storage
import TestSupport
import Testing
import Tracking

struct VerificationTests {
    @Test(arguments: StoreKind.allCases)
    func soundDatabaseHasNoDifferences(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind)
        #expect(try tracker.store.verify(limit: 10) == [])
        let (early, attributed, late) = (ClickID.random(), ClickID.random(), ClickID.random())
        try tracker.record(.reported(early, "approved"), at: 1_000)
        try tracker.record(.clicked(attributed, #"{"source":"fb"}"#), at: 2_000)
        try tracker.store.addSampleCampaign()
        try tracker.record(.clicked(late), at: 3_000)
        try tracker.record(.clicked(late), at: 4_000)
        try tracker.record(.left(attributed), at: 5_000)
        try tracker.record(.reported(late, "hold"), at: 6_000)
        try tracker.record(.clicked(.random(), campaign: 77), at: 7_000)
        #expect(try tracker.store.verify(limit: 10) == [])
        let campaign = try #require(CampaignID(42))
        #expect(try tracker.store.attribute(campaign, to: campaign) == 1)
        try tracker.record(.clicked(early), at: 8_000)
        #expect(try tracker.store.verify(limit: 10) == [])
    }
}
