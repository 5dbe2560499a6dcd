import HTTP
import Storage
import TestSupport
import Testing
import Tracking
import Web

/// Grouped reports whose days have other groups each.
@Suite(.timeLimit(.minutes(30)))
struct EveryGroupTests {
    private static let report =
        "/api/v2/reports/statistics?campaignId=42&groupParameters=n&periodStart=2025-01-30"

    @Test(arguments: ["", "&sparse=false"])
    func eachDayHasEveryGroupWithZeros(query: String) async throws {
        let site = try await site(clicks: ["2025-01-30", "2025-01-31"])
        let text = await site.ask("GET", Self.report + "&periodEnd=2025-02-01" + query).text
        #expect(text.matches(of: /"0":\{"clicks":1,/).count == 1)
        #expect(text.matches(of: /"0":\{"clicks":0,/).count == 2)
        #expect(text.matches(of: /"1":\{"clicks":1,/).count == 1)
        #expect(text.matches(of: /"1":\{"clicks":0,/).count == 2)
        #expect(!text.contains("sparse"))
    }

    @Test func groupsOfADayOnlyAreAskedFor() async throws {
        let site = try await site(clicks: ["2025-01-30", "2025-01-31"])
        let text = await site.ask("GET", Self.report + "&periodEnd=2025-02-01&sparse=true").text
        #expect(text.matches(of: /"[01]":\{"clicks":1,/).count == 2)
        #expect(!text.contains(#""clicks":0,"cr""#))
        #expect(!text.contains(#""sparse""#))
    }

    /// A value that has only expenses stands on each day, too, with what follows from them.
    @Test func groupsOfTheDistributionParameterHaveTheirExpenses() async throws {
        let site = try await site(clicks: ["2025-01-30"])
        let body = """
            {"campaignId":42,"distributionParameter":"n","dates":[{"date":"2025-01-31","distribution":{"x":3}}]}
            """
        #expect(await site.ask("POST", "/api/v2/reports/expenses", body).status == .ok)
        let text = await site.ask("GET", Self.report + "&periodEnd=2025-01-31").text
        let zeros =
            #"{"expenses":0.00,"roi_accepted":0.00,"roi_expected":0.00,"profit_accepted":0.00,"profit_expected":0.00,"#
        let days = text.split(separator: #""2025-01-31":"#)
        #expect(days[0].contains(#""x":\#(zeros)"clicks":0,"#), "\(days[0])")
        #expect(days[1].contains(#""0":\#(zeros)"clicks":0,"#), "\(days[1])")
        #expect(days[1].contains(#""x":{"expenses":3.00,"roi_accepted":-100.00,"#), "\(days[1])")
    }

    /// 190 groups on 1,100 days are more than 200,000; on 10 days they are not.
    @Test func groupsOnEveryDayBeyondTheLimitAreLeftOutAndTheAnswerSaysSo() async throws {
        let site = try await site(clicks: Array(repeating: "2025-01-30", count: 190))
        for (last, isSparse) in [("2028-02-03", true), ("2025-02-08", false)] {
            let response = await site.ask("GET", Self.report + "&periodEnd=\(last)")
            let text = await response.wholeText()
            #expect(text.hasSuffix(#","sparse":true}}"#) == isSparse)
            #expect(text.matches(of: /"\d+":\{"clicks":1,/).count == 190)
            #expect(text.matches(of: /"\d+":\{"clicks":0,/).count == (isSparse ? 0 : 190 * 9))
            let table = await site.ask("GET", Self.report + "&periodEnd=\(last)&format=csv").wholeText()
            let days = isSparse ? 1_100 : 10
            #expect(table.split(separator: "\r\n").count == 1 + days + 190 * (isSparse ? 1 : 10))
        }
    }

    /// The text is not there all at once: it is far longer than what it is made of.
    @Test(arguments: ["json", "csv"])
    func longReportIsMadePieceByPiece(format: String) async throws {
        let site = try await site(clicks: Array(repeating: "2025-01-30", count: 150))
        let response = await site.ask("GET", Self.report + "&periodEnd=2025-02-28&format=\(format)")
        let pieces = await response.pieces()
        #expect(pieces.count > 2)
        #expect(pieces.allSatisfy { $0.count < 160_000 })
        let day = try #require(ReportDay("2025-01-30"))
        let period = ReportPeriod(first: day, last: try #require(ReportDay("2025-02-28")))
        let query = StatisticsQuery(
            campaign: try #require(CampaignID(42)), period: period, groupParameters: ["n"])
        let statistics = try #require(try site.store.statistics(query))
        let whole = format == "json" ? statistics.json : statistics.csv()
        #expect(Array(pieces.joined()) == whole)
        #expect(response.rest.map { $0.heldBytes < whole.count / 2 } == true)
    }

    /// Campaign 42 with a click on each of these days, whose parameter `n` is its number.
    private func site(clicks days: [String]) async throws -> TestSite {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        for (number, day) in days.enumerated() {
            try await site.click(UInt64(number), #"{"n":\#(number)}"#, at: "\(day)T08:00:00Z")
        }
        return site
    }
}
