import Foundation
import HTTP
import TestSupport
import Testing

/// Statistics of some of a campaign's journeys.
struct StatisticsFilterTests {
    private static let report =
        "/api/v2/reports/statistics?campaignId=42&periodStart=2025-01-30&periodEnd=2025-02-02"

    @Test func answerSaysWhatWasApplied() async throws {
        let site = try await TestSite.withTraffic()
        let answer = await site.ask("GET", Self.report + "&parameter.source=facebook&status=accept")
        #expect(answer.status == .ok)
        #expect(answer.text.hasSuffix(#","filters":{"status":"accept","parameter.source":"facebook"}}}"#))
        #expect(answer.text.contains(#""clicks":1,"statuses":{"accept":{"leads":1,"payouts":10.00}"#))
        // They are of all clicks.
        #expect(!answer.text.contains("repeats") && !answer.text.contains("unattributed"))
        let all = await site.ask("GET", Self.report)
        #expect(!all.text.contains("filters") && all.text.contains(#""repeats":1"#))
    }

    @Test(arguments: [
        ("&status=accept", 1), ("&status=none", 3), ("&parameter.ad=1", 2),
        ("&parameter.ad=1&status=none", 0),
        ("&parameter.source=facebook&parameter.ad=2", 1), ("&parameter.source=Facebook", 0),
        ("&parameter.x=", 0),
    ])
    func onlyWhatIsLeftIsCounted(query: String, clicks: Int) async throws {
        let site = try await TestSite.withTraffic()
        for groups in ["", "&groupParameters=source"] {
            let csv = await site.ask("GET", Self.report + query + groups + "&format=csv")
            #expect(csv.status == .ok)
            let rows = csv.text.split(separator: "\r\n").map { $0.components(separatedBy: ",") }
            let place = try #require(rows.first?.firstIndex(of: "clicks"))
            #expect(rows.dropFirst().reduce(0) { $0 + (Int($1[place]) ?? 0) } == clicks, "\(csv.text)")
        }
    }

    @Test(arguments: [
        ("&status=good", "status"), ("&statuss=accept", "statuss"),
        ("&parameters.source=x", "parameters.source"),
        ("&Parameter.source=x", "Parameter.source"),
        ("&" + (1...21).map { "parameter.p\($0)=1" }.joined(separator: "&"), "parameter.NAME"),
    ])
    func wrongFiltersAreRefused(query: String, name: String) async throws {
        let site = try await TestSite.withTraffic()
        let answer = await site.ask("GET", Self.report + query)
        #expect(answer.status == .unprocessableEntity)
        #expect(answer.text.contains("\"\(name)\":["), "\(answer.text)")
    }

    /// Of a value of the parameter that expenses are given by what was spent is known, of all else it is not.
    @Test(arguments: [
        ("&parameter.source=facebook", "12.50"), ("&parameter.source=bing", "0.00"),
        ("&parameter.ad=1", "0.00"),
        ("&status=accept", "0.00"), ("&parameter.source=facebook&status=accept", "0.00"), ("", "15.50"),
    ])
    func expensesAreThoseOfTheValue(query: String, expenses: String) async throws {
        let site = try await TestSite.withTraffic()
        let body = """
            {"campaignId":42,"distributionParameter":"source","dates":[\
            {"date":"2025-01-30","distribution":{"facebook":12.5,"google":3}}]}
            """
        #expect(await site.ask("POST", "/api/v2/reports/expenses", body).status == .ok)
        let answer = await site.ask("GET", Self.report + query)
        #expect(answer.text.contains("\"total\":{\"expenses\":\(expenses),"), "\(answer.text)")
    }
}
