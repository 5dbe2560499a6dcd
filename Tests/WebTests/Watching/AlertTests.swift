import Foundation
import HTTP
import Storage
import TestSupport
import Testing
import Tracking

@testable import Web

/// Each alert comes when something is wrong, and goes when it is mended.
struct AlertTests {
    private let id = "8f1b5c6e-7a3d-4d20-a7f1-12a2b8f7a9c1"

    @Test func nothingIsWrongAtFirst() async throws {
        let site = try TestSite()
        let response = await site.ask("GET", "/api/v2/alerts")
        #expect(response.status == .ok)
        #expect(response.text == #"{"content":[]}"#)
    }

    @Test func loginIsNeeded() async throws {
        let site = try TestSite()
        #expect(await site.ask("GET", "/api/v2/alerts", login: nil).status == .unauthorized)
        #expect(await site.ask("GET", "/api/v2/alerts", login: .readingToken).status == .ok)
    }

    @Test func clicksForAnUnknownCampaignAreToldUntilTheyAreAttributed() async throws {
        let site = try site()
        #expect(
            await site.post("/api/v2/track/click", #"{"clickId":"\#(id)","campaignId":24}"#).status
                == .created)
        let alert = try #require(await site.alerts().first)
        #expect(alert["code"] as? String == "unknownCampaign")
        #expect(alert["severity"] as? String == "warning")
        #expect(alert["source"] as? String == "tracking")
        #expect(
            (alert["message"] as? String)?.contains("1 click came for campaign 24, which does not exist.")
                == true)
        let payload = try #require(alert["payload"] as? [String: Any])
        #expect(payload["sentCampaignId"] as? Int == 24)
        #expect(payload["clicks"] as? Int == 1)
        #expect(payload["campaignId"] as? Int == 42)
        let attribution = await site.ask(
            "POST", "/api/v2/core/campaigns/42/attribute", #"{"sentCampaignId":24}"#)
        #expect(attribution.status == .ok)
        #expect(await site.codes() == [])
    }

    /// Whoever follows the alert gives the clicks to the campaign that they were sent to.
    @Test func campaignThatWasMadeLaterWasMeant() async throws {
        let site = try site()
        _ = await site.post("/api/v2/track/click", #"{"clickId":"\#(id)","campaignId":43}"#)
        try site.store.addSampleCampaign(43)
        let alert = try #require(await site.alerts().first)
        #expect(alert["code"] as? String == "unknownCampaign")
        #expect(
            (alert["message"] as? String)?.hasPrefix("1 click came for campaign 43 before it was there.")
                == true)
        let payload = try #require(alert["payload"] as? [String: Any])
        #expect(payload["sentCampaignId"] as? Int == 43)
        #expect(payload["campaignId"] as? Int == 43)
    }

    @Test func placeholderLeadsToWhereItsValuesAre() async throws {
        let site = try site()
        let click = #"{"clickId":"\#(id)","campaignId":42,"ad set & 1":"{{adset.name}}","a,b":"{x}"}"#
        _ = await site.post("/api/v2/track/click", click)
        _ = await site.get("/api/v2/track/postback?clickId=\(id)&status=approved&payout=%7Bpayout%7D")
        let browser = Browser(site, prefix: "/tracker")
        await browser.logIn()
        let page = await browser.get("/dashboard/").text
        let report = "/tracker/dashboard/campaigns/42?groupParameters=ad%20set%20%26%201"
        #expect(page.contains("href=\"\(report)\">Show its values"))
        let leads = "/tracker/dashboard/leads?campaignId=42&amp;periodOf=lastEvent"
        #expect(page.contains("href=\"\(leads)\">Show the leads"))
        // By a name with a comma no report groups.
        #expect(page.contains("href=\"/tracker/dashboard/live\">Show the events"))
        #expect(await browser.get(report).text.contains("{{adset.name}}"))
        #expect(await browser.get("/dashboard/leads?campaignId=42&periodOf=lastEvent").text.contains(id))
    }

    @Test func eventWithoutClickIsToldUntilTheClickComes() async throws {
        let site = try site()
        #expect(await site.get("/api/v2/track/lead?clickId=\(id)").status == .created)
        #expect(await site.codes() == [])
        site.pass(seconds: 61)
        #expect(await site.codes() == ["eventsWithoutClick"])
        _ = await site.post("/api/v2/track/click", #"{"clickId":"\#(id)","campaignId":42}"#)
        #expect(await site.codes() == [])
    }

    @Test func unknownWordIsToldUntilTheMapperKnowsIt() async throws {
        let site = try site()
        await site.send(click: id, then: ["status=confirmed", "status=confirmed&x=1"])
        let alert = try #require(await site.alerts().first)
        #expect(alert["code"] as? String == "unmappedPostbacks")
        let payload = try #require(alert["payload"] as? [String: Any])
        #expect(payload["word"] as? String == "confirmed")
        #expect(payload["parameter"] as? String == "status")
        #expect(payload["postbacks"] as? Int == 2)
        let change = #"{"statusMapper":{"parameter":"status","mapping":{"Confirmed":"accept"}}}"#
        #expect(await site.ask("PATCH", "/api/v2/core/campaigns/42", change).status == .ok)
        #expect(await site.codes() == [])
    }

    @Test func missingMapperIsTold() async throws {
        let site = try site()
        #expect(await site.ask("PATCH", "/api/v2/core/campaigns/42", #"{"statusMapper":null}"#).status == .ok)
        await site.send(click: id, then: ["status=approved"])
        let alert = try #require(await site.alerts().first)
        #expect((alert["message"] as? String)?.hasSuffix("Give the campaign a Status Mapper.") == true)
    }

    @Test func placeholderIsToldForTwoDays() async throws {
        let site = try site()
        await site.send(click: id, then: ["status=approved&payout=%7Bpayout%7D"])
        let alert = try #require(await site.alerts().first)
        #expect(alert["code"] as? String == "unfilledPlaceholder")
        let payload = try #require(alert["payload"] as? [String: Any])
        #expect(payload["parameter"] as? String == "payout")
        #expect(payload["value"] as? String == "{payout}")
        site.pass(seconds: 2 * 86_400 + 1)
        #expect(await !site.codes().contains("unfilledPlaceholder"))
    }

    @Test func refusedRequestsAreToldForAnHour() async throws {
        let site = try site()
        #expect(await site.post("/api/v2/track/click", "{}").status == .unprocessableEntity)
        try site.app.refusals?.empty(into: site.store)
        let alert = try #require(await site.alerts().first)
        #expect(alert["code"] as? String == "refusedRequests")
        #expect(alert["severity"] as? String == "info")
        site.pass(seconds: 3_900)
        #expect(await site.codes() == [])
    }

    @Test func silenceIsToldUntilAnEventComes() async throws {
        let site = try site()
        for hours in stride(from: 40, to: 16, by: -1) { try await site.click(hoursAgo: hours) }
        #expect(await site.codes() == ["silentCampaign"])
        try await site.click(hoursAgo: 0)
        #expect(await site.codes() == [])
    }

    @Test func missingBackupIsToldAfterTwoDays() async throws {
        let site = try site()
        await site.send(click: id, then: [])
        #expect(await site.codes() == [])
        site.pass(seconds: 2 * 86_400 + 1)
        #expect(await site.codes() == ["backupMissing"])
    }

    @Test func clockThatWentBackIsTheFirst() async throws {
        let site = try site()
        site.pass(seconds: 3_600)
        await site.send(click: id, then: ["status=what"])
        site.pass(seconds: -3_600)
        #expect(await site.codes().first == "clockWentBack")
        site.pass(seconds: 3_600)
        #expect(await site.codes() == ["unmappedPostbacks"])
    }

    /// The first page that one opens.
    @Test func hostileTextsAreTextOnPages() async throws {
        let site = try site()
        let word = "%3Cscript%3Ealert(1)%3C/script%3E%E2%80%AE%22'%7B%7B%7Bx%7D%7D%7D"
        await site.send(click: id, then: ["status=\(word)"])
        let json = await site.ask("GET", "/api/v2/alerts").text
        #expect(json.contains("<script>"))
        let browser = Browser(site)
        await browser.logIn()
        for path in ["/dashboard/", "/dashboard/live"] {
            let page = await browser.get(path).text
            #expect(!page.contains("<script>alert"))
            #expect(!page.unicodeScalars.contains("\u{202E}"))
            #expect(page.contains("&lt;script&gt;alert(1)"))
            #expect(page.contains("{{{x}}}"))
        }
    }

    @Test func overviewShowsThemOnTop() async throws {
        let site = try site()
        let browser = Browser(site)
        await browser.logIn()
        #expect(await !browser.get("/dashboard/").text.contains("Needs attention"))
        _ = await site.post("/api/v2/track/click", #"{"clickId":"\#(id)","campaignId":24}"#)
        let page = await browser.get("/dashboard/").text
        #expect(
            page.contains(
                "<b>1 click came for campaign 24, which does not exist.</b> Campaign 42 (LatAm Ring Campaign)"
            ))
        #expect(page.contains(#"<a class="cure" href="/dashboard/unattributed">Attribute them →</a>"#))
    }

    private func site() throws -> TestSite {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        return site
    }
}

extension TestSite {
    fileprivate func alerts() async -> [[String: Any]] {
        let document = try? JSONSerialization.jsonObject(with: Data(await ask("GET", "/api/v2/alerts").body))
        return (document as? [String: Any])?["content"] as? [[String: Any]] ?? []
    }

    fileprivate func codes() async -> [String] { await alerts().compactMap { $0["code"] as? String } }

    /// A click of campaign 42, and its postbacks.
    fileprivate func send(click id: String, then postbacks: [String]) async {
        _ = await post("/api/v2/track/click", #"{"clickId":"\#(id)","campaignId":42}"#)
        for postback in postbacks { _ = await get("/api/v2/track/postback?clickId=\(id)&\(postback)") }
    }

    fileprivate func click(hoursAgo: Int) async throws {
        let milliseconds = TestSite.now.milliseconds - Int64(hoursAgo) * 3_600_000
        let date = Date(timeIntervalSince1970: Double(milliseconds / 1000))
        try await click(UInt64(1_000 + hoursAgo), at: date.formatted(.iso8601))
    }
}
