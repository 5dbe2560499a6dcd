import HTTP
import Storage
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
        ("&page=4&pageSize=1", []),
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
        let body = Self.dates(#"{"date":"2025-01-01","distribution":{"x":1}}"#)
        #expect(await site.ask("POST", Self.path, body).status == .ok)
        let other = await site.ask("POST", Self.path, body.replacing(#""a""#, with: #""b""#))
        #expect(other.status == .badRequest)
        #expect(
            other.text == #"{"message":"Bad distribution parameter","expensesDistributionParameter":"a"}"#)
    }

    @Test func distributionParameterIsFreeWhenNoExpensesAreLeft() async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        let day = #"{"date":"2025-01-01","distribution":{"x":1}}"#
        #expect(await site.ask("POST", Self.path, Self.dates(day)).status == .ok)
        let empty = Self.dates(#"{"date":"2025-01-01","distribution":{}}"#)
        #expect(await site.ask("POST", Self.path, empty).status == .ok)
        let campaign = "/api/v2/core/campaigns/42"
        let free = await site.ask("GET", campaign).text
        #expect(free.contains(#""expensesDistributionParameter":null"#), "\(free)")
        let other = Self.dates(day).replacing(#""a""#, with: #""b""#)
        #expect(await site.ask("POST", Self.path, other).status == .ok)
        let decided = await site.ask("GET", campaign).text
        #expect(decided.contains(#""expensesDistributionParameter":"b""#), "\(decided)")
    }

    @Test(arguments: [
        ("sorce", " Did you mean source?"), ("Source", " Did you mean source?"), ("aid", " Did you mean ad?"),
        ("campaign", ""),
    ])
    func parameterThatNoClickHasIsRefused(parameter: String, hint: String) async throws {
        let site = try await TestSite.withTraffic()
        let day = #"{"date":"2025-01-30","distribution":{"facebook":1}}"#
        let body = Self.dates(day).replacing(#""a""#, with: #""\#(parameter)""#)
        let response = await site.ask("POST", Self.path, body)
        #expect(response.status == .unprocessableEntity)
        let message = "No click of the campaign has this parameter." + hint
        #expect(
            response.text.hasSuffix(#""errors":{"json":{"distributionParameter":["\#(message)"]}}}"#),
            "\(response.text)")
        #expect(await site.ask("GET", Self.path + "?campaignId=42").text.contains(#""total":0"#))
        let right = body.replacing(#""\#(parameter)""#, with: #""source""#)
        #expect(await site.ask("POST", Self.path, right).status == .ok)
    }

    /// A form is filled from it and saved again.
    @Test func expensesAreReadAsTheyWereSent() async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        let amounts = ["7.129", "0.005", "1e-3", "12.50", "1E+2", "-0", "0.000000000001", "9999999999.99"]
        let distribution = amounts.enumerated().map { #""\#($0)":\#($1)"# }.joined(separator: ",")
        let day = #"{"date":"2025-01-30","distribution":{\#(distribution)}}"#
        for _ in 0..<2 {
            #expect(await site.ask("POST", Self.path, Self.dates(day)).status == .ok)
            let text = await site.ask("GET", Self.path + "?campaignId=42").text
            #expect(text.hasPrefix(#"{"content":[\#(day)],"#), "\(text)")
        }
    }

    @Test(arguments: [
        (#"{"a":9.99999,"b":0.000004,"c":0.000006}"#, "10.00", "0.00", "0.00"),
        (#"{"a":0.000001}"#, "0.00", "9.99", "999999900.00"),
        (#"{"a":0.000000000003}"#, "0.00", "9.99", "333333333333233.33"),
        (#"{"a":10,"b":0.000000000001}"#, "10.00", "-0.01", "-0.01"),
    ])
    func sumsOfExpensesAreExact(
        distribution: String, expenses: String, profit: String, returned: String
    ) async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        try await site.click(1, #"{"a":"x"}"#, at: "2025-01-30T08:00:00Z")
        try await site.postback(1, "approved", at: "2025-01-30T09:00:00Z")
        let day = #"{"date":"2025-01-30","distribution":\#(distribution)}"#
        #expect(await site.ask("POST", Self.path, Self.dates(day)).status == .ok)
        let period = "campaignId=42&periodStart=2025-01-30&periodEnd=2025-01-30"
        let report = await site.ask("GET", "/api/v2/reports/statistics?\(period)").text
        let figures =
            #""expenses":\#(expenses),"roi_accepted":\#(returned),"roi_expected":\#(returned),"#
            + #""profit_accepted":\#(profit),"profit_expected":\#(profit),"#
        #expect(report.contains(#""2025-01-30":{\#(figures)"#), "\(report)")
        #expect(report.contains(#""total":{\#(figures)"#), "\(report)")
    }

    /// The site's clock says 2023-11-14 22:13 UTC.
    @Test(arguments: [
        ("", ["2025-01-30", "2025-02-01"]), ("&sortOrder=desc&pageSize=1", ["2025-02-01"]),
        ("&pageSize=1&page=2", ["2025-02-01"]), ("&pageSize=1&page=3", []),
        ("&periodStart=2025-01-31", ["2025-02-01"]), ("&periodEnd=2025-01-31", ["2025-01-30"]),
        ("&periodStart=2023-11-01&periodEnd=2023-11-30", ["2023-11-14"]),
        ("&periodStart=2023-11-14&periodEnd=2023-11-14", ["2023-11-14"]),
        ("&periodStart=2023-11-14&periodEnd=2023-11-14&page=2", []),
        ("&periodEnd=2023-11-13", []), ("&periodStart=2025-02-02", []),
        ("&periodStart=2025-02-01&periodEnd=2023-01-01", []),
    ])
    func daysWithoutExpensesAreThereToBeFilledIn(query: String, days: [String]) async throws {
        let site = try await TestSite.withTraffic()
        let response = await site.ask("GET", Self.path + "?campaignId=42" + query)
        let content = days.map { #"{"date":"\#($0)","distribution":{}}"# }.joined(separator: ",")
        #expect(response.text.hasPrefix(#"{"content":[\#(content)],"#), "\(response.text)")
        #expect(response.text.contains(#""total":0}"#), "\(response.text)")
        // Nothing was stored.
        #expect(try site.store.expenses(ExpensesQuery(campaign: #require(CampaignID(42)))).total == 0)
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
        (
            dates(
                #"""
                {"date":"2025-01-01","distribution":{"a":0.0000000000001,"b":1e-13,"c":0.000000000001,\#
                "d":1.00000000000000000000000000000000000000,"e":1.000000000000000000000000000000000000000}}
                """#),
            #"""
            {"dates.0.distribution.a":["More than 12 decimals."],"dates.0.distribution.b":["More than 12 decimals."],\#
            "dates.0.distribution.e":["Longer than maximum length 40."]}
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
        #expect(await site.ask("GET", Self.path + "?campaignId=42").text.contains(#""total":0"#))
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
