import HTTP
import Storage
import TestSupport
import Testing
import Tracking

/// Campaigns over the API.
struct CampaignTests {
    private static let path = "/api/v2/core/campaigns"
    private static let valid =
        #"{"name":"Rings","costModel":"cpa","costValue":10,"currency":"usd","statusMapper":null}"#

    @Test func newCampaignIsAnswered() async throws {
        let site = try TestSite()
        let mapper = #"{ "parameter":"s","mapping":{"10.0":"accept","b":"trash","a":"reject"} }"#
        let response = await site.ask(
            "POST", Self.path,
            #"{"name":"Rings № 1","costModel":"cpa","costValue":"12.345","currency":"EUR","statusMapper":\#(mapper)}"#
        )
        #expect(response.status == .created)
        #expect(response[.location] == "/api/v2/core/campaigns/1")
        #expect(
            response.text == #"""
                {"id":1,"name":"Rings № 1","costModel":"cpa","costValue":12.34,"currency":"eur",\#
                "statusMapper":\#(mapper),"internalProcessUrl":null,"expensesDistributionParameter":null,"archived":false,\#
                "summary":{"clickCount":0,"clickShare":0.0,"lastActivityAt":null}}
                """#)
        let shown = await site.ask("GET", "/api/v2/core/campaigns/1")
        #expect(shown.status == .ok)
        #expect(shown.text == response.text)
    }

    /// Clients of the original ask on each of a campaign's pages.
    @Test(arguments: ["", "?page=2&pageSize=50&sortBy=name"])
    func campaignHasNoFlows(query: String) async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        let response = await site.ask("GET", Self.path + "/42/flows" + query)
        #expect(response.status == .ok)
        #expect(
            response.text == """
                {"content":[],"pagination":{"page":1,"pageSize":20,"sortBy":"id","sortOrder":"asc","total":0}}
                """)
        let unknown = await site.ask("GET", Self.path + "/43/flows" + query)
        #expect(unknown.status == .notFound)
        #expect(unknown.text == #"{"message":"Campaign does not exist"}"#)
    }

    @Test func clientMaySayThatNothingIsProcessedElsewhere() async throws {
        let site = try TestSite()
        let body = Self.valid.replacing("null}", with: #"null,"internalProcessUrl":null}"#)
        #expect(await site.ask("POST", Self.path, body).status == .created)
        #expect(await site.ask("PATCH", Self.path + "/1", #"{"internalProcessUrl":null}"#).status == .ok)
    }

    @Test func locationHasThePrefix() async throws {
        let response = try await TestSite().ask(
            "POST", "/tracker" + Self.path, Self.valid, [("LANDING_TRACKER_PREFIX", "/tracker/")])
        #expect(response[.location] == "/tracker/api/v2/core/campaigns/1")
    }

    @Test(arguments: [
        ("", #"{"name":["M"],"costModel":["M"],"costValue":["M"],"currency":["M"],"statusMapper":["M"]}"#),
        ("{}", #"{"name":["M"],"costModel":["M"],"costValue":["M"],"currency":["M"],"statusMapper":["M"]}"#),
        (
            #"{"name":null,"costModel":null,"costValue":null,"currency":null,"statusMapper":null}"#,
            #"{"name":["N"],"costModel":["N"],"costValue":["N"],"currency":["N"]}"#
        ),
        (
            #"{"name":"x","costModel":"cpx","costValue":"x","currency":"zzz","statusMapper":1,"id":7,"e\u0301":1}"#,
            #"""
            {"id":["Unknown field."],"e\#u{301}":["Unknown field."],\#
            "costModel":["Must be one of: cpc, cpm, cpl, cpa, cpi."],"costValue":["Not a valid number."],\#
            "currency":["Not a valid currency code."],"statusMapper":["Not a valid mapping type."]}
            """#
        ),
        (valid.replacing(#""Rings""#, with: #""""#), #"{"name":["Shorter than minimum length 1."]}"#),
        (valid.replacing("Rings", with: #"a\u0000b"#), #"{"name":["Control characters are not allowed."]}"#),
        (valid.replacing("10", with: "-0.01"), #"{"costValue":["Must be greater than or equal to 0."]}"#),
        (valid.replacing("10", with: "1e999999999"), #"{"costValue":["Number too large."]}"#),
        (
            valid.replacing("null", with: #"{"mapping":{"a":"ok"}}"#),
            #"{"statusMapper":["statusMapper.mapping values must be one of: accept, expect, reject, trash."]}"#
        ),
        (
            valid.replacing("null", with: #"{"parameter":""}"#),
            #"{"statusMapper.parameter":["Shorter than minimum length 1."]}"#
        ),
    ])
    func wrongFieldsAreAllNamed(body: String, errors: String) async throws {
        let site = try TestSite()
        let response = await site.ask("POST", Self.path, body)
        let messages = errors.replacing(#"["M"]"#, with: #"["Missing data for required field."]"#)
            .replacing(#"["N"]"#, with: #"["Field may not be null."]"#)
        #expect(response.status == .unprocessableEntity)
        #expect(
            response.text.utf8.elementsEqual(
                #"{"code":422,"status":"Unprocessable Entity","errors":{"json":\#(messages)}}"#.utf8),
            "\(response.text)")
        #expect(try site.store.campaigns().isEmpty)
    }

    @Test(arguments: [
        (#"{"name":"New"}"#, #""name":"New","costModel":"cpa","costValue":10.00,"currency":"usd""#),
        (#"{"costValue":0}"#, #""costValue":0.00,"currency":"usd""#),
        (#"{"currency":"UAH","costModel":"cpl"}"#, #""costModel":"cpl","costValue":10.00,"currency":"uah""#),
        (#"{"statusMapper":null}"#, #""statusMapper":null"#),
        (#"{"statusMapper":{"mapping":{}}}"#, #""statusMapper":{"mapping":{}}"#),
        ("{}", #""name":"LatAm Ring Campaign""#), ("", #""name":"LatAm Ring Campaign""#),
    ])
    func changeTouchesWhatIsGiven(body: String, expected: String) async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        let response = await site.ask("PATCH", Self.path + "/42", body)
        #expect(response.status == .ok)
        #expect(response.text.contains(expected), "\(response.text)")
        #expect(await site.ask("GET", Self.path + "/42").text == response.text)
    }

    @Test(arguments: [
        (#"{"name":null}"#, #"{"name":["Field may not be null."]}"#),
        (#"{"costValue":null,"x":1}"#, #"{"x":["Unknown field."],"costValue":["Field may not be null."]}"#),
        (#"{"internalProcessUrl":"https://x.example"}"#, #"{"internalProcessUrl":["Must be null."]}"#),
        (#"{"expensesDistributionParameter":"a"}"#, #"{"expensesDistributionParameter":["Unknown field."]}"#),
    ])
    func wrongChangeChangesNothing(body: String, errors: String) async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        let before = await site.ask("GET", Self.path + "/42").text
        let response = await site.ask("PATCH", Self.path + "/42", body)
        #expect(response.status == .unprocessableEntity)
        #expect(response.text.contains(#""errors":{"json":\#(errors)}"#), "\(response.text)")
        #expect(await site.ask("GET", Self.path + "/42").text == before)
    }

    @Test(arguments: [
        "1", "0", "-1", "042", "+42", "42.0", "x", "9007199254740992", "99999999999999999999", "%20" + "42",
        "٤٢",
    ])
    func unknownCampaignIsNotFound(id: String) async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        for (method, path) in [("GET", ""), ("PATCH", ""), ("POST", "/attribute")] {
            let response = await site.ask(method, "\(Self.path)/\(id)\(path)", #"{"sentCampaignId":1}"#)
            if method == "PATCH" { continue }
            #expect(response.status == .notFound, "\(method)")
            #expect(response.text == #"{"message":"Campaign does not exist"}"#)
        }
        #expect(await site.ask("PATCH", "\(Self.path)/\(id)", "{}").status == .notFound)
    }

    @Test(arguments: [("[]", 422), ("{", 400), (#"{"name":"x""#, 400), ("\u{FEFF}{}", 400), ("1", 422)])
    func otherBodies(body: String, code: Int) async throws {
        #expect(try await TestSite().ask("POST", Self.path, body).status.code == code)
    }

    @Test(arguments: [
        ("PUT", "/api/v2/core/campaigns", "GET, HEAD, POST, OPTIONS"),
        ("DELETE", "/api/v2/core/campaigns/42", "GET, HEAD, PATCH, OPTIONS"),
        ("GET", "/api/v2/core/campaigns/42/attribute", "POST, OPTIONS"),
        ("POST", "/api/v2/reports/statistics", "GET, HEAD, OPTIONS"),
    ])
    func otherMethodsAreNotAllowed(method: String, path: String, allowed: String) async throws {
        let site = try TestSite()
        let response = await site.ask(method, path)
        #expect(response.status == .methodNotAllowed)
        #expect(response[.allow] == allowed)
        let options = await site.ask("OPTIONS", path)
        #expect(options.status == .noContent)
        #expect(options.headers == [HTTPHeader(.allow, allowed)])
    }
}
