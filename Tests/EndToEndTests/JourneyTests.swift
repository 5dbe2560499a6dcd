import TestSupport
import TestTraits
import Testing

/// What becomes of events on their way from the web server to the disk and back.
@Suite(.ownThread, .needsInstalledServers, .timeLimit(.minutes(30)))
struct JourneyTests {
    private static let id = "c0ffee00-1111-4222-8333-444455556666"
    private let click = #"{"clickId":"\#(id)","campaignId":42,"source":"facebook"}"#
    private let lead = #"{"clickId":"\#(id)","offer_id":"456"}"#
    private let postback = #"{"clickId":"\#(id)","status":"approved"}"#

    @Test(arguments: ["click", "lead", "postback"])
    func parametersComeBackByteForByte(_ kind: String) throws {
        let parameters =
            #"{"a":10,"b":10.0,"c":1e2,"d":123456789012345678901234567890,"e":"\u00e9","z":[1,{"y":null}]}"#
        let site = try Site()
        let fields = #"{"clickId":"\#(Self.id)","campaignId":42,"# + parameters.dropFirst()
        #expect(try Curl.post(site.url("/api/v2/track/\(kind)"), fields).status == 201)
        // A campaignId is an extra parameter of all but a click.
        let expected = kind == "click" ? parameters : #"{"campaignId":42,"# + parameters.dropFirst()
        let journey = try site.tracker.journeyJSON(Self.id)
        #expect(journey.contains(#""parameters":\#(expected)"#), "\(journey)")
    }

    @Test func sendingEverythingFiveTimesChangesNoFigure() throws {
        let site = try Site()
        try send(site, times: 1)
        let once = try figures(site)
        try send(site, times: 4)
        #expect(try figures(site) == once)

        let journey = try site.tracker.journey(Self.id)
        #expect(journey.repeats.count == 4)
        #expect(journey.leads.count == 5)
        #expect(journey.postbacks.map(\.repeat) == [true, true, true, true, nil])
        #expect(journey.postbacks.allSatisfy { $0.status == "accept" })
    }

    @Test func earlyPostbackIsMappedWhenTheClickComes() throws {
        let site = try Site()
        #expect(try Curl.post(site.url("/api/v2/track/postback"), postback).status == 201)
        #expect(try Curl.post(site.url("/api/v2/track/lead"), lead).status == 201)
        #expect(try site.tracker.journey(Self.id).postbacks.map(\.status) == [nil])

        #expect(try Curl.post(site.url("/api/v2/track/click"), click).status == 201)
        let journey = try site.tracker.journey(Self.id)
        #expect(journey.campaignId == 42)
        #expect(journey.postbacks.map(\.status) == ["accept"])
        #expect(journey.postbacks.map(\.costValue) == [10])
        #expect(journey.postbacks.map(\.currency) == ["usd"])
        #expect(journey.leads.count == 1)
    }

    private func send(_ site: Site, times: Int) throws {
        for _ in 0..<times {
            #expect(try Curl.post(site.url("/api/v2/track/click"), click).status == 201)
            #expect(try Curl.post(site.url("/api/v2/track/lead"), lead).status == 201)
            #expect(try Curl.post(site.url("/api/v2/track/postback"), postback).status == 201)
        }
    }

    /// What reports count and pay: journeys with their status and payout.
    private func figures(_ site: Site) throws -> [String] {
        try site.tracker.rows("SELECT hex(click_id), campaign_id, status, payout, currency FROM journey")
            + site.tracker.rows("SELECT count(*) FROM journey WHERE clicked_at IS NOT NULL")
    }
}
