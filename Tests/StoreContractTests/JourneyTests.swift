import Storage
import TestSupport
import Testing
import Tracking

/// The rules of journeys, through the recorder and back.
struct JourneyTests {
    private let tracker: RecordingStore
    private let id = ClickID.random()

    init() throws {
        tracker = try RecordingStore()
        try tracker.store.addSampleCampaign()
    }

    @Test func unknownClickIDHasNoJourney() throws {
        #expect(try tracker.store.journey(id) == nil)
    }

    @Test func clickLeadAndPostbackFormOneJourney() throws {
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
        #expect(try journey.outcome == outcome(.accept, cost: 10))
        #expect(journey.repeats.isEmpty)
    }

    @Test func parametersComeBackByteForByte() throws {
        let json = #"""
            {"a":10,"b":10.0,"c":1e2,"d":123456789012345678901234567890,"e":"\u00e9","é":"é\u0000","":[1,{"y":null}]}
            """#
        try tracker.record(.clicked(id, json))
        try tracker.record(.left(id, json))
        let journey = try tracker.journey(id)
        #expect(journey.click.map { Array($0.parameters.json.utf8) } == Array(json.utf8))
        #expect(journey.leads.map { Array($0.parameters.json.utf8) } == [Array(json.utf8)])
    }

    @Test(
        arguments: [
            ("approved", LeadStatus.accept, 10), ("hold", .expect, 10), ("declined", .reject, nil),
            ("nonsense", .trash, nil),
        ] as [(String, LeadStatus, Int64?)])
    func postbackCarriesTheCampaignsCostWhenPaid(word: String, status: LeadStatus, cost: Int64?) throws {
        try tracker.record(.clicked(id))
        try tracker.record(.reported(id, word))
        #expect(try tracker.journey(id).outcome == outcome(status, cost: cost))
    }

    @Test func latestPostbackByArrivalDecides() throws {
        try tracker.record(.clicked(id))
        for word in ["approved", "declined", "hold", "approved"] {
            try tracker.record(.reported(id, word))
        }
        let journey = try tracker.journey(id)
        #expect(journey.postbacks.map(\.outcome?.status) == [.accept, .reject, .expect, .accept])
        #expect(try journey.outcome == outcome(.accept, cost: 10))
        #expect(try figures() == ["42", "accept", "1000000", "usd", "0", "4", "0"])
    }

    @Test func outcomeKeepsTheCostOfItsMoment() throws {
        try tracker.record(.clicked(id))
        try tracker.record(.reported(id, "approved"))
        try updateCampaign(.sample(cost: 25, currency: "EUR"))
        #expect(try tracker.journey(id).outcome == outcome(.accept, cost: 10))
        try tracker.record(.reported(id, "hold"))
        #expect(try tracker.journey(id).outcome == outcome(.expect, cost: 25, currency: "eur"))
    }

    @Test func withoutMapperEveryPostbackIsTrash() throws {
        try updateCampaign(.sample(mapper: nil))
        try tracker.record(.clicked(id))
        try tracker.record(.reported(id, "approved"))
        #expect(try tracker.journey(id).outcome == outcome(.trash, cost: nil))
    }

    @Test func eventsBeforeTheirClickHaveNoCampaignAndNoOutcome() throws {
        try tracker.record(.left(id))
        try tracker.record(.reported(id, "approved"))
        let journey = try tracker.journey(id)
        #expect(journey.campaign == nil)
        #expect(journey.click == nil)
        #expect(journey.leads.count == 1)
        #expect(journey.postbacks.map(\.outcome) == [nil])
    }

    @Test func clickAttachesAndMapsEarlierPostbacksWithTheSettingsOfThatMoment() throws {
        try tracker.record(.left(id))
        try tracker.record(.reported(id, "declined"))
        try tracker.record(.reported(id, "approved"))
        try updateCampaign(.sample(cost: 7))
        try tracker.record(.clicked(id), at: 9_000)

        let journey = try tracker.journey(id)
        #expect(journey.campaign?.id == CampaignID(42))
        #expect(journey.postbacks.map(\.outcome?.status) == [.reject, .accept])
        #expect(try journey.outcome == outcome(.accept, cost: 7))
        #expect(try figures() == ["42", "accept", "700000", "usd", "1", "2", "0"])
    }

    @Test func repeatedEventsChangeNoFigure() throws {
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
        #expect(try journey.outcome == outcome(.accept, cost: 10))
        #expect(try tracker.store.summary(of: try #require(CampaignID(42))).clickCount == before)
        #expect(try tracker.store.summary(of: try #require(CampaignID(43))).clickCount == 0)
        #expect(try figures() == ["42", "accept", "1000000", "usd", "0", "6", "5"])
    }

    @Test func postbackRepeatsOnlyTheOneBeforeIt() throws {
        for word in ["approved", "declined", "approved", "approved", "e\u{301}", "\u{e9}"] {
            try tracker.record(.reported(id, word))
        }
        #expect(
            try tracker.journey(id).postbacks.map(\.isRepeat) == [false, false, false, true, false, false])
    }

    @Test func clickForAnUnknownCampaignStaysUnattributed() throws {
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
        #expect(journey.postbacks.map(\.outcome) == [nil, nil])
        #expect(try tracker.store.summary(of: try #require(CampaignID(77))).clickCount == 0)
    }

    @Test func campaignIsKnownFromTheMomentItIsAdded() throws {
        try tracker.record(.clicked(.random(), campaign: 77))
        try tracker.store.addSampleCampaign(77)
        try tracker.record(.clicked(id, campaign: 77))
        #expect(try tracker.journey(id).campaign?.id == CampaignID(77))
    }

    @Test func eventsOfOneJourneyInOneTransactionKeepTheirOrder() throws {
        let lock = try HeldLock(tracker.store.path)
        let box = AnswerBox(count: 5)
        let events: [Event] = [
            .reported(id, "declined"), .left(id), try .clicked(id, #"{"n":1}"#), .reported(id, "approved"),
            try .clicked(id, #"{"n":2}"#),
        ]
        for (index, event) in events.enumerated() {
            tracker.recorder.record(event, receivedAt: Timestamp(milliseconds: 5)) { box.set($0, at: index) }
        }
        try lock.release()
        #expect(box.wait().allSatisfy { $0.isStored })
        let journey = try tracker.journey(id)
        #expect(journey.click?.parameters.json == #"{"n":1}"#)
        #expect(journey.postbacks.map(\.outcome?.status) == [.reject, .accept])
        #expect(try figures() == ["42", "accept", "1000000", "usd", "1", "2", "1"])
    }

    @Test func eventsHandedOverOutOfOrderKeepTheLatestActivity() throws {
        try tracker.record(.clicked(id), at: 5_000)
        try tracker.record(.left(id), at: 4_000)
        let summary = try tracker.store.summary(of: try #require(CampaignID(42)))
        #expect(summary.lastActivityAt == Timestamp(milliseconds: 5_000))
    }

    private func outcome(_ status: LeadStatus, cost: Int64?, currency: String = "usd") throws -> Outcome {
        let currency = try #require(Currency(currency))
        return Outcome(
            status: status,
            payout: cost.map {
                Payout(amount: Money(hundredThousandths: $0 * 100_000), currency: currency)
            })
    }

    private func updateCampaign(_ settings: Campaign.Settings) throws {
        _ = try tracker.store.updateCampaign(
            try #require(CampaignID(42)), Campaign.Change(to: settings))
    }

    /// The row that reports read: campaign, status, payout, currency, leads, postbacks, repeats.
    private func figures() throws -> [String?] {
        try tracker.figures(of: id)
    }
}
