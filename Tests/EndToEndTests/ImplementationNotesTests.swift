import TestSupport
import TestTraits
import Testing

/// Every implementation note of the published document, through nginx.
@Suite(.ownThread, .needsInstalledServers, .timeLimit(.minutes(30)))
struct ImplementationNotesTests {
    private static let id = "77c1f2ee-3f0a-4b5f-8a43-0c4e3a1d9b10"
    private let click = #"{"clickId":"\#(id)","campaignId":42}"#

    /// "Use HTTPS for all tracker API calls."
    @Test func httpsIsAnswered() throws {
        let site = try Site()
        #expect(site.web.url.hasPrefix("https://"))
        #expect(try Curl.post(site.url("/api/v2/track/click"), click).status == 201)
    }

    /// "Generate a new clickId for each visitor journey, not one shared value for all visitors."
    @Test func sharedIDIsOneJourney() throws {
        let site = try Site()
        for _ in 0..<3 { #expect(try Curl.post(site.url("/api/v2/track/click"), click).status == 201) }
        #expect(try site.tracker.journey(Self.id).repeats.count == 2)
        #expect(try site.tracker.rows("SELECT count(*) FROM journey") == ["1"])
    }

    /// "Keep the exact same clickId through click, lead, and postback events."
    @Test func sameIDConnectsTheEvents() throws {
        let site = try Site()
        let id = "clickId=\(Self.id)"
        #expect(try Curl.post(site.url("/api/v2/track/click"), click).status == 201)
        #expect(try Curl.get(site.url("/api/v2/track/lead?\(id)")).status == 201)
        #expect(try Curl.get(site.url("/api/v2/track/postback?\(id)&status=hold")).status == 201)
        let journey = try site.tracker.journey(Self.id)
        #expect(journey.leads.count == 1)
        #expect(journey.postbacks.map(\.status) == ["expect"])
    }

    /// "The API expects clickId, not click_id", and "campaignId, not campaign_id".
    @Test(arguments: [
        (#"{"click_id":"\#(id)","campaignId":42}"#, "clickId instead of click_id"),
        (#"{"clickId":"\#(id)","campaign_id":42}"#, "campaignId instead of campaign_id"),
    ])
    func otherSpellingIsRefusedAndNamed(_ body: String, _ hint: String) throws {
        let site = try Site()
        let answer = try Curl.post(site.url("/api/v2/track/click"), body)
        #expect(answer.status == 422)
        #expect(answer.body.contains("Missing data for required field. Did you mean \(hint)?"))
        #expect(try site.tracker.eventRows().isEmpty)
    }

    /// "The click endpoint does not accept GET requests."
    @Test func clickByGetIsRefused() throws {
        let site = try Site()
        let answer = try Curl.get(site.url("/api/v2/track/click?clickId=\(Self.id)&campaignId=42"))
        #expect(answer.status == 405)
        #expect(answer[header: "allow"]?.contains("POST") == true)
        #expect(try site.tracker.eventRows().isEmpty)
    }

    /// "Use GET postbacks only when the external system cannot send JSON POST requests."
    @Test func postbackByGetIsMappedLikeOneByPost() throws {
        let site = try Site()
        let url = site.url("/api/v2/track/postback")
        #expect(try Curl.post(site.url("/api/v2/track/click"), click).status == 201)
        #expect(try Curl.get("\(url)?clickId=\(Self.id)&status=approved").status == 201)
        #expect(try Curl.post(url, #"{"clickId":"\#(Self.id)","status":"approved"}"#).status == 201)
        #expect(try site.tracker.journey(Self.id).postbacks.map(\.status) == ["accept", "accept"])
    }

    /// "The tracker stores them, but only configured status mapping controls internal conversion status."
    @Test func extraParametersDoNotDecideTheStatus() throws {
        let site = try Site()
        #expect(try Curl.post(site.url("/api/v2/track/click"), click).status == 201)
        let query = "clickId=\(Self.id)&lead_status=accept&costValue=99&status=rejected"
        #expect(try Curl.get(site.url("/api/v2/track/postback?\(query)")).status == 201)
        let postback = try #require(try site.tracker.journey(Self.id).postbacks.first)
        #expect(postback.status == "reject")
        #expect(postback.costValue == nil)
        #expect(try site.tracker.journeyJSON(Self.id).contains(#""lead_status":"accept","costValue":"99""#))
    }
}
