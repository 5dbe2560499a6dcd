import Foundation
import HTTP
import Storage
import TestSupport
import Testing
import Tracking

@testable import Web

/// Moves of clicks between campaigns, and their undoing, on the pages.
struct MovePageTests {
    private static let move =
        "fromCampaignId=42&campaignId=43&periodStart=2025-01-30&periodEnd=2025-01-30&timezone=UTC"

    private func siteWithTwoCampaigns() async throws -> TestSite {
        let site = try await TestSite.withTraffic()
        try site.store.addSampleCampaign(43, .sample(name: "<b>Right</b>", cost: 7, currency: "eur"))
        site.pass(seconds: 60_000_000)
        return site
    }

    @Test func clicksAreMovedAfterAConfirmationAndGivenBack() async throws {
        let site = try await siteWithTwoCampaigns()
        let browser = try await Browser.loggedIn(on: site)
        #expect(await browser.get("/dashboard/moves").text.contains("Nothing has been moved yet."))
        let page = await browser.get(
            "/dashboard/moves/new?\(Self.move)&filterName=source&filterValue=facebook")
        page.expectInOrder([
            "3 clicks of campaign 42 LatAm Ring Campaign, of 30 Jan 2025 in UTC, where source is facebook",
            "&lt;b&gt;Right&lt;/b&gt;",
            #"<th scope="row" class="accept status">accepted</th><td>1</td><td>10.00 USD</td><td>1</td><td>7.00 EUR</td>"#,
            "Move 3 clicks to 43",
        ])
        try await site.click(21, #"{"source":"facebook"}"#, at: "2025-01-30T12:00:00Z")
        let answer = await browser.post("/dashboard/moves", page.hiddenFields)
        #expect(answer[.location] == "/dashboard/moves?done=moved&count=3")
        let list = await browser.follow(answer)
        list.expectInOrder([
            "3 journeys were moved.",
            "1: 42 LatAm Ring Campaign to 43 &lt;b&gt;Right&lt;/b&gt;, source = facebook",
            "<td>anna</td><td>3</td><td>0</td>", "/dashboard/moves/1/undo",
        ])
        #expect(try site.store.summary(of: try #require(CampaignID(43))).clickCount == 3)

        let question = await browser.get("/dashboard/moves/1/undo")
        question.expectInOrder([
            "3 journeys would count for campaign 42 LatAm Ring Campaign again",
            "<td>1</td><td>7.00 EUR</td><td>1</td><td>10.00 USD</td>", "Give 3 journeys back to 42",
        ])
        let undone = await browser.follow(await browser.post("/dashboard/moves/1/undo"))
        undone.expectInOrder(["3 journeys were given back.", "<td>0</td><td>3</td>"])
        #expect(try site.store.summary(of: try #require(CampaignID(43))).clickCount == 0)
        #expect(await browser.get("/dashboard/moves/1/undo").text.contains("There is nothing to give back."))
    }

    @Test(arguments: [
        ("campaignId=43", "The campaign that they count for: Missing data for required field."),
        (Self.move + "&periodStart=", ""),
        ("fromCampaignId=42&campaignId=42&periodStart=2025-01-30", "Campaign: Must be another campaign."),
        (
            "fromCampaignId=42&campaignId=43&periodStart=2025-01-30&periodEnd=2025-01-29",
            "First day: Must not be after"
        ),
        ("fromCampaignId=42&campaignId=43&periodStart=yesterday", "First day: Not a valid date."),
    ])
    func wrongFormIsShownAgain(query: String, message: String) async throws {
        let browser = try await Browser.loggedIn(on: try await siteWithTwoCampaigns())
        let page = await browser.get("/dashboard/moves/new?" + query)
        guard !message.isEmpty else { return #expect(page.status == .ok) }
        #expect(page.status == .unprocessableEntity)
        #expect(page.text.contains(message), "\(page.text)")
    }

    @Test func refusedDayStaysInItsField() async throws {
        let browser = try await Browser.loggedIn(on: try await siteWithTwoCampaigns())
        let page = await browser.get(
            "/dashboard/moves/new?fromCampaignId=42&campaignId=43&periodStart=2025-02-30&periodEnd=2025-03-01"
        )
        page.expectInOrder([
            #"name="periodStart" type="text" value="2025-02-30" required aria-invalid="true""#,
            #"name="periodEnd" type="date" value="2025-03-01">"#,
        ])
        // Where nothing was asked for yet, nothing is wrong.
        let bare = await browser.get("/dashboard/moves")
        #expect(!bare.text.contains("aria-invalid"))
    }

    /// Clicks may come from an archived campaign, and go to one whose number somebody knows.
    @Test func archivedCampaignsStandBehindTheOthersAndTakeNoClicks() async throws {
        let site = try await siteWithTwoCampaigns()
        try site.store.addSampleCampaign(44, .sample(name: "Old"))
        _ = try site.store.updateCampaign(
            try #require(CampaignID(44)), Campaign.Change(isArchived: true))
        let browser = try await Browser.loggedIn(on: site)
        let page = await browser.get("/dashboard/moves")
        #expect(page.options(of: "fromCampaignId") == ["43", "42", "44"])
        #expect(page.options(of: "campaignId") == ["43", "42"])
        #expect(page.text.contains(">44 Old (archived)</option>"))
        let chosen = await browser.get("/dashboard/moves?fromCampaignId=42&campaignId=44")
        #expect(chosen.options(of: "campaignId") == ["44", "43", "42"])
        let preview = await browser.get(
            "/dashboard/moves/new?" + Self.move.replacing("=43", with: "=44"))
        #expect(preview.text.contains("would count for campaign 44 Old."))
    }

    @Test func unknownCampaignsAndRunsAreNotFound() async throws {
        let browser = try await Browser.loggedIn(on: try await siteWithTwoCampaigns())
        let unknown = Self.move.replacing("=43", with: "=44")
        #expect(await browser.get("/dashboard/moves/new?" + unknown).status == .notFound)
        _ = await browser.get("/dashboard/moves")
        for run in ["1", "x", "01"] {
            #expect(await browser.get("/dashboard/moves/\(run)/undo").status == .notFound)
            #expect(await browser.post("/dashboard/moves/\(run)/undo").status == .notFound)
        }
    }

    @Test func nothingToMoveHasNoButton() async throws {
        let browser = try await Browser.loggedIn(on: try await siteWithTwoCampaigns())
        let page = await browser.get("/dashboard/moves/new?" + Self.move.replacing("2025", with: "2024"))
        #expect(page.text.contains("No click of campaign 42 LatAm Ring Campaign is meant."))
        #expect(!page.text.contains("<button class=\"primary\">"))
    }

    @Test func whoMayOnlyReadHasNoButtons() async throws {
        let site = try await siteWithTwoCampaigns()
        #expect(try site.store.setReadOnly(true, user: "anna"))
        let browser = try await Browser.loggedIn(on: site)
        let page = await browser.get("/dashboard/moves/new?" + Self.move)
        #expect(page.text.contains("clicks of campaign 42"))
        #expect(!page.text.contains("method=\"post\" action=\"/dashboard/moves\""))
        #expect(await browser.post("/dashboard/moves", ["campaignId": "43"]).status == .forbidden)
    }

    @Test(arguments: HostileTexts.all)
    func filtersAreText(text: String) async throws {
        let site = try await siteWithTwoCampaigns()
        let json = HostileTexts.json(text)
        try await site.click(30, #"{\#(json):\#(json)}"#, at: "2025-01-30T08:00:00Z")
        let browser = try await Browser.loggedIn(on: site)
        let filter = QueryString.text([(name: "filterName", value: text), (name: "filterValue", value: text)])
        let page = await browser.get("/dashboard/moves/new?\(Self.move)&\(filter)")
        #expect(page.text.contains("Move 1 click to 43"), "\(page.text)")
        HostileTexts.expectText(in: page.text)
    }
}

extension HTTPResponse {
    /// The numbers of the campaigns that a field of that name offers.
    fileprivate func options(of name: String) -> [String] {
        let field = text.components(separatedBy: "name=\"\(name)\">").dropFirst().first ?? ""
        let options = field.components(separatedBy: "</select>").first ?? ""
        return options.matches(of: /<option value="(\d+)"/).map { String($0.output.1) }
    }

    /// The fields of the last form of the page but its token.
    fileprivate var hiddenFields: KeyValuePairs<String, String> {
        let form = text.components(separatedBy: "method=\"post\"").last ?? ""
        let fields = form.matches(of: /name="([^"]*)" value="([^"]*)"/)
            .map { (String($0.output.1), String($0.output.2)) }.filter { $0.0 != "formToken" }
        precondition(fields.count == 7, "\(fields)")
        return [
            fields[0].0: fields[0].1, fields[1].0: fields[1].1, fields[2].0: fields[2].1,
            fields[3].0: fields[3].1,
            fields[4].0: fields[4].1, fields[5].0: fields[5].1, fields[6].0: fields[6].1,
        ]
    }
}
