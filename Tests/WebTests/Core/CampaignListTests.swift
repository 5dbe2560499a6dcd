import HTTP
import TestSupport
import Testing

struct CampaignListTests {
    @Test func campaignsAreListedWithWhatTheyBrought() async throws {
        let site = try await TestSite.withTraffic()
        try site.store.addSampleCampaign(
            43, try .sample(name: "Other", cost: 0, currency: "eur", mapper: nil))
        try await site.click(100, campaign: 43, at: "2025-03-01T00:00:00Z")
        try Golden.expect(await site.ask("GET", "/api/v2/core/campaigns"), "campaigns.json")
        try Golden.expect(await site.ask("GET", "/api/v2/core/filters/campaigns"), "campaign-names.json")
    }

    @Test(arguments: [
        ("", [1, 2, 3]), ("?sortOrder=desc", [3, 2, 1]), ("?pageSize=2", [1, 2]), ("?pageSize=2&page=2", [3]),
        ("?page=3", []), ("?page=1000000000&pageSize=500", []),
        ("?sortBy=createdAt&sortOrder=desc", [3, 2, 1]),
        ("?sortBy=clickCount&sortOrder=desc", [2, 3, 1]), ("?sortBy=clickShare", [1, 3, 2]),
        ("?sortBy=lastActivityAt&sortOrder=desc", [3, 2, 1]), ("?unheard=of", [1, 2, 3]),
    ])
    func listIsSortedAndCut(query: String, numbers: [Int]) async throws {
        let site = try TestSite()
        for number in 1...3 { try site.store.addSampleCampaign(Int64(number)) }
        try await site.click(1, campaign: 2, at: "2025-01-01T00:00:00Z")
        try await site.click(2, campaign: 2, at: "2025-01-02T00:00:00Z")
        try await site.click(3, campaign: 3, at: "2025-01-03T00:00:00Z")
        let response = await site.ask("GET", "/api/v2/core/campaigns" + query)
        #expect(response.status == .ok)
        let ids = response.text.matches(of: /\{"id":(\d+),/).compactMap { Int($0.output.1) }
        #expect(ids == numbers)
        #expect(response.text.contains(#""total":3}"#))
    }

    @Test func paginationIsToldAsItWasUsed() async throws {
        let site = try TestSite()
        let response = await site.ask(
            "GET", "/api/v2/core/campaigns?page=3&pageSize=7&sortBy=clickCount&sortOrder=desc")
        #expect(
            response.text == """
                {"content":[],"pagination":{"page":3,"pageSize":7,"sortBy":"clickCount","sortOrder":"desc","total":0}}
                """)
        #expect(await site.ask("GET", "/api/v2/core/filters/campaigns").text == "[]")
    }
}
