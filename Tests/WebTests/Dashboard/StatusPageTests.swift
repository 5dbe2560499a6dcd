import HTTP
import Storage
import TestSupport
import Testing
import Web

/// What the page says of the service and its database.
struct StatusPageTests {
    @Test func serviceTellsHowItFares() async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        try await site.click(1, at: "2023-11-14T08:00:00Z")
        let browser = Browser(site)
        await browser.logIn()
        site.pass(seconds: 7200)
        let page = await browser.get("/dashboard/status").text
        #expect(page.contains("All is well"))
        #expect(page.contains("<dt>Stored since the start</dt><dd>1</dd>"))
        #expect(page.contains("<dt>Waiting to be stored</dt><dd>0</dd>"))
        #expect(page.contains(Version.current))
        #expect(page.contains(">14 Nov 22:13:20</time> UTC, 2 h ago"))
        #expect(page.contains(site.store.name))
        #expect(page.contains("none is known <span class=\"advice\">Make one each day"))
        #expect(page.firstMatch(of: /Size, with its log<\/dt><dd>[1-9][0-9,]* [KM]iB/) != nil)
        #expect(page.firstMatch(of: /Free on its disk<\/dt><dd>[1-9][0-9,]* [MG]iB/) != nil)
    }

    @Test func whoeverReadsSeesIt() async throws {
        let site = try TestSite()
        _ = try site.store.setReadOnly(true, user: "anna")
        let browser = Browser(site)
        await browser.logIn()
        #expect(await browser.get("/dashboard/status").status == .ok)
        #expect(await Browser(site).get("/dashboard/status").status == .seeOther)
    }
}
