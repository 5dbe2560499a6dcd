import HTTP
import TestSupport
import Testing
import Tracking

struct ExpensesTests {
    private static let path = "/api/v2/reports/expenses"

    @Test func expensesAreSetAndReplaced() async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        let first = await site.ask(
            "POST", Self.path,
            """
            {"campaignId":"42","distributionParameter":"source","dates":[\
            {"date":"2025-01-31","distribution":{"a":1,"b":2}},{"date":"2025-01-30","distribution":{"a":12.5}},\
            {"date":"2025-02-01","distribution":{"a":9}}]}
            """)
        #expect(first.status == .ok)
        #expect(first.text == "null")
        let second = await site.ask(
            "POST", Self.path,
            """
            {"campaignId":42,"distributionParameter":"source","dates":[\
            {"date":"2025-01-31","distribution":{"x":1}},{"date":"2025-02-01","distribution":{}},\
            {"date":"2025-01-31","distribution":{"c":0.335,"=1+1":0}}]}
            """)
        #expect(second.status == .ok)
        try Golden.expect(await site.ask("GET", Self.path + "?campaignId=42"), "expenses.json")
        #expect(
            await site.ask("GET", "/api/v2/core/campaigns/42").text
                .contains(#""expensesDistributionParameter":"source""#))
    }

    @Test(arguments: [
        ("", ["2025-01-30", "2025-01-31", "2025-02-01"]), ("&sortOrder=desc&pageSize=1", ["2025-02-01"]),
        ("&sortBy=date&page=2&pageSize=2", ["2025-02-01"]),
        ("&periodStart=2025-01-31", ["2025-01-31", "2025-02-01"]),
        ("&periodEnd=2025-01-30", ["2025-01-30"]), ("&periodStart=2025-02-02", []),
        ("&periodStart=2025-02-01&periodEnd=2025-01-01", []),
    ])
    func daysAreListed(query: String, days: [String]) async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        let dates = ["2025-01-30", "2025-01-31", "2025-02-01"]
            .map { #"{"date":"\#($0)","distribution":{"a":1}}"# }.joined(separator: ",")
        _ = await site.ask(
            "POST", Self.path, #"{"campaignId":42,"distributionParameter":"a","dates":[\#(dates)]}"#)
        let response = await site.ask("GET", Self.path + "?campaignId=42" + query)
        #expect(response.status == .ok)
        #expect(response.text.matches(of: /"date":"([^"]+)"/).map { String($0.output.1) } == days)
    }

    @Test func distributionParameterStays() async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        let body = #"{"campaignId":42,"distributionParameter":"a","dates":[]}"#
        #expect(await site.ask("POST", Self.path, body).status == .ok)
        let other = await site.ask("POST", Self.path, body.replacing(#""a""#, with: #""b""#))
        #expect(other.status == .badRequest)
        #expect(other.text == #"{"message":"Bad distribution parameter"}"#)
    }

    @Test func unknownCampaignIsNotFound() async throws {
        let site = try TestSite()
        let body = #"{"campaignId":1,"distributionParameter":"a","dates":[]}"#
        #expect(await site.ask("POST", Self.path, body).text == #"{"message":"Campaign does not exist"}"#)
        #expect(await site.ask("GET", Self.path + "?campaignId=1").status == .notFound)
    }

    @Test(arguments: [
        (
            "{}",
            #"{"campaignId":["M"],"distributionParameter":["M"],"dates":["M"]}"#
        ),
        (
            #"{"campaignId":null,"distributionParameter":null,"dates":null}"#,
            #"{"campaignId":["N"],"distributionParameter":["N"],"dates":["Not a valid list."]}"#
        ),
        (
            #"{"campaignId":"x","distributionParameter":"","dates":{},"more":1}"#,
            #"""
            {"more":["Unknown field."],"campaignId":["Not a valid integer."],\#
            "distributionParameter":["Shorter than minimum length 1."],"dates":["Not a valid list."]}
            """#
        ),
        (dates("1"), #"{"dates.0":["Not a valid mapping type."]}"#),
        (dates("{}"), #"{"dates.0.date":["M"],"dates.0.distribution":["M"]}"#),
        (
            dates(#"{"date":"2025-02-29","distribution":[]},{"date":20250101,"distribution":null,"x":1}"#),
            #"""
            {"dates.0.date":["Not a valid date."],"dates.0.distribution":["Not a valid mapping type."],\#
            "dates.1.x":["Unknown field."],"dates.1.date":["Not a valid date."],"dates.1.distribution":["N"]}
            """#
        ),
        (
            dates(#"{"date":"2025-01-01","distribution":{"a":-1,"b":"1","c":null,"d":1e10,"e":1}}"#),
            #"""
            {"dates.0.distribution.a":["Must be greater than or equal to 0."],\#
            "dates.0.distribution.b":["Not a valid number."],"dates.0.distribution.c":["N"],\#
            "dates.0.distribution.d":["Number too large."]}
            """#
        ),
    ])
    func wrongFieldsAreAllNamed(body: String, errors: String) async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        let response = await site.ask("POST", Self.path, body)
        let messages = errors.replacing(#"["M"]"#, with: #"["Missing data for required field."]"#)
            .replacing(#"["N"]"#, with: #"["Field may not be null."]"#)
        #expect(response.status == .unprocessableEntity)
        #expect(
            response.text == #"{"code":422,"status":"Unprocessable Entity","errors":{"json":\#(messages)}}"#)
        #expect(await site.ask("GET", Self.path + "?campaignId=42").text.contains(#""content":[]"#))
    }

    /// As many days and values as are taken, and one more of each.
    @Test(arguments: [
        (3_660, 1, nil), (3_661, 0, "Longer than maximum length 3660."), (50, 100, nil),
        (50, 101, "More than 5000 values in all."), (1, 5_001, "More than 5000 values in all."),
    ])
    func bodyHasALimit(days: Int, values: Int, message: String?) async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        let first = try #require(ReportDay("2020-01-01"))
        let distribution = (0..<values).map { #""\#($0)":1"# }.joined(separator: ",")
        let dates = try (0..<days).map { index in
            let date = try #require(ReportDay(number: first.number + index))
            return #"{"date":"\#(date)","distribution":{\#(distribution)}}"#
        }
        let response = await site.ask("POST", Self.path, Self.dates(dates.joined(separator: ",")))
        guard let message else { return #expect(response.status == .ok) }
        #expect(response.status == .unprocessableEntity)
        #expect(response.text.hasSuffix(#""errors":{"json":{"dates":["\#(message)"]}}}"#), "\(response.text)")
    }

    @Test func moreThanIsReplacedAtOnceIsRefused() async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        let distribution = (0..<5_000).map { #""\#($0)":1"# }.joined(separator: ",")
        let days = ["01", "02", "03", "04", "05"].map { "2025-01-\($0)" }
        for day in days {
            let body = Self.dates(#"{"date":"\#(day)","distribution":{\#(distribution)}}"#)
            #expect(await site.ask("POST", Self.path, body).status == .ok)
        }
        let empty = days.map { #"{"date":"\#($0)","distribution":{}}"# }.joined(separator: ",")
        let response = await site.ask("POST", Self.path, Self.dates(empty))
        #expect(response.status == .unprocessableEntity)
        #expect(
            response.text.contains(
                #""dates":["These days have more than 20000 stored values. Send fewer days at once."]"#))
    }

    private static func dates(_ elements: String) -> String {
        #"{"campaignId":42,"distributionParameter":"a","dates":[\#(elements)]}"#
    }

    @Test func helpersListParametersAndTheirValues() async throws {
        let site = try await TestSite.withTraffic()
        let helpers = "/api/v2/reports/helpers/expenses-distribution-parameter"
        try Golden.expect(await site.ask("GET", helpers + "s?campaignId=42"), "distribution-parameters.json")
        try Golden.expect(
            await site.ask("GET", helpers + "-values?campaignId=42&parameter=source"),
            "distribution-parameter-values.json")
        let none = await site.ask("GET", helpers + "-values?campaignId=42&parameter=%60%27%22%00")
        #expect(none.status == .ok)
        for query in ["s?campaignId=1", "-values?campaignId=1&parameter=source"] {
            #expect(await site.ask("GET", helpers + query).text == #"{"message":"Campaign does not exist"}"#)
        }
    }
}
