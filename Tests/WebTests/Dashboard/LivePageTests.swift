import HTTP
import Storage
import TestSupport
import Testing
import Tracking

@testable import Web

struct LivePageTests {
    private let id = "8f1b5c6e-7a3d-4d20-a7f1-12a2b8f7a9c1"

    @Test func emptyPageSaysWhatToDo() async throws {
        let (_, browser) = try await start()
        let page = await browser.get("/dashboard/live")
        #expect(page.status == .ok)
        #expect(page.text.contains("Nothing has come yet."))
        #expect(page.text.contains("None is known of the last 30 days."))
    }

    @Test func strangerIsLedToTheForm() async throws {
        let site = try TestSite()
        for path in ["/dashboard/live", "/dashboard/live/refused/1"] {
            let page = await Browser(site).get(path)
            #expect(page.status == .seeOther)
            #expect(page[.location]?.hasPrefix("/dashboard/login") == true)
        }
    }

    @Test func eventsAreShownWithTheirJourneyAndStatus() async throws {
        let (site, browser) = try await start()
        _ = await site.post(
            "/api/v2/track/click", #"{"clickId":"\#(id)","campaignId":42,"source":"facebook"}"#)
        _ = await site.get("/api/v2/track/lead?clickId=\(id)")
        _ = await site.get("/api/v2/track/postback?clickId=\(id)&status=approved&payout=10")
        let page = await browser.get("/dashboard/live").text
        #expect(page.ranges(of: "href=\"/dashboard/journeys/\(id)\"").count == 3)
        for text in [
            "<td>click</td>", "<td>lead</td>", "<td>postback</td>", ">42 LatAm Ring Campaign</a>",
            "class=\"accept status\">accepted</td>", "<dt>source</dt><dd>facebook</dd>",
            "payout is a number sent as text, as all values of a query are",
        ] { #expect(page.contains(text), "\(text)") }
        // Hidden until asked for.
        #expect(page.contains("<details><summary>1 parameter</summary>"))
    }

    @Test func eventsExplainThemselves() async throws {
        let (site, browser) = try await start()
        _ = await site.get("/api/v2/track/lead?clickId=\(id)")
        _ = await site.post(
            "/api/v2/track/click", #"{"clickId":"\#(ClickID(high: 1, low: 1))","campaignId":24}"#)
        _ = await site.post(
            "/api/v2/track/click", #"{"clickId":"\#(ClickID(high: 1, low: 2))","campaignId":42}"#)
        _ = await site.get("/api/v2/track/postback?clickId=\(ClickID(high: 1, low: 2))&status=confirmed")
        let page = await browser.get("/dashboard/live").text
        for text in [
            "No click has come with this clickId", "There is no campaign 24",
            "It is trash since the Status Mapper does not know status=confirmed.",
        ] { #expect(page.contains(text), "\(text)") }
    }

    @Test func refusedRequestSaysWhyAndHidesWhatWasSent() async throws {
        let (site, browser) = try await start()
        _ = await site.post("/api/v2/track/click", #"{"click_id":"x","phone":"+380 44 555"}"#)
        try site.app.refusals?.empty(into: site.store)
        let page = await browser.get("/dashboard/live").text
        #expect(page.contains("clickId is missing: click_id was sent."))
        #expect(
            page.contains(
                "Refused within an hour: 1 since clickId was missing, and another spelling of it was sent."))
        #expect(!page.contains("+380"))
        let link = try #require(page.firstMatch(of: /\/dashboard\/live\/refused\/\d+/)).output
        let refusal = await browser.get(String(link))
        #expect(refusal.status == .ok)
        #expect(refusal.text.contains("<details><summary>The body: 38 bytes</summary>"))
        #expect(refusal.text.contains("+380 44 555"))
        #expect(refusal.text.contains("Did you mean clickId instead of click_id?"))
    }

    /// Whether or not it is removed yet.
    @Test func refusedRequestIsNotShownAfterThirtyDays() async throws {
        let (site, browser) = try await start()
        _ = await site.post("/api/v2/track/click", #"{"click_id":"x","phone":"+380 44 555"}"#)
        try site.app.refusals?.empty(into: site.store)
        let link = try #require(
            await browser.get("/dashboard/live").text.firstMatch(of: /\/dashboard\/live\/refused\/\d+/)
        ).output
        site.pass(seconds: 30 * 86_400 + 1)
        await browser.logIn()
        #expect(await browser.get("/dashboard/live").text.contains("None is known of the last 30 days."))
        #expect(await browser.get(String(link)).status == .notFound)
    }

    /// The one that was made too late is there, and has the clicks that came before.
    @Test func clickBeforeItsCampaignSaysSo() async throws {
        let (site, browser) = try await start()
        _ = await site.post("/api/v2/track/click", #"{"clickId":"\#(id)","campaignId":43}"#)
        #expect(await browser.get("/dashboard/live").text.contains("There is no campaign 43"))
        try site.store.addSampleCampaign(43)
        let page = await browser.get("/dashboard/live").text
        #expect(page.contains("It came before campaign 43 was there"))
        #expect(!page.contains("There is no campaign 43"))
    }

    @Test(arguments: ["0", "999", "x", "-1", "9223372036854775808"])
    func refusalThatIsNotThereIsNotFound(id: String) async throws {
        let (_, browser) = try await start()
        #expect(await browser.get("/dashboard/live/refused/\(id)").status == .notFound)
    }

    @Test func pageIsNotSentAgainWhileItIsTheSame() async throws {
        let (site, browser) = try await start()
        let first = await browser.get("/dashboard/live")
        let tag = try #require(first[.eTag])
        let second = await browser.get("/dashboard/live", ["If-None-Match": tag])
        #expect(second.status == .notModified)
        #expect(second.body.isEmpty)
        #expect(second[.eTag] == tag)
        // As a web server does that has compressed the page.
        #expect(
            await browser.get("/dashboard/live", ["If-None-Match": "\"x\", \(tag)"]).status == .notModified)
        #expect(await browser.get("/dashboard/live", ["If-None-Match": "W/\"x\""]).status == .ok)
        #expect(
            await browser.get("/dashboard/live?timezone=Europe/Kyiv", ["If-None-Match": tag]).status == .ok)

        _ = await site.post("/api/v2/track/click", #"{"clickId":"\#(id)","campaignId":42}"#)
        let third = await browser.get("/dashboard/live", ["If-None-Match": tag])
        #expect(third.status == .ok)
        #expect(third[.eTag] != tag)

        _ = await site.post("/api/v2/track/click", "{")
        try site.app.refusals?.empty(into: site.store)
        #expect(await browser.get("/dashboard/live", ["If-None-Match": third[.eTag] ?? ""]).status == .ok)
    }

    /// What it shows of events changes without any.
    @Test func pageIsSentAgainAfterEachChange() async throws {
        let (site, browser) = try await start()
        _ = await site.post("/api/v2/track/click", #"{"clickId":"\#(id)","campaignId":42}"#)
        let first = await browser.get("/dashboard/live")
        let campaign = try #require(CampaignID(42))
        _ = try site.store.updateCampaign(campaign, Campaign.Change(name: "Rings"))
        let second = await browser.get("/dashboard/live", ["If-None-Match": first[.eTag] ?? ""])
        #expect(second.status == .ok)
        #expect(second.text.contains(">42 Rings</a>"))
    }

    /// Nothing is stored meanwhile.
    @Test func pageIsSentAgainWhenRefusalsAreLongAgo() async throws {
        let (site, browser) = try await start()
        _ = await site.post("/api/v2/track/click", "{")
        try site.app.refusals?.empty(into: site.store)
        let first = await browser.get("/dashboard/live")
        #expect(first.text.contains("Refused within an hour"))
        site.pass(seconds: 65 * 60)
        // As the page's script asks, which is no use of the session.
        let second = await browser.get(
            "/dashboard/live", ["If-None-Match": first[.eTag] ?? "", "Sec-Fetch-Dest": "empty"])
        #expect(second.status == .ok)
        #expect(!second.text.contains("Refused within an hour"))
    }

    @Test func tagIsOfOneUser() async throws {
        let (site, browser) = try await start()
        let tag = try #require(await browser.get("/dashboard/live")[.eTag])
        let other = Browser(site)
        await other.logIn(as: "Борис", password: "secret")
        #expect(await other.get("/dashboard/live", ["If-None-Match": tag]).status == .ok)
    }

    @Test func unknownZoneIsRefused() async throws {
        let (_, browser) = try await start()
        #expect(await browser.get("/dashboard/live?timezone=Mars/Base").status == .unprocessableEntity)
    }

    /// Whatever comes, the page stays of a length that a telephone takes.
    @Test func pageStaysShort() async throws {
        let (site, browser) = try await start()
        let long = String(repeating: "&lt;'\"", count: 60)
        for number in 0..<220 {
            _ = await site.post(
                "/api/v2/track/click",
                #"{"clickId":"\#(ClickID(high: 7, low: UInt64(number)))","campaignId":42,"a":"\#(long.replacing("\"", with: ""))"}"#
            )
            _ = await site.post(
                "/api/v2/track/click", #"{"\#(long.prefix(200).replacing("\"", with: "")) \#(number)":1}"#)
            site.pass(seconds: 1)
        }
        try site.app.refusals?.empty(into: site.store)
        let page = await browser.get("/dashboard/live")
        #expect(page.status == .ok)
        #expect(page.text.ranges(of: "<tr>").count > 200)
        #expect(page.body.count < 150_000, "\(page.body.count)")
        #expect(page.text.contains("Its parameters are on the page of its journey."))
    }

    @Test func hostileTextsAreText() async throws {
        let (site, browser) = try await start()
        let text = "<script>alert(1)</script>\\u0000\\u202e'{{x}}{{{y}}}&amp;"
        _ = await site.post(
            "/api/v2/track/click",
            #"{"clickId":"\#(id)","campaignId":42,"\#(text)":"\#(text)","z":{"a":"\#(text)"}}"#)
        let sent = #"{"\#(text)":1,"clickId":"\#(text)"}"#
        _ = await site.post("/api/v2/track/click", sent, mediaType: "application/json; x=<script>")
        try site.app.refusals?.empty(into: site.store)
        let refusal = try #require(
            try site.store.latestRefusals(ofEachReason: 1, at: TestSite.now).first)
        for path in ["/dashboard/live", "/dashboard/live/refused/\(refusal.id)"] {
            let page = await browser.get(path).text
            #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
            #expect(!page.contains("<script>alert"))
            #expect(!page.unicodeScalars.contains("\u{202E}"))
            #expect(!page.unicodeScalars.contains("\u{0}"))
            #expect(page.contains("{{x}}{{{y}}}&amp;amp;"))
        }
    }

    @Test func linksStayBelowThePrefix() async throws {
        let (site, _) = try await start()
        _ = await site.post("/api/v2/track/click", #"{"clickId":"\#(id)","campaignId":42}"#)
        _ = await site.post("/api/v2/track/click", "{")
        try site.app.refusals?.empty(into: site.store)
        let browser = Browser(site, prefix: "/tracker")
        await browser.logIn()
        let page = await browser.get("/dashboard/live").text
        #expect(page.contains("href=\"/tracker/dashboard/journeys/\(id)\""))
        #expect(page.contains("href=\"/tracker/dashboard/live/refused/"))
        #expect(!page.contains("href=\"/dashboard"))
    }

    private func start() async throws -> (TestSite, Browser) {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        let browser = Browser(site)
        await browser.logIn()
        site.finishLogins()
        return (site, browser)
    }
}
