import HTTP
import TestSupport
import Testing

struct StatisticsTests {
    private static let report =
        "/api/v2/reports/statistics?campaignId=42&periodStart=2025-01-30&periodEnd=2025-02-02"

    private static let expenses = """
        {"campaignId":42,"distributionParameter":"source","dates":[\
        {"date":"2025-01-30","distribution":{"facebook":12.5,"google":3.333,"bing":0.004}},\
        {"date":"2025-02-01","distribution":{"null":1}}]}
        """

    @Test(arguments: [
        ("", "statistics"), ("&groupParameters=source", "statistics-by-source"),
        ("&groupParameters=ad", "statistics-by-ad"),
        ("&groupParameters=ad,source", "statistics-by-source-and-ad"),
        ("&groupParameters=ad,source&sparse=true", "sparse-statistics-by-source-and-ad"),
        ("&skipClicksWithoutParameters=true", "statistics-with-parameters"),
        ("&timezone=Europe/Kyiv", "statistics-in-kyiv"),
        ("&groupParameters=nothing", "statistics-by-nothing"),
    ])
    func figuresAreAsTheFileHasThem(query: String, name: String) async throws {
        let site = try await TestSite.withTraffic()
        #expect(await site.ask("POST", "/api/v2/reports/expenses", Self.expenses).status == .ok)
        try Golden.expect(await site.ask("GET", Self.report + query), name + ".json")
        try Golden.expect(await site.ask("GET", Self.report + query + "&format=csv"), name + ".csv")
    }

    @Test func withoutExpensesProfitIsThePayouts() async throws {
        let site = try await TestSite.withTraffic()
        try Golden.expect(await site.ask("GET", Self.report), "statistics-without-expenses.json")
    }

    @Test func reversedPeriodIsEmpty() async throws {
        let site = try await TestSite.withTraffic()
        let response = await site.ask(
            "GET", "/api/v2/reports/statistics?campaignId=42&periodStart=2025-02-02&periodEnd=2025-01-30")
        try Golden.expect(response, "statistics-of-no-day.json")
    }

    /// The site's clock says 2023-11-14 22:13 UTC.
    @Test(arguments: [("", "2023-11-14"), ("&timezone=Europe/Kyiv", "2023-11-15")])
    func periodEndsToday(query: String, last: String) async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        let response = await site.ask(
            "GET", "/api/v2/reports/statistics?campaignId=42&periodStart=2023-11-13" + query)
        let days = response.text.matches(of: /"(\d{4}-\d\d-\d\d)":/).map { String($0.output.1) }
        #expect(days.first == "2023-11-13")
        #expect(days.last == last)
    }

    @Test func csvIsNegotiated() async throws {
        let site = try await TestSite.withTraffic()
        let byField = await site.ask("GET", Self.report + "&format=csv")
        let byHeader = await site.ask("GET", Self.report, "", [("HTTP_ACCEPT", "text/csv")])
        #expect(byField.body == byHeader.body)
        #expect(byField[.contentType] == "text/csv; charset=utf-8; header=present")
        #expect(byField[.contentDisposition] == #"attachment; filename="statistics-42.csv""#)
        let json = await site.ask("GET", Self.report + "&format=json", "", [("HTTP_ACCEPT", "text/csv")])
        #expect(json[.contentType] == "application/json")
    }

    @Test func unknownCampaignIsNotFound() async throws {
        let response = try await TestSite().ask("GET", Self.report)
        #expect(response.status == .notFound)
        #expect(response.text == #"{"message":"Campaign does not exist"}"#)
    }

    /// Names that SQL, JSON paths or the report itself could stumble over.
    @Test(arguments: [
        "lead_status", "expenses", "clicks", "%25", "%60", "%27", "%22", "a.b", "$", "%24.a", "null", "%00",
        "%F0%9F%98%80",
        "%5B0%5D", "=", "statuses", "%FF", "%5C",
    ])
    func oddGroupNamesAreHarmless(name: String) async throws {
        let site = try await TestSite.withTraffic()
        let response = await site.ask("GET", Self.report + "&groupParameters=" + name)
        #expect(response.status == .ok)
        #expect(response.text.contains(#""null":{"clicks":4,"#), "\(response.text)")
    }

    @Test func groupParametersAreTrimmedAndCountOnce() async throws {
        let site = try await TestSite.withTraffic()
        let response = await site.ask("GET", Self.report + "&groupParameters=%20ad%20,,source,ad,")
        #expect(response.text.hasSuffix(#""groupParameters":["ad","source"]}}"#))
    }

    /// The group of the empty text is no day.
    @Test func rowsOfAGroupedTableSayWhatTheyAre() async throws {
        let site = try await TestSite.withTraffic()
        try await site.click(0x70, #"{"source":""}"#, at: "2025-01-30T12:00:00Z")
        let query = "campaignId=42&periodStart=2025-01-30&periodEnd=2025-01-30&groupParameters=source"
        let response = await site.ask("GET", "/api/v2/reports/statistics?\(query)&format=csv")
        let rows = response.text.split(separator: "\r\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).prefix(4)
        }
        #expect(rows.first == ["level", "date", "source", "clicks"])
        #expect(rows.contains(["0", "2025-01-30", "", ""]))
        #expect(rows.contains(["1", "2025-01-30", "", "1"]))
    }

    @Test(arguments: [("", false), ("&bom=false", false), ("&bom=true", true), ("&bom=1", true)])
    func tableBeginsWithAByteOrderMarkWhereAskedFor(field: String, isThere: Bool) async throws {
        let site = try await TestSite.withTraffic()
        let period = "periodStart=2025-01-30&periodEnd=2025-01-30"
        for path in ["statistics?campaignId=42&\(period)", "leads?campaignId=42"] {
            let response = await site.ask("GET", "/api/v2/reports/\(path)&format=csv\(field)")
            #expect(response.status == .ok)
            #expect(response.body.starts(with: [0xEF, 0xBB, 0xBF]) == isThere)
        }
    }
}
