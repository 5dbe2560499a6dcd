import Storage
import TestSupport
import Testing
import Tracking

/// The rules of journeys, through the recorder and back.
struct JourneyTests {
    private let id = ClickID.random()

    @Test(arguments: StoreKind.allCases)
    func unknownClickIDHasNoJourney(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind, campaigns: [42])
        #expect(try tracker.store.journey(id) == nil)
    }

    @Test(arguments: StoreKind.allCases)
    func clickLeadAndPostbackFormOneJourney(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind, campaigns: [42])
        try tracker.record(.clicked(id, #"{"source":"facebook"}"#), at: 1_001)
        try tracker.record(.left(id, #"{"offer_id":"456"}"#), at: 2_002)
        try tracker.record(.reported(id, "approved"), at: 3_003)

        let journey = try tracker.journey(id)
        #expect(journey.campaign?.id == CampaignID(42))
        #expect(journey.campaign?.name == "LatAm Ring Campaign")
        #expect(journey.click?.sentCampaignID == CampaignID(42))
        #expect(journey.click?.parameters.json == #"{"source":"facebook"}"#)
        #expect(journey.click?.createdAt == Timestamp(milliseconds: 1_001))
        #expect(journey.leads.map(\.parameters.json) == [#"{"offer_id":"456"}"#])
        #expect(journey.leads.map(\.createdAt.milliseconds) == [2_002])
        #expect(journey.postbacks.map(\.parameters.json) == [#"{"status":"approved"}"#])
        #expect(journey.postbacks.map(\.createdAt.milliseconds) == [3_003])
        #expect(try journey.conversion == conversion(.accept, cost: 10, at: 3_003))
        #expect(journey.repeats.isEmpty)
    }

    @Test(arguments: StoreKind.allCases)
    func parametersComeBackByteForByte(_ kind: StoreKind) throws {
        let json = #"""
            {"a":10,"b":10.0,"c":1e2,"d":123456789012345678901234567890,"e":"\u00e9","é":"é\u0000","":[1,{"y":null}]}
            """#
        let tracker = try RecordingStore(kind, campaigns: [42])
        try tracker.record(.clicked(id, json))
        try tracker.record(.left(id, json))
        try tracker.record(.clicked(id, json))
        let journey = try tracker.journey(id)
        #expect(journey.click.map { Array($0.parameters.json.utf8) } == Array(json.utf8))
        #expect(journey.leads.map { Array($0.parameters.json.utf8) } == [Array(json.utf8)])
        #expect(journey.repeats.map { Array($0.parameters.json.utf8) } == [Array(json.utf8)])
    }

    @Test(
        arguments: StoreKind.allCases,
        [
            ("approved", LeadStatus.accept, 10), ("hold", .expect, 10), ("declined", .reject, nil),
            ("nonsense", .trash, nil),
        ] as [(String, LeadStatus, Int64?)])
    func postbackCarriesTheCampaignsCostWhenPaid(
        _ kind: StoreKind, _ example: (word: String, status: LeadStatus, cost: Int64?)
    ) throws {
        let tracker = try RecordingStore(kind, campaigns: [42])
        try tracker.record(.clicked(id))
        try tracker.record(.reported(id, example.word))
        #expect(try tracker.journey(id).conversion == conversion(example.status, cost: example.cost))
    }

    @Test(arguments: StoreKind.allCases)
    func latestPostbackByArrivalDecides(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind, campaigns: [42])
        try tracker.record(.clicked(id))
        for (word, time) in [("approved", Int64(1)), ("declined", 2), ("hold", 9), ("approved", 4)] {
            try tracker.record(.reported(id, word), at: time)
        }
        let journey = try tracker.journey(id)
        #expect(journey.postbacks.map(\.conversion?.status) == [.accept, .reject, .expect, .accept])
        #expect(try journey.conversion == conversion(.accept, cost: 10, at: 4))
        try tracker.expectFigures(
            of: id, conversion(.accept, cost: 10, at: 4), leads: 0, postbacks: 4, repeats: 0)
    }

    @Test(arguments: StoreKind.allCases)
    func conversionKeepsTheCostOfItsMoment(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind, campaigns: [42])
        try tracker.record(.clicked(id))
        try tracker.record(.reported(id, "approved"))
        try tracker.updateCampaign(.sample(cost: 25, currency: "EUR"))
        #expect(try tracker.journey(id).conversion == conversion(.accept, cost: 10))
        try tracker.record(.reported(id, "hold"))
        #expect(try tracker.journey(id).conversion == conversion(.expect, cost: 25, currency: "eur"))
        try tracker.expectFigures(
            of: id, conversion(.expect, cost: 25, currency: "eur"), leads: 0, postbacks: 2, repeats: 0)
    }

    @Test(arguments: StoreKind.allCases)
    func withoutMapperEveryPostbackIsTrash(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind, campaigns: [42])
        try tracker.updateCampaign(.sample(mapper: nil))
        try tracker.record(.clicked(id))
        try tracker.record(.reported(id, "approved"))
        #expect(try tracker.journey(id).conversion == conversion(.trash, cost: nil))
    }

    @Test(arguments: StoreKind.allCases)
    func eventsBeforeTheirClickHaveNoCampaignAndNoConversion(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind, campaigns: [42])
        try tracker.record(.left(id))
        try tracker.record(.reported(id, "approved"))
        let journey = try tracker.journey(id)
        #expect(journey.campaign == nil)
        #expect(journey.click == nil)
        #expect(journey.leads.count == 1)
        #expect(journey.postbacks.map(\.conversion) == [nil])
    }

    @Test(arguments: StoreKind.allCases)
    func clickMapsEarlierPostbacksWithTheSettingsOfThatMoment(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind, campaigns: [42])
        try tracker.record(.left(id))
        try tracker.record(.reported(id, "declined"), at: 2_000)
        try tracker.record(.reported(id, "approved"), at: 3_000)
        try tracker.updateCampaign(.sample(cost: 7))
        try tracker.record(.clicked(id), at: 9_000)
        #expect(try tracker.journey(id).postbacks.map(\.conversion?.status) == [nil, .accept])
        try tracker.updateCampaign(.sample(cost: 9, mapper: nil))
        while try tracker.store.mapSomePostbacks() {}

        let journey = try tracker.journey(id)
        #expect(journey.campaign?.id == CampaignID(42))
        #expect(
            try journey.postbacks.map(\.conversion)
                == [conversion(.reject, cost: nil, at: 2_000), conversion(.accept, cost: 7, at: 3_000)])
        try tracker.expectFigures(
            of: id, conversion(.accept, cost: 7, at: 3_000), leads: 1, postbacks: 2, repeats: 0)
    }

    @Test(arguments: StoreKind.allCases)
    func repeatedEventsChangeNoFigure(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind, campaigns: [42])
        try tracker.record(.clicked(id, #"{"n":1}"#), at: 1_000)
        try tracker.record(.reported(id, "approved"), at: 2_000)
        let before = try tracker.store.summary(of: try #require(CampaignID(42))).clickCount
        try tracker.store.addSampleCampaign(43)
        for time in Int64(3)...7 {
            try tracker.record(.clicked(id, campaign: 43, #"{"n":2}"#), at: time * 1_000)
            try tracker.record(.reported(id, "approved"), at: time * 1_000)
        }
        let journey = try tracker.journey(id)
        #expect(journey.campaign?.id == CampaignID(42))
        #expect(journey.click?.createdAt == Timestamp(milliseconds: 1_000))
        #expect(journey.click?.parameters.json == #"{"n":1}"#)
        #expect(journey.repeats.map(\.createdAt.milliseconds) == [3_000, 4_000, 5_000, 6_000, 7_000])
        #expect(journey.repeats.allSatisfy { $0.sentCampaignID == CampaignID(43) })
        #expect(journey.postbacks.map(\.isRepeat) == [false, true, true, true, true, true])
        #expect(try tracker.store.summary(of: try #require(CampaignID(42))).clickCount == before)
        #expect(try tracker.store.summary(of: try #require(CampaignID(43))).clickCount == 0)
        try tracker.expectFigures(
            of: id, conversion(.accept, cost: 10, at: 7_000), leads: 0, postbacks: 6, repeats: 5)
    }

    @Test(arguments: StoreKind.allCases)
    func postbackRepeatsOnlyTheOneBeforeIt(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind)
        for word in ["approved", "declined", "approved", "approved", "e\u{301}", "\u{e9}"] {
            try tracker.record(.reported(id, word))
        }
        #expect(
            try tracker.journey(id).postbacks.map(\.isRepeat) == [false, false, false, true, false, false])
    }

    @Test(arguments: StoreKind.allCases)
    func clickForAnUnknownCampaignStaysUnattributed(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind)
        try tracker.record(.reported(id, "approved"))
        try tracker.record(.clicked(id, campaign: 77))
        try tracker.store.addSampleCampaign(77)
        try tracker.record(.reported(id, "approved"))
        try tracker.record(.clicked(id, campaign: 77))
        try tracker.record(.left(id))

        let journey = try tracker.journey(id)
        #expect(journey.campaign == nil)
        #expect(journey.click?.sentCampaignID == CampaignID(77))
        #expect(journey.repeats.count == 1)
        #expect(journey.postbacks.map(\.conversion) == [nil, nil])
        #expect(try tracker.store.summary(of: try #require(CampaignID(77))).clickCount == 0)
        #expect(try tracker.store.verify(limit: 10) == [])
    }

    @Test(arguments: StoreKind.allCases)
    func campaignIsKnownFromTheMomentItIsAdded(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind)
        try tracker.record(.clicked(.random(), campaign: 77))
        try tracker.store.addSampleCampaign(77)
        try tracker.record(.clicked(id, campaign: 77))
        #expect(try tracker.journey(id).campaign?.id == CampaignID(77))
    }

    @Test(arguments: StoreKind.allCases)
    func eventsHandedOverOutOfOrderKeepTheLatestActivity(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind, campaigns: [42])
        try tracker.record(.clicked(id), at: 5_000)
        try tracker.record(.left(id), at: 4_000)
        let summary = try tracker.store.summary(of: try #require(CampaignID(42)))
        #expect(summary.lastActivityAt == Timestamp(milliseconds: 5_000))
        #expect(try tracker.store.verify(limit: 10) == [])
    }
}
