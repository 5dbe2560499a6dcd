import TestSupport
import TestTraits
import Testing

/// Every row of the published troubleshooting table, through nginx over HTTPS.
@Suite(.ownThread, .needsInstalledServers, .timeLimit(.minutes(30)))
struct TroubleshootingTests {
    private static let id = "5a1e1c54-0b51-4c3d-9d2e-7c1a5be0f6aa"

    /// "Missing or invalid clickId, missing campaignId, wrong API URL, or non-POST request."
    @Test func clickIsNotRecorded() throws {
        let site = try Site()
        let url = site.url("/api/v2/track/click")
        let missing = "Missing data for required field."
        let refusals: [(body: String, message: String)] = [
            (#"{"campaignId":42}"#, #""clickId":["\#(missing)"]"#),
            (#"{"clickId":"42","campaignId":42}"#, #""clickId":["Not a valid UUID."]"#),
            (#"{"clickId":null,"campaignId":42}"#, #""clickId":["Field may not be null."]"#),
            (#"{"clickId":"\#(Self.id)"}"#, #""campaignId":["\#(missing)"]"#),
        ]
        for (body, message) in refusals {
            let answer = try Curl.post(url, body)
            #expect(answer.status == 422, "\(body)")
            #expect(answer.body.contains(message), "\(answer.body)")
        }
        let click = #"{"clickId":"\#(Self.id)","campaignId":42}"#
        #expect(try Curl.post(site.url("/api/v2/track/clicks"), click).status == 404)
        #expect(try Curl.get("\(url)?clickId=\(Self.id)&campaignId=42").status == 405)
        #expect(try site.tracker.eventRows().isEmpty)

        #expect(try Curl.post(url, click).status == 201)
        #expect(try site.tracker.journey(Self.id).campaignId == 42)
    }

    /// "The lead used a clickId that was never recorded by the click endpoint."
    @Test func leadAppearsWithoutCampaign() throws {
        let site = try Site()
        #expect(try Curl.get(site.url("/api/v2/track/lead?clickId=\(Self.id)")).status == 201)
        let journey = try site.tracker.journey(Self.id)
        #expect(journey.campaignId == nil)
        #expect(journey.campaignName == nil)
        #expect(journey.leads.count == 1)
    }

    /// "Campaign status mapper does not match the incoming parameter or value."
    @Test(arguments: ["stat=approved", "status=paid", "status=", "other=1"])
    func statusBecomesTrash(_ parameter: String) throws {
        let site = try Site()
        try sendClick(site)
        let url = site.url("/api/v2/track/postback?clickId=\(Self.id)&\(parameter)")
        #expect(try Curl.get(url).status == 201)
        #expect(try site.tracker.journey(Self.id).postbacks.map(\.status) == ["trash"])
    }

    /// "The postback could not be connected to a campaign, or the mapped status is not accept or expect."
    @Test func postbackHasNoPayout() throws {
        let site = try Site()
        try sendPostback(site, "approved")
        let unconnected = try #require(try site.tracker.journey(Self.id).postbacks.first)
        #expect(unconnected.status == nil)
        #expect(unconnected.costValue == nil)
        #expect(unconnected.currency == nil)

        let connected = try Site()
        try sendClick(connected)
        for word in ["approved", "hold", "rejected", "trash"] { try sendPostback(connected, word) }
        let latestFirst = try connected.tracker.journey(Self.id).postbacks
        #expect(latestFirst.map(\.status) == ["trash", "reject", "expect", "accept"])
        #expect(latestFirst.map(\.costValue) == [nil, nil, 10, 10])
        #expect(latestFirst.map(\.currency) == [nil, nil, "usd", "usd"])
    }

    /// "Query string values are text."
    @Test func numbersOfAQueryAreStrings() throws {
        let site = try Site()
        let url = site.url("/api/v2/track/lead")
        #expect(try Curl.get("\(url)?clickId=\(Self.id)&payout=10").status == 201)
        #expect(try Curl.post(url, #"{"clickId":"\#(Self.id)","payout":10}"#).status == 201)
        let journey = try site.tracker.journeyJSON(Self.id)
        #expect(journey.contains(#""parameters":{"payout":"10"}"#))
        #expect(journey.contains(#""parameters":{"payout":10}"#))
    }

    private func sendClick(_ site: Site) throws {
        let click = #"{"clickId":"\#(Self.id)","campaignId":42}"#
        #expect(try Curl.post(site.url("/api/v2/track/click"), click).status == 201)
    }

    private func sendPostback(_ site: Site, _ word: String) throws {
        let url = site.url("/api/v2/track/postback?clickId=\(Self.id)&status=\(word)")
        #expect(try Curl.get(url).status == 201)
    }
}
