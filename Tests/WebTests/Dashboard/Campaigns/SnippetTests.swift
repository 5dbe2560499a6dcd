import HTTP
import Storage
import TestSupport
import Testing

/// What a campaign's page gives to be copied.
struct SnippetTests {
    private func page(
        prefix: String = "", _ headers: KeyValuePairs<String, String> = [:]
    ) async throws -> String {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        let browser = Browser(site, prefix: prefix)
        await browser.logIn()
        return await browser.get("/dashboard/campaigns/42/edit", headers).text
    }

    @Test func snippetsHaveTheAddressAndTheCampaign() async throws {
        let page = PageForm.unescaped(Substring(try await page(prefix: "/tracker")))
        for text in [
            "curl_init('https://tracker.example/tracker/api/v2/track/' . $event)",
            "'campaignId' => 42] + $_GET", "curl_init('https://tracker.example/tracker/api/v2/track/lead')",
            "fetch(\"https://tracker.example/tracker/api/v2/track/\" + event",
            "curl --request POST 'https://tracker.example/tracker/api/v2/track/click'",
            "https://tracker.example/tracker/api/v2/track/postback?clickId={click_id}&status={status}",
        ] {
            #expect(page.contains(text), "\(text)")
        }
        #expect(!page.contains("TRACKER_ADDRESS"))
        #expect(!page.contains("CAMPAIGN_NUMBER"))
    }

    /// The script puts other words into that place alone, so that what is typed in the form above stays.
    @Test(arguments: [false, true])
    func firstClickIsWaitedForBesideThem(isReadOnly: Bool) async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        if isReadOnly { _ = try site.store.setReadOnly(true, user: "anna") }
        let browser = try await Browser.loggedIn(on: site)
        let path = "/dashboard/campaigns/42/edit"
        await browser.get(path).expectInOrder([
            #"id="snippets""#,
            #"<span data-waiting="The first click has come.">Waiting for the first click…</span>"#,
            #"<a href="/dashboard/campaigns/42">The report</a> shows it."#,
        ])
        try await site.click(1, at: "2025-01-30T08:00:00Z")
        #expect(await !browser.get(path).text.contains("data-waiting"))
    }

    /// Whatever a browser is made to send as the server's name.
    @Test(arguments: [
        "tracker.example'; system('id'); //", "tracker.example\"><script>alert(1)</script>", "a b", "a\\",
        "$(id)",
        "`id`", "трекер.example", "a/../b", "a@b", "{{x}}", "%0a", String(repeating: "a", count: 256), "",
    ])
    func hostileHostIsNotUsed(host: String) async throws {
        let page = try await page(["Host": host])
        #expect(page.contains("https://YOUR-TRACKER/api/v2/track/click"))
        #expect(page.contains("The browser named no server that can be used here"))
        HostileTexts.expectText(in: page)
        #expect(!page.contains("system("))
    }

    /// Stock settings of web servers hand the host over without its port.
    @Test(arguments: [
        ("https://tracker.example:8443/dashboard/", "https://tracker.example:8443/"),
        ("https://tracker.example:8443/elsewhere/", "https://tracker.example/"),
        ("https://other.example:8443/dashboard/", "https://tracker.example/"),
        ("javascript://tracker.example/dashboard/", "https://tracker.example/"),
        ("https://tracker.example:8443'/dashboard/", "https://tracker.example/"),
    ])
    func portIsThatOfThePageBefore(referrer: String, address: String) async throws {
        #expect(try await page(["Referer": referrer]).contains("\(address)api/v2/track/postback"))
    }
}
