import Storage
import TestSupport
import Testing
import Tracking

/// Postbacks that came before their click, all but the last one.
struct EarlierPostbackTests {
    private let id = ClickID(high: 1, low: 2)

    /// In steps, of which each is bounded in rows and in bytes.
    @Test(arguments: StoreKind.allCases)
    func manyAreMappedExactlyOnceInSteps(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind, campaigns: [42])
        let words = (0..<450).map { $0 % 3 == 0 ? "declined" : "approved" }
        for answer in tracker.recorder.answers(to: words.map { .reported(id, $0) }) { _ = try answer.get() }
        try tracker.record(.clicked(id), at: 9_000)
        #expect(try tracker.journey(id).postbacks.count { $0.conversion != nil } == 1)
        var steps = 0
        while try tracker.store.mapSomePostbacks() { steps += 1 }
        #expect(steps == 3)
        let expected = words.map { $0 == "declined" ? LeadStatus.reject : .accept }
        #expect(try tracker.journey(id).postbacks.map(\.conversion?.status) == expected)
        #expect(try tracker.store.verify(limit: 10) == [])
    }

    @Test(arguments: StoreKind.allCases)
    func fewOfManyJourneysAreMappedInOneStep(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind, campaigns: [42])
        let ids = (0..<60).map { _ in ClickID.random() }
        let words = ["approved", "declined", "hold"]
        var events: [Event] = []
        for id in ids {
            events += words.map { .reported(id, $0) }
            events.append(try .clicked(id))
        }
        for answer in tracker.recorder.answers(to: events) { _ = try answer.get() }
        #expect(try tracker.store.mapSomePostbacks())
        #expect(try !tracker.store.mapSomePostbacks())
        for id in ids {
            #expect(
                try tracker.journey(id).postbacks.map(\.conversion?.status) == [.accept, .reject, .expect])
        }
    }

    @Test(arguments: StoreKind.allCases)
    func longOnesMakeMoreSteps(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind, campaigns: [42])
        let filling = String(repeating: "x", count: 400_000)
        for _ in 0..<7 {
            let parameters = Parameters(json: #"{"status":"approved","x":"\#(filling)"}"#)
            try tracker.record(.postback(Postback(clickID: id, parameters: parameters)))
        }
        try tracker.record(.clicked(id))
        var steps = 0
        while try tracker.store.mapSomePostbacks() { steps += 1 }
        #expect(steps == 3)
        #expect(try tracker.journey(id).postbacks.allSatisfy { $0.conversion?.status == .accept })
    }

    /// What another process has begun, this one goes on with.
    @Test(arguments: StoreKind.allCases)
    func anyProcessGoesOn(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind, campaigns: [42])
        for answer in tracker.recorder.answers(to: (0..<450).map { _ in .reported(id, "hold") }) {
            _ = try answer.get()
        }
        try tracker.record(.clicked(id))
        #expect(try tracker.store.mapSomePostbacks())
        let other = try tracker.site.open()
        while try other.mapSomePostbacks() {}
        #expect(try tracker.journey(id).postbacks.allSatisfy { $0.conversion?.status == .expect })
        #expect(try !tracker.store.mapSomePostbacks())
    }

    @Test(arguments: StoreKind.allCases)
    func attributionMapsAllOfThem(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind)
        for word in ["approved", "hold", "declined"] { try tracker.record(.reported(id, word)) }
        try tracker.record(.clicked(id))
        try tracker.store.addSampleCampaign(43)
        let (sent, campaign) = (try #require(CampaignID(42)), try #require(CampaignID(43)))
        #expect(try tracker.store.attribute(sent, to: campaign) == 1)
        #expect(
            try tracker.journey(id).postbacks.map(\.conversion?.status) == [.accept, .expect, .reject])
        #expect(try tracker.store.verify(limit: 10) == [])
    }
}
