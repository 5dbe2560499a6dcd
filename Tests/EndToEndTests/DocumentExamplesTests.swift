import TestSupport
import TestTraits
import Testing

/// The examples of the published "External Landing Tracking API", word for word, but for the host.
@Suite(.ownThread, .needsInstalledServers, .timeLimit(.minutes(30)))
struct DocumentExamplesTests {
    private let clickID = "8f1b5c6e-7a3d-4d20-a7f1-12a2b8f7a9c1"
    private let click = """
        {
        "clickId": "8f1b5c6e-7a3d-4d20-a7f1-12a2b8f7a9c1",
        "campaignId": 42,
        "source": "facebook",
        "campaign_name": "LatAm Ring Campaign",
        "adset_name": "MX Android",
        "ad_name": "video-01"
        }
        """
    private let lead = """
        {
        "clickId": "8f1b5c6e-7a3d-4d20-a7f1-12a2b8f7a9c1",
        "offer_id": "456",
        "source": "landing"
        }
        """
    private let postback = """
        {
        "clickId": "8f1b5c6e-7a3d-4d20-a7f1-12a2b8f7a9c1",
        "status": "approved",
        "payout": 10,
        "offer_id": "456"
        }
        """

    @Test func bodiesAreAcceptedAndMapped() throws {
        let site = try Site()
        try expectCreated(Curl.post(site.url("/api/v2/track/click"), click))
        try expectCreated(Curl.post(site.url("/api/v2/track/lead"), lead))
        try expectCreated(Curl.post(site.url("/api/v2/track/postback"), postback))
        try expectPaidJourney(site)
    }

    @Test func queriesAreAcceptedAndMapped() throws {
        let site = try Site()
        let id = "clickId=8f1b5c6e-7a3d-4d20-a7f1-12a2b8f7a9c1"
        try expectCreated(Curl.post(site.url("/api/v2/track/click"), click))
        try expectCreated(Curl.get(site.url("/api/v2/track/lead?\(id)&offer_id=456&source=landing")))
        try expectCreated(
            Curl.get(site.url("/api/v2/track/postback?\(id)&status=approved&payout=10&offer_id=456")))
        try expectPaidJourney(site)
    }

    private func expectCreated(_ answer: Answer) {
        #expect(answer.status == 201)
        #expect(answer.body == #"{"clickId":"\#(clickID)"}"#)
        #expect(answer[header: "content-type"] == "application/json")
    }

    /// One click, one lead, one postback, accepted at the campaign's cost; as JSON and for people.
    private func expectPaidJourney(_ site: Site) throws {
        let journey = try site.tracker.journey(clickID)
        #expect(journey.clickId == clickID)
        #expect(journey.campaignId == 42)
        #expect(journey.repeats.isEmpty)
        #expect(journey.leads.count == 1)
        #expect(journey.postbacks.count == 1)
        let postback = try #require(journey.postbacks.first)
        #expect(postback.status == "accept")
        #expect(postback.costValue == 10)
        #expect(postback.currency == "usd")

        let text = try site.tracker.output(["journey", clickID])
        for word in ["accept", "10.00 USD", "LatAm Ring Campaign", "video-01"] {
            #expect(text.contains(word), "the journey for people: \(text)")
        }
    }
}
