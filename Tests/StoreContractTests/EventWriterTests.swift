import Logging
import Storage
import TestSupport
import Testing
import Tracking

/// What a writer promises of the events of one transaction.
struct EventWriterTests {
    private let id = ClickID.random()

    @Test(arguments: StoreKind.allCases)
    func eventsOfOneTransactionKeepTheirOrder(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind, campaigns: [42])
        let recorded = try write(
            [
                .reported(id, "declined"), .left(id), .clicked(id, #"{"n":1}"#), .reported(id, "approved"),
                .clicked(id, #"{"n":2}"#),
            ], to: tracker.store)
        #expect(recorded.map(\.isEarly) == [true, true, false, false, false])
        let journey = try tracker.journey(id)
        #expect(journey.click?.parameters.json == #"{"n":1}"#)
        #expect(journey.repeats.map(\.parameters.json) == [#"{"n":2}"#])
        #expect(journey.postbacks.map(\.conversion?.status) == [.reject, .accept])
        try tracker.expectFigures(of: id, conversion(.accept, cost: 10), leads: 1, postbacks: 2, repeats: 1)
    }

    @Test(arguments: StoreKind.allCases)
    func answersSayWhatHasBecomeOfEachEvent(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        let campaign = try site.store.addSampleCampaign().id
        let recorded = try write(
            [
                .left(id), .clicked(id), .reported(id, "approved"), .clicked(id, campaign: 43),
                .clicked(.random(), campaign: 43), .reported(.random(), "approved"),
            ], to: site.store)
        let inCampaign = Recorded(campaign: campaign, isRepeat: false, isEarly: false)
        #expect(
            recorded == [
                Recorded(campaign: nil, isRepeat: false, isEarly: true), inCampaign, inCampaign,
                Recorded(campaign: campaign, isRepeat: true, isEarly: false),
                Recorded(campaign: nil, isRepeat: false, isEarly: false),
                Recorded(campaign: nil, isRepeat: false, isEarly: true),
            ])
    }

    @Test(arguments: StoreKind.allCases)
    func laterWriterFindsTheJourneysOfAnEarlierOne(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        try site.store.addSampleCampaign()
        let ids = (0..<50).map { _ in ClickID.random() }
        _ = try write(ids.map { try .clicked($0) }, to: site.store, indexBatchSize: 8)
        let recorded = try write(ids.map { try .clicked($0) }, to: site.open(), indexBatchSize: 8)
        #expect(recorded.allSatisfy { $0.isRepeat })
        #expect(try site.store.verify(limit: 10) == [])
    }

    @Test(arguments: StoreKind.allCases)
    func nothingIsToBeWrittenForNoEvents(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        #expect(try write([], to: site.store) == [])
    }

    /// In one transaction, by a writer that comes and goes.
    private func write(
        _ events: [Event], to store: any Store, indexBatchSize: Int? = nil
    ) throws -> [Recorded] {
        let writer = store.eventWriter(logger: .silent, indexBatchSize: indexBatchSize)
        defer { writer.finish() }
        writer.warmUp()
        let received = events.map { ReceivedEvent(event: $0, receivedAt: Timestamp(milliseconds: 1_000)) }
        let recorded = try writer.write(received, until: .now + .seconds(60))
        writer.makeRoom()
        return recorded
    }
}
