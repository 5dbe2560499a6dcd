import HTTP
import TestSupport
import Testing

/// What the lines of a report lead to.
struct ReportLinkTests {
    private static let report = "/dashboard/campaigns/42?periodStart=2025-01-30&periodEnd=2025-02-02"

    @Test(
        arguments: [
            "", "&status=none", "&status=accept", "&parameter.source=facebook", "&timezone=Europe/Kyiv",
            "&status=trash&timezone=Europe/Kyiv",
        ],
        ["", "&groupParameters=source,ad", "&groupParameters=ad"])
    func linesLeadToAsManyJourneysAsTheyCount(filter: String, grouping: String) async throws {
        let browser = try await Browser.onTraffic()
        let page = await browser.get(Self.report + filter + grouping)
        let lines = page.text.matches(
            of: /href="([^"]*\/leads\?[^"]*)">[^<]*<\/a><\/th><td[^>]*>(\d+)<\/td>/)
        #expect(!lines.isEmpty, "\(page.text)")
        for line in lines {
            let address = String(line.output.1).replacing("&amp;", with: "&")
            let list = await browser.get(address)
            #expect(list.status == .ok)
            #expect(list.numbers.count == Int(line.output.2), "\(address)")
        }
    }

    @Test func linesOfAllCampaignsHaveNoListOfJourneys() async throws {
        let browser = try await Browser.onTraffic()
        for by in ["campaign", "day"] {
            let page = await browser.get(
                "/dashboard/report?by=\(by)&periodStart=2025-01-30&periodEnd=2025-02-02")
            #expect(page.status == .ok)
            #expect(!page.text.contains("/leads?"))
        }
    }

    /// An address that the list would refuse is none.
    @Test func lineWithALongValueLeadsNowhere() async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        let long = String(repeating: "п", count: 500)
        try await site.click(1, #"{"source":"\#(long)"}"#, at: "2025-01-30T08:00:00Z")
        try await site.click(2, #"{"source":"short"}"#, at: "2025-01-30T08:00:00Z")
        let browser = try await Browser.loggedIn(on: site)
        let page = await browser.get(Self.report + "&groupParameters=source")
        #expect(page.text.contains("parameter.source=short"))
        #expect(!page.text.contains("parameter.source=%D0%BF"))
    }
}
