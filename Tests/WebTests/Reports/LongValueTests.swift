import HTTP
import TestSupport
import Testing

/// A value of many kilobytes, in what people see and send back.
struct LongValueTests {
    private static let long = String(repeating: "x", count: 3_000)
    private static let reports = "/api/v2/reports/"
    private static let day = "campaignId=42&periodStart=2025-01-30&periodEnd=2025-01-30"

    @Test func reportShowsTheBeginningAndAHashThatFiltersTake() async throws {
        let site = try await site()
        let report = await site.ask("GET", Self.reports + "statistics?\(Self.day)&groupParameters=ad").text
        let keys = report.matches(of: /"(x+…[0-9a-f]{64})":/).map { String($0.output.1) }
        #expect(keys.count == 2)
        #expect(Set(keys).count == 2)
        let table = await site.ask(
            "GET", Self.reports + "statistics?\(Self.day)&groupParameters=ad&format=csv")
        let values = await site.ask(
            "GET", Self.reports + "helpers/expenses-distribution-parameter-values?campaignId=42&parameter=ad")
        for key in keys {
            #expect(key.prefix { $0 == "x" }.count == 1_024)
            #expect(table.text.contains("\r\n1,2025-01-30,\(key),1,"))
            #expect(values.text.contains(#"{"value":"\#(key)"}"#))
            let filter = key.replacing("…", with: "%E2%80%A6")
            let leads = await site.ask("GET", Self.reports + "leads?campaignId=42&parameter.ad=\(filter)")
            #expect(leads.text.contains(#""total":1}"#))
        }
    }

    @Test func expensesTakeWhatTheReportShows() async throws {
        let site = try await site()
        let values = await site.ask(
            "GET", Self.reports + "helpers/expenses-distribution-parameter-values?campaignId=42&parameter=ad"
        ).text
        let value = try #require(values.firstMatch(of: /"value":"(x[^"]+)"/)).output.1
        let body = #"""
            {"campaignId":42,"distributionParameter":"ad",\#
            "dates":[{"date":"2025-01-30","distribution":{"\#(value)":7}}]}
            """#
        #expect(await site.ask("POST", Self.reports + "expenses", body).status == .ok)
        let report = await site.ask("GET", Self.reports + "statistics?\(Self.day)&groupParameters=ad").text
        #expect(report.contains(#""\#(value)":{"expenses":7.00"#))
    }

    /// The whole and the cut form are one key, and of one day only one of them may stand.
    @Test func twoFormsOfOneValueAreRefused() async throws {
        let site = try await site()
        let values = await site.ask(
            "GET", Self.reports + "helpers/expenses-distribution-parameter-values?campaignId=42&parameter=ad"
        ).text
        let value = try #require(values.firstMatch(of: /"value":"(x[^"]+)"/)).output.1
        for whole in [Self.long + "1", Self.long + "2"] {
            let body = #"""
                {"campaignId":42,"distributionParameter":"ad",\#
                "dates":[{"date":"2025-01-30","distribution":{"\#(value)":1,"\#(whole)":2}}]}
                """#
            let response = await site.ask("POST", Self.reports + "expenses", body)
            if response.status == .unprocessableEntity {
                #expect(response.text.contains("Reports have one key for this value"))
                return
            }
        }
        Issue.record("both are taken")
    }

    /// Two leads with values that differ in their last letter.
    private func site() async throws -> TestSite {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        for number in [UInt64(1), 2] {
            try await site.click(number, #"{"ad":"\#(Self.long)\#(number)"}"#, at: "2025-01-30T08:00:00Z")
            try await site.lead(number, at: "2025-01-30T09:00:00Z")
        }
        return site
    }
}
