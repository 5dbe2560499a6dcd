import HTTP
import TestSupport
import Testing

struct LeadsTests {
    private static let list = "/api/v2/reports/leads?campaignId=42"

    @Test(arguments: [
        ("", "leads"), ("&sortBy=createdAt&sortOrder=desc&pageSize=2&page=2", "leads-second-page"),
    ])
    func leadsAreAsTheFileHasThem(query: String, name: String) async throws {
        let site = try await TestSite.withTraffic()
        try Golden.expect(await site.ask("GET", Self.list + query), name + ".json")
        try Golden.expect(await site.ask("GET", Self.list + query + "&format=csv"), name + ".csv")
    }

    @Test(arguments: [
        ("status=accept", [1]), ("status=expect", [2]), ("status=reject", [3]), ("status=trash", [6]),
        ("status=none", [5]), ("periodStart=2025-01-31", [5, 6]), ("periodEnd=2025-01-31", [1, 2, 3]),
        ("periodStart=2025-01-31&timezone=Europe/Kyiv", [3, 5, 6]),
        ("periodStart=2025-02-02&periodEnd=2025-02-01", []), ("parameter.source=facebook", [1, 2, 3]),
        ("parameter.source=facebook&parameter.ad=1", [1, 2]), ("parameter.ad=2", [3]),
        ("parameter.source=Facebook", []), ("parameter.nothing=x", []),
        ("parameter.=facebook", [1, 2, 3, 5, 6]),
        ("status=accept&parameter.source=google", []), ("page=1000000000", []),
        ("sortOrder=desc", [6, 5, 3, 2, 1]),
        ("clickId=00000000-0000-0000-0000-000000000002", [2]),
        ("clickId=00000000000000000000000000000003", [3]),
        ("clickId=00000000-0000-0000-0000-000000000002&status=accept", []),
        ("clickId=00000000-0000-0000-0000-000000000001&parameter.ad=1", [1]),
        ("clickId=00000000-0000-0000-0000-000000000004", []),
        ("clickId=00000000-0000-0000-0000-0000000000ff", []),
    ])
    func leadsAreFiltered(query: String, numbers: [Int]) async throws {
        let site = try await TestSite.withTraffic()
        let response = await site.ask("GET", Self.list + "&" + query)
        #expect(response.status == .ok)
        let content = response.text.prefix(
            upTo: try #require(response.text.firstRange(of: "\"pagination\"")).lowerBound)
        let found = content.matches(of: /"clickId":"[0-9a-f-]*?(\d+)"/).compactMap { Int($0.output.1) }
        #expect(found == numbers)
    }

    @Test(arguments: [
        ("", #"{"campaignId":42}"#),
        (
            "status=none&periodStart=2025-01-31&parameter.source=a&timezone=Europe/Kyiv&parameter.=b&parameter.x=c&tab=1",
            #"{"campaignId":42,"status":"none","periodStart":"2025-01-31","timezone":"Europe/Kyiv","#
                + #""parameter.source":"a","parameter.x":"c"}"#
        ),
        (
            "clickId=%7B00000000000000000000000000000002%7D&periodEnd=2025-02-01&page=2&sortBy=id",
            #"{"campaignId":42,"clickId":"00000000-0000-0000-0000-000000000002","periodEnd":"2025-02-01"}"#
        ),
    ])
    func answerSaysWhatWasApplied(query: String, filters: String) async throws {
        let site = try await TestSite.withTraffic()
        let response = await site.ask("GET", Self.list + "&" + query)
        #expect(response.status == .ok)
        #expect(response.text.hasSuffix(#""filters":\#(filters)}"#), "\(response.text)")
    }

    @Test(arguments: [
        ("staus=accept", "staus", "status"), ("Status=accept", "Status", "status"),
        ("statuses=accept", "statuses", "status"), ("click_id=x", "click_id", "clickId"),
        ("period_start=2025-01-01", "period_start", "periodStart"),
        ("perodEnd=2025-01-01", "perodEnd", "periodEnd"),
        ("timeZone=Europe/Kyiv", "timeZone", "timezone"),
        ("zone=1&time-zone=x", "time-zone", "timezone"),
        ("parameters.source=facebook", "parameters.source", "parameter.NAME"),
        ("Parameter.source=facebook", "Parameter.source", "parameter.NAME"),
        ("param.source=x&paramter.source=facebook", "paramter.source", "parameter.NAME"),
    ])
    func nearMissOfAFilterIsNamed(query: String, name: String, expected: String) async throws {
        let site = try await TestSite.withTraffic()
        let response = await site.ask("GET", Self.list + "&" + query)
        #expect(response.status == .unprocessableEntity)
        #expect(
            response.text.hasSuffix(
                #""errors":{"query":{"\#(name)":["Unknown field. Did you mean \#(expected)?"]}}}"#),
            "\(response.text)")
    }

    @Test(arguments: ["source=x", "tab=leads", "_=1", "search=", "flowId=1", "period=today"])
    func whatMeansNothingHereIsPassedOver(query: String) async throws {
        let site = try await TestSite.withTraffic()
        let all = await site.ask("GET", Self.list)
        #expect(await site.ask("GET", Self.list + "&" + query).text == all.text)
    }

    @Test func wrongClickIDIsNamed() async throws {
        let response = try await TestSite().ask("GET", Self.list + "&clickId=7")
        #expect(response.status == .unprocessableEntity)
        #expect(response.text.contains(#"{"clickId":["Not a valid UUID."]}"#))
    }

    @Test func unknownCampaignIsNotFound() async throws {
        let response = try await TestSite().ask("GET", Self.list)
        #expect(response.status == .notFound)
        #expect(response.text == #"{"message":"Campaign does not exist"}"#)
    }

    @Test func journeyIsShownByAnyFormOfItsID() async throws {
        let site = try await TestSite.withTraffic()
        let path = "/api/v2/reports/leads/"
        try Golden.expect(
            await site.ask("GET", path + "00000000-0000-0000-0000-000000000001"), "journey.json")
        for form in [
            "00000000000000000000000000000002", "%7B00000000-0000-0000-0000-000000000002%7D",
            "urn:uuid:00000000-0000-0000-0000-000000000002", "%2000000000-0000-0000-0000-000000000002",
        ] {
            let response = await site.ask("GET", path + form)
            #expect(response.status == .ok, "\(form)")
            #expect(response.text.hasPrefix(#"{"clickId":"00000000-0000-0000-0000-000000000002""#))
        }
    }

    @Test(arguments: [
        ("00000000-0000-0000-0000-000000000010", #""campaignId":null,"campaignName":null"#),
        ("00000000-0000-0000-0000-000000000008", #""campaignId":7,"campaignName":null"#),
    ])
    func journeyWithoutACampaignIsShown(id: String, expected: String) async throws {
        let site = try await TestSite.withTraffic()
        try await site.lead(0x10, at: "2025-02-01T13:00:00Z")
        let response = await site.ask("GET", "/api/v2/reports/leads/" + id)
        #expect(response.status == .ok)
        #expect(response.text.contains(expected))
    }

    @Test(arguments: ["00000000-0000-0000-0000-0000000000ff", "x", "%00", "1"])
    func unknownJourneyIsNotFound(id: String) async throws {
        let response = try await TestSite().ask("GET", "/api/v2/reports/leads/" + id)
        #expect(response.status == .notFound)
        #expect(response.text == #"{"message":"Click does not exist"}"#)
    }
}
