import HTTP
import Storage
import TestSupport
import Testing

/// A campaign that was in dollars, and is in euros since: every amount stays in the currency of its moment.
struct CurrencyTests {
    private static let statistics =
        "/api/v2/reports/statistics?campaignId=42&periodStart=2025-01-30&periodEnd=2025-02-01"

    @Test(arguments: [
        ("", "statistics-in-two-currencies"),
        ("&groupParameters=source", "statistics-in-two-currencies-by-source"),
    ])
    func otherCurrenciesStandBesideTheCampaigns(query: String, name: String) async throws {
        let site = try await Self.site()
        try Golden.expect(await site.ask("GET", Self.statistics + query), name + ".json")
        try Golden.expect(await site.ask("GET", Self.statistics + query + "&format=csv"), name + ".csv")
        #expect(try site.store.verify(limit: 10) == [])
    }

    @Test func otherCurrencyIsNamedOnlyWhereItIsInTheSum() async throws {
        let site = try await Self.site()
        let later = "/api/v2/reports/statistics?campaignId=42&periodStart=2025-02-01&periodEnd=2025-02-01"
        let response = await site.ask("GET", later)
        #expect(!response.text.contains("ByCurrency"), "\(response.text)")
        let table = await site.ask("GET", later + "&format=csv")
        #expect(!table.text.contains("_eur"), "\(table.text)")
        #expect(!table.text.contains("_usd"), "\(table.text)")
    }

    @Test func columnsAreThoseOfTheOtherCurrencies() async throws {
        let site = try await Self.site()
        #expect(try await columns(of: site).suffix(3) == Self.columns("usd"))
        #expect(await site.ask("PATCH", Self.campaign, #"{"currency":"usd"}"#).status == .ok)
        #expect(try await columns(of: site).suffix(3) == Self.columns("eur"))
        #expect(await site.ask("PATCH", Self.campaign, #"{"currency":"uah"}"#).status == .ok)
        #expect(try await columns(of: site).suffix(6) == Self.columns("eur") + Self.columns("usd"))
    }

    @Test func expensesNameTheCurrencyThatIsNotTheCampaigns() async throws {
        let site = try await Self.site()
        let response = await site.ask("GET", "/api/v2/reports/expenses?campaignId=42")
        try Golden.expect(response, "expenses-in-two-currencies.json")
    }

    @Test func leadsShowTheCurrencyOfTheirMoment() async throws {
        let site = try await Self.site()
        let response = await site.ask("GET", "/api/v2/reports/leads?campaignId=42")
        let currencies = response.text.matches(of: /"currency":"(\w+)"/).map { String($0.output.1) }
        #expect(currencies == ["usd", "usd", "eur"])
    }

    private static let campaign = "/api/v2/core/campaigns/42"

    private static func columns(_ currency: String) -> [String] {
        ["accept_payouts_\(currency)", "expect_payouts_\(currency)", "expenses_\(currency)"]
    }

    private func columns(of site: TestSite) async throws -> [String] {
        let table = await site.ask("GET", Self.statistics + "&format=csv").text
        let header = try #require(table.split(whereSeparator: \.isNewline).first)
        return header.split(separator: ",").map(String.init)
    }

    private static func site() async throws -> TestSite {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        try await site.click(1, #"{"source":"facebook"}"#, at: "2025-01-30T08:00:00Z")
        try await site.click(2, #"{"source":"google"}"#, at: "2025-01-30T09:00:00Z")
        try await site.click(3, #"{"source":"facebook"}"#, at: "2025-01-31T09:00:00Z")
        try await site.postback(1, "approved", at: "2025-01-30T10:00:00Z")
        try await site.postback(2, "hold", at: "2025-01-30T11:00:00Z")
        await spend(#"{"date":"2025-01-30","distribution":{"facebook":4}}"#, on: site)
        let edit = #"{"currency":"eur","costValue":25}"#
        #expect(await site.ask("PATCH", campaign, edit).status == .ok)
        try await site.click(4, #"{"source":"facebook"}"#, at: "2025-02-01T08:00:00Z")
        try await site.postback(4, "approved", at: "2025-02-01T09:00:00Z")
        try await site.postback(3, "declined", at: "2025-02-01T10:00:00Z")
        await spend(#"{"date":"2025-02-01","distribution":{"facebook":1.5}}"#, on: site)
        return site
    }

    private static func spend(_ day: String, on site: TestSite) async {
        let body = #"{"campaignId":42,"distributionParameter":"source","dates":[\#(day)]}"#
        #expect(await site.ask("POST", "/api/v2/reports/expenses", body).status == .ok)
    }
}
