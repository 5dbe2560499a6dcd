import HTTP
import Storage
import TestSupport
import Testing
import Tracking

@testable import Web

/// What counts for no campaign, and how it comes to count.
struct UnattributedPageTests {
    @Test func clicksAreListedByTheNumberThatTheySent() async throws {
        let browser = try await Browser.onTraffic()
        let page = await browser.get("/dashboard/unattributed")
        page.expectInOrder([
            "1 number that no campaign has", #"<a href="/dashboard/unattributed/7">7</a>"#, "<td>2</td>",
            #"<time datetime="2025-02-01T11:00:00Z">"#, #"<time datetime="2025-02-01T12:00:00Z">"#,
            "1 lead and 0 postbacks of 1 journey wait for a click",
            "/dashboard/journeys/00000000-0000-0000-0000-00000000000a",
        ])
        let empty = try await Browser.loggedIn(on: try TestSite()).get("/dashboard/unattributed")
        #expect(empty.text.contains("Every click counts for a campaign."))
        #expect(empty.text.contains("Every lead and every postback has its click."))
    }

    /// Strangers choose how many there are. The page does not count them all, and says so; the API does.
    @Test func countOfEventsWithoutClickHasALimit() async throws {
        let site = try TestSite()
        for thousand in UInt64(0)...10 {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 1...UInt64(1_000) {
                    group.addTask {
                        try await site.lead(1_000 * thousand + number, at: "2023-11-14T20:00:00Z")
                    }
                }
                try await group.waitForAll()
            }
        }
        let browser = try await Browser.loggedIn(on: site)
        let page = await browser.get("/dashboard/unattributed")
        #expect(
            page.text.contains(
                "10,000 journeys or more wait for a click. Of the latest 10,000 there are 10,000 leads and"))
        #expect(
            await site.ask("GET", "/api/v2/reports/unattributed").text.contains(#""journeys":11000,"#))
        let alerts = await site.ask("GET", "/api/v2/alerts").text
        #expect(alerts.contains("At least 10,000 leads and 0 postbacks came without a click"))
    }

    private static let suggestions: [(sent: Int64, numbers: [Int64])] = [
        (43, [42, 44]), (423, [42]), (24, [42, 44]), (4, []), (420, [42]), (52, [42]), (99, []),
        (1_234, [1_243]),
        (142, [42]), (45, [42, 44]),
    ]

    @Test(arguments: suggestions)
    func campaignsThatMayBeMeantAreSuggested(sent: Int64, numbers: [Int64]) throws {
        let campaigns = try [42, 44, 1_243, 77].map { number in
            CampaignReference(id: try #require(CampaignID(number)), name: "x")
        }
        let meant = NearCampaigns(campaigns).meant(by: try #require(CampaignID(sent)))
        #expect(meant.map(\.id.number) == numbers)
    }

    /// One that is archived is meant by its own number alone.
    @Test(arguments: [(42, [42, 44]), (43, [44]), (44, [44]), (52, [])] as [(Int64, [Int64])])
    func archivedCampaignIsSuggestedForItsOwnNumber(sent: Int64, numbers: [Int64]) throws {
        let (archived, listed) = (
            CampaignReference(id: try #require(CampaignID(42)), name: "x"),
            CampaignReference(id: try #require(CampaignID(44)), name: "x")
        )
        let meant = NearCampaigns([listed], archived: [archived]).meant(by: try #require(CampaignID(sent)))
        #expect(meant.map(\.id.number) == numbers)
    }

    @Test func archivedCampaignIsOfferedOnlyWhereItIsChosen() async throws {
        let site = try await TestSite.withTraffic()
        try site.store.addSampleCampaign(43)
        _ = try site.store.updateCampaign(
            try #require(CampaignID(42)), Campaign.Change(isArchived: true))
        site.pass(seconds: 60_000_000)
        let browser = try await Browser.loggedIn(on: site)
        let page = await browser.get("/dashboard/unattributed/7")
        #expect(page.text.contains(#"<option value="43">"#))
        #expect(!page.text.contains(#"<option value="42""#))
        let chosen = await browser.get("/dashboard/unattributed/7?campaignId=42")
        #expect(
            chosen.text.contains(
                #"<option value="42" selected="selected">42 LatAm Ring Campaign (archived)</option>"#))
        #expect(chosen.text.contains("would count for campaign 42 LatAm Ring Campaign from now on"))
        // For programs nothing is left out.
        #expect(await site.ask("GET", "/api/v2/core/filters/campaigns").text.contains("LatAm Ring Campaign"))
    }

    @Test func clicksAreAttributedAfterAConfirmation() async throws {
        let site = try await TestSite.withTraffic()
        try await site.postback(8, "approved", at: "2025-02-02T08:00:00Z")
        site.pass(seconds: 60_000_000)
        let browser = try await Browser.loggedIn(on: site)
        let choice = await browser.get("/dashboard/unattributed/7")
        #expect(choice.text.contains(#"<option value="42">42 LatAm Ring Campaign</option>"#))
        #expect(!choice.text.contains("method=\"post\" action=\"/dashboard/unattributed"))
        let page = await browser.get("/dashboard/unattributed/7?campaignId=42")
        page.expectInOrder([
            "2 journeys whose click sent 7 would count for campaign 42 LatAm Ring Campaign",
            #"<th scope="row" class="accept status">accepted</th><td>1</td><td>10.00 USD</td>"#,
            #"<th scope="row">no status</th><td>1</td>"#, "Attribute 2 clicks to 42",
        ])
        // What comes now has not been shown.
        try await site.click(20, campaign: 7, at: "2025-02-03T08:00:00Z")
        let seen = try #require(page.text.hidden("seenFrom"))
        let answer = await browser.post("/dashboard/unattributed/7", ["campaignId": "42", "seenFrom": seen])
        #expect(answer.status == .seeOther)
        let next = await browser.follow(answer)
        #expect(next.text.contains("2 clicks count for campaign 42 now."))
        let clickID = try #require(ClickID("00000000-0000-0000-0000-000000000008"))
        #expect(try site.store.attribution(of: clickID)?.author == .login("anna"))
        next.expectInOrder([#"<a href="/dashboard/unattributed/7">7</a>"#, "<td>1</td>"])
        #expect(try site.journey("00000000000000000000000000000008")?.contains(#""status":"accept""#) == true)
        let again = await browser.post("/dashboard/unattributed/7", ["campaignId": "42", "seenFrom": seen])
        #expect(again[.location]?.contains("count=0") == true)
    }

    @Test(arguments: [
        "/dashboard/unattributed/0", "/dashboard/unattributed/07", "/dashboard/unattributed/x",
        "/dashboard/unattributed/-1",
    ])
    func whatIsNoNumberIsNotFound(path: String) async throws {
        let browser = try await Browser.onTraffic()
        #expect(await browser.get(path).status == .notFound)
    }

    @Test func wrongFormsChangeNothing() async throws {
        let site = try await TestSite.withTraffic()
        let browser = try await Browser.loggedIn(on: site)
        _ = await browser.get("/dashboard/unattributed/7?campaignId=42")
        for fields in [
            ["campaignId": "42"], ["campaignId": "42", "seenFrom": "x"],
            ["campaignId": "42", "seenFrom": "1.-5"],
            ["campaignId": "43", "seenFrom": "100.1800000000000"], ["seenFrom": "100.1800000000000"],
        ] as [KeyValuePairs<String, String>] {
            let answer = await browser.post("/dashboard/unattributed/7", fields)
            #expect([.notFound, .unprocessableEntity].contains(answer.status))
        }
        let untrusted = await browser.post(
            "/dashboard/unattributed/7",
            ["campaignId": "42", "seenFrom": "100.1800000000000", "formToken": "x"])
        #expect(untrusted.status == .forbidden)
        #expect(try site.store.unattributedClicks(.first, .ascending).rows.map(\.clicks) == [2])
        #expect(
            await browser.get("/dashboard/unattributed/9?campaignId=42").text.contains("No click that sent 9")
        )
    }

    @Test func onlyKnownNoticesAreShown() async throws {
        let browser = try await Browser.onTraffic()
        for query in [
            "done=x&count=1&campaignId=42", "done=attributed&count=-1&campaignId=42",
            "done=attributed&count=%3Cb%3E",
        ] {
            let page = await browser.get("/dashboard/unattributed?" + query)
            #expect(!page.text.contains("role=\"status\""))
        }
    }

    @Test func whoMayOnlyReadHasNoButtons() async throws {
        let site = try await TestSite.withTraffic()
        #expect(try site.store.setReadOnly(true, user: "anna"))
        site.pass(seconds: 60_000_000)
        let browser = try await Browser.loggedIn(on: site)
        let page = await browser.get("/dashboard/unattributed/7?campaignId=42")
        #expect(page.text.contains("2 journeys whose click sent 7"))
        #expect(!page.text.contains("Attribute 2 clicks"))
        let seen = "100.1800000000000"
        let answer = await browser.post("/dashboard/unattributed/7", ["campaignId": "42", "seenFrom": seen])
        #expect(answer.status == .forbidden)
    }
}
