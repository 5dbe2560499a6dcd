import HTTP
import Storage
import TestSupport
import Testing

struct MoveTests {
    private let path = "/api/v2/core/campaigns/43/move-clicks"

    @Test func clicksAreMovedAndGivenBack() async throws {
        let site = try await TestSite.withTraffic()
        try site.store.addSampleCampaign(43, .sample(cost: 7, currency: "eur"))
        let period = #""periodStart":"2025-01-30","periodEnd":"2025-01-31""#
        let preview = await site.ask("POST", path, #"{"fromCampaignId":42,\#(period),"dryRun":true}"#)
        let rest = #""reject":{"leads":1,"payouts":{}},"trash":{"leads":0,"payouts":{}}}"#
        #expect(
            preview.text == """
                {"moved":4,"run":null,"before":{"accept":{"leads":1,"payouts":{"usd":10.00}},\
                "expect":{"leads":1,"payouts":{"usd":10.00}},\(rest),"after":{\
                "accept":{"leads":1,"payouts":{"eur":7.00}},"expect":{"leads":1,"payouts":{"eur":7.00}},\(rest)}
                """)
        let body = #"{"fromCampaignId":42,\#(period),"parameters":{"source":"facebook","ad":1}}"#
        #expect(await site.ask("POST", path, body).text == #"{"moved":2,"run":1}"#)
        #expect(await site.ask("POST", path, body).text == #"{"moved":0,"run":2}"#)
        let undo = "/api/v2/core/campaigns/moves/1/undo"
        #expect(await site.ask("GET", "/api/v2/core/campaigns/43").text.contains(#""clickCount":2"#))
        #expect(await site.ask("POST", undo, "{}").text == #"{"undone":2,"movedSince":0}"#)
        #expect(await site.ask("GET", "/api/v2/core/campaigns/43").text.contains(#""clickCount":0"#))
    }

    @Test(arguments: ["0", "7", "x", "01", "99999999999999999999"])
    func runThatIsMissingIsNotFound(run: String) async throws {
        let site = try TestSite()
        let answer = await site.ask("POST", "/api/v2/core/campaigns/moves/\(run)/undo", "{}")
        #expect(answer.status == .notFound)
        #expect(answer.text == #"{"message":"Run does not exist"}"#)
    }

    @Test func campaignThatIsMissingIsNotFound() async throws {
        let site = try TestSite()
        let body = #"{"fromCampaignId":42,"periodStart":"2023-01-30"}"#
        try site.store.addSampleCampaign(43)
        #expect(await site.ask("POST", path, body).status == .notFound)
        #expect(
            await site.ask("POST", "/api/v2/core/campaigns/44/move-clicks", body).status == .notFound)
    }

    @Test(arguments: [
        (
            "{}",
            #"{"fromCampaignId":["Missing data for required field."],"#
                + #""periodStart":["Missing data for required field."]}"#
        ),
        (
            #"{"fromCampaignId":43,"periodStart":"2023-01-30"}"#,
            #"{"fromCampaignId":["Must be another campaign."]}"#
        ),
        (
            #"{"fromCampaignId":42,"periodStart":7,"timezone":"x","parameters":[],"dryRun":"maybe"}"#,
            #"{"timezone":["Not a valid time zone."],"periodStart":["Not a valid date."],"#
                + #""parameters":["Not a valid mapping type."],"dryRun":["Not a valid boolean."]}"#
        ),
        (
            #"{"fromCampaignId":42,"periodStart":"2025-01-31","periodEnd":"2025-01-30"}"#,
            #"{"periodStart":["Must not be after the period's last day."]}"#
        ),
        (
            #"{"fromCampaignId":42,"periodStart":"9999-01-01"}"#,
            #"{"periodStart":["Must not be after the period's last day."]}"#
        ),
        (
            #"{"fromCampaignID":42,"fromCampaignId":42,"periodStart":"2023-01-30"}"#,
            #"{"fromCampaignID":["Unknown field."]}"#
        ),
        (
            #"{"fromCampaignId":42,"periodStart":"2023-01-30","parameters":{"a":null}}"#,
            #"{"parameters":["Field may not be null."]}"#
        ),
    ])
    func wrongFieldsAreNamed(body: String, errors: String) async throws {
        let site = try TestSite()
        let response = await site.ask("POST", path, body)
        #expect(
            response.text == #"{"code":422,"status":"Unprocessable Entity","errors":{"json":\#(errors)}}"#)
    }

    @Test func moveThatAStopEndsIsToBeAskedForAgain() async throws {
        let site = try await TestSite.withTraffic()
        try site.store.addSampleCampaign(43)
        site.store.endLongChanges()
        let period = #""periodStart":"2025-01-30","periodEnd":"2025-01-31""#
        let answer = await site.ask("POST", path, #"{"fromCampaignId":42,\#(period)}"#)
        #expect(answer.status == .serviceUnavailable)
        #expect(answer[.retryAfter] != nil)
    }

    @Test func parametersHaveLimits() async throws {
        let site = try TestSite()
        let names = (0...100).map { #""n\#($0)":1"# }.joined(separator: ",")
        let long = #""\#(String(repeating: "x", count: 1_025))":1"#
        for (parameters, error) in [
            (names, "Longer than maximum length 100."), (long, "A name is longer than 1024 bytes."),
        ] {
            let body = #"{"fromCampaignId":42,"periodStart":"2023-01-30","parameters":{\#(parameters)}}"#
            let response = await site.ask("POST", path, body)
            #expect(response.text.contains(#""errors":{"json":{"parameters":["\#(error)"]}}"#))
        }
    }

    @Test(arguments: ["/api/v2/core/campaigns/43/move-clicks", "/api/v2/core/campaigns/moves/1/undo"])
    func bodyIsReadAsThatOfOtherChanges(path: String) async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign(43)
        #expect(await site.ask("POST", path, "{").status == .badRequest)
        #expect(await site.ask("POST", path, "[]").status == .unprocessableEntity)
        #expect(await site.ask("POST", path, #"{"x":1}"#).text.contains(#""x":["Unknown field."]"#))
        let text = HTTPRequest(
            "POST", path, body: .complete(Array("{}".utf8)), mediaType: "text/plain",
            [("HTTPS", "on"), ("HTTP_AUTHORIZATION", Login.token.field)])
        #expect(await site.send(text).status == .unsupportedMediaType)
    }
}
