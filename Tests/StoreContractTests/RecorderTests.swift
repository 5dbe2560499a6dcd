import Storage
import TestSupport
import Testing
import Tracking

/// What the recorder promises about each event, whatever the store.
struct RecorderTests {
    @Test(arguments: StoreKind.allCases)
    func stopStoresEverythingThatWaits(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind)
        let ids = (0..<100).map { _ in ClickID.random() }
        let box = AnswerBox(count: ids.count)
        for (index, id) in ids.enumerated() {
            tracker.recorder.record(.left(id), receivedAt: Timestamp(milliseconds: 1)) {
                box.set($0, at: index)
            }
        }
        tracker.recorder.stop()
        #expect(box.wait().allSatisfy { $0.isStored })
        #expect(try ids.allSatisfy { try tracker.journey($0).leads.count == 1 })
        #expect(box.tooMany == 0)
    }

    @Test(arguments: StoreKind.allCases)
    func eventAfterStopIsRefused(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind)
        tracker.recorder.stop()
        tracker.recorder.stop()
        let id = ClickID.random()
        #expect(tracker.recorder.answers(to: [.left(id)])[0].error == .stopping)
        #expect(try tracker.store.journey(id) == nil)
    }

    @Test(arguments: StoreKind.allCases)
    func stoppedRecorderLetsTheStoreClose(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind)
        let id = ClickID.random()
        try tracker.record(.left(id))
        tracker.recorder.stop()
        try tracker.store.close()
        #expect(throws: StoreError.self) { try tracker.store.ping() }
        #expect(try tracker.site.open().journey(id)?.leads.count == 1)
    }

    @Test(.timeLimit(.minutes(30)), arguments: StoreKind.allCases)
    func journeysEqualSuccessesUnderManyThreads(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind, campaigns: [42])
        let other = try tracker.anotherProcess()
        let box = AnswerBox(count: 64 * 200)
        concurrently(64) { thread in
            let recorder = thread.isMultiple(of: 2) ? tracker.recorder : other.recorder
            for index in thread * 200..<(thread + 1) * 200 {
                guard let event = try? Event.clicked(.random()) else { continue }
                box.set(recorder.answers(to: [event])[0], at: index)
            }
        }
        let stored = box.wait().filter(\.isStored).count
        #expect(stored == 64 * 200)
        #expect(try tracker.store.summary(of: try #require(CampaignID(42))).clickCount == stored)
        #expect(try tracker.store.verify(limit: 10) == [])
        #expect(box.tooMany == 0)
    }

    @Test(arguments: StoreKind.allCases)
    func mapperThatAnotherStoreEditsCountsFromTheNextPostback(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind, campaigns: [42])
        let id = ClickID.random()
        try tracker.record(.clicked(id))
        try tracker.record(.reported(id, "approved"))
        let mapper = try StatusMapper(json: #"{"parameter":"status","mapping":{"approved":"reject"}}"#)
        let campaign = try #require(CampaignID(42))
        _ = try tracker.site.open()
            .updateCampaign(campaign, Campaign.Change(statusMapper: .some(mapper)))
        try tracker.record(.reported(id, "approved"))
        #expect(try tracker.journey(id).postbacks.map(\.conversion?.status) == [.accept, .reject])
    }

    @Test(arguments: StoreKind.allCases)
    func campaignThatAnotherStoreAddsIsKnown(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind)
        let id = ClickID.random()
        try tracker.record(.clicked(.random(), campaign: 5))
        try tracker.site.open().addSampleCampaign(5)
        try tracker.record(.clicked(id, campaign: 5))
        #expect(try tracker.journey(id).campaign?.id == CampaignID(5))
    }

    @Test(arguments: StoreKind.allCases)
    func twoProcessesSeeOneJourney(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind, campaigns: [42])
        let other = try tracker.anotherProcess()
        let id = ClickID.random()
        try other.record(.reported(id, "approved"))
        #expect(try !tracker.record(.clicked(id)).isRepeat)
        #expect(try other.record(.clicked(id)).isRepeat)
        try tracker.expectFigures(of: id, conversion(.accept, cost: 10), leads: 0, postbacks: 1, repeats: 1)
        #expect(try other.journey(id).conversion?.status == .accept)
    }
}
