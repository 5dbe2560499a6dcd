import HTTP
import Storage
import TestSupport
import Testing
import Tracking

struct AttributionTests {
    @Test func unattributedClicksBecomeTheCampaigns() async throws {
        let site = try await TestSite.withTraffic()
        try await site.postback(8, "approved", at: "2025-02-01T15:00:00Z")
        try Golden.expect(await site.ask("GET", "/api/v2/reports/unattributed"), "unattributed.json")
        let path = "/api/v2/core/campaigns/42/attribute"
        #expect(await site.ask("POST", path, #"{"sentCampaignId":7}"#).text == #"{"attributed":2}"#)
        #expect(await site.ask("POST", path, #"{"sentCampaignId":"7"}"#).text == #"{"attributed":0}"#)
        let clickID = try #require(ClickID("00000000-0000-0000-0000-000000000008"))
        #expect(try site.store.attribution(of: clickID)?.author == .login("machine"))
        let journey = await site.ask("GET", "/api/v2/reports/leads/00000000-0000-0000-0000-000000000008").text
        #expect(journey.contains(#""campaignId":42,"#))
        #expect(journey.contains(#""status":"accept","costValue":10.00,"currency":"usd""#))
        #expect(await site.ask("GET", "/api/v2/reports/unattributed").text.contains(#""content":[]"#))
        #expect(await site.ask("GET", "/api/v2/core/campaigns/42").text.contains(#""clickCount":9"#))
    }

    @Test(arguments: [
        ("{}", #"{"sentCampaignId":["Missing data for required field."]}"#),
        (#"{"sentCampaignId":null}"#, #"{"sentCampaignId":["Field may not be null."]}"#),
        (#"{"sentCampaignId":0}"#, #"{"sentCampaignId":["Not a valid integer."]}"#),
        (
            #"{"sentCampaignId":1e16,"x":1}"#,
            #"{"x":["Unknown field."],"sentCampaignId":["Number too large."]}"#
        ),
    ])
    func wrongFieldsAreNamed(body: String, errors: String) async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        let response = await site.ask("POST", "/api/v2/core/campaigns/42/attribute", body)
        #expect(
            response.text == #"{"code":422,"status":"Unprocessable Entity","errors":{"json":\#(errors)}}"#)
    }
}
