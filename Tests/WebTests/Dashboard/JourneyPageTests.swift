import HTTP
import JSON
import Storage
import TestSupport
import Testing
import Tracking

@testable import Web

/// One journey on a page, and why it is what it is.
struct JourneyPageTests {
    private static let first = "/dashboard/journeys/00000000-0000-0000-0000-000000000001"

    @Test func timeLineHasEverythingInOrder() async throws {
        let browser = try await Browser.onTraffic()
        let page = await browser.get(Self.first + "?timezone=Europe/Kyiv")
        #expect(page.status == .ok)
        let order = [
            #"<time datetime="2025-01-30T08:00:00Z">30 Jan 2025 10:00:00</time>"#,
            #"<span class="what">Click</span>"#,
            "<dt>source</dt><dd>facebook</dd><dt>ad</dt><dd>1</dd>", "30 min later",
            #"<span class="what">Lead</span>"#,
            "23 h later", "Click again", "<dd>again</dd>", "5 days later",
            #"<span class="what">Postback</span>"#,
            #"<span class="accept status">accepted, 10.00 USD</span>"#, "<dt>status</dt><dd>approved</dd>",
        ]
        page.expectInOrder(order)
        #expect(page.text.contains(#"<a href="/dashboard/campaigns/42">42 LatAm Ring Campaign</a>"#))
        #expect(page.text.contains("times in Europe/Kyiv"))
    }

    @Test func changesOfTheStatusAndRepeatsAreNamed() async throws {
        let browser = try await Browser.onTraffic()
        await browser.get(Self.first.replacing("0001", with: "0003")).expectInOrder([
            "accepted, 10.00 USD", "rejected",
            "before it the journey was accepted, 10.00 USD; the latest, so it decides",
            "Only accepted and expected postbacks have a payout.",
        ])
        await browser.get(Self.first.replacing("0001", with: "0002")).expectInOrder([
            "Postback", "Postback again", "the same as the one before: counted once",
        ])
    }

    // MARK: Why

    @Test(arguments: [
        (
            #"{"status":"approved"}"#,
            ["reads <code>status</code> and found <code>approved</code>", "Row 1", "matched exactly"]
        ),
        (
            #"{"status":" Approved\n"}"#,
            [#"found <code> Approved\u{A}</code>"#, "Row 1, <code>approved</code>", "without regard to"]
        ),
        (#"{"status":"sold"}"#, ["found <code>sold</code>, which none of its rows has", "Add a row"]),
        (
            #"{"Status":"approved"}"#,
            ["<code>status</code>, which this postback does not have", "It has Status."]
        ),
        (#"{"status":{}}"#, ["in which this postback has no word"]), (#"{"status":null}"#, ["has no word"]),
        (#"{"status":["hold",1]}"#, ["found <code>hold</code>", "Row 2"]),
        (#"{"status":"hold","payout":99}"#, ["<dt>payout</dt><dd>99 <span class=\"muted\">kept, not used"]),
    ])
    func mapperExplainsItself(parameters: String, sentences: [String]) async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        try await site.click(1, at: "2025-01-30T08:00:00Z")
        try await site.postback(1, json: parameters, at: "2025-01-30T09:00:00Z")
        let page = try await Browser.loggedIn(on: site).get(Self.first)
        page.expectInOrder(sentences)
        #expect(!page.text.contains("has changed since"))
    }

    @Test func changedMapperAndCostAreNamed() async throws {
        let browser = try await Browser.onTraffic { site in
            let mapper = #"{"parameter":"status","mapping":{"approved":"reject"}}"#
            let settings = try Campaign.Settings.sample(cost: 12, mapper: mapper)
            _ = try site.store.updateCampaign(try #require(CampaignID(42)), Campaign.Change(to: settings))
        }
        await browser.get(Self.first).expectInOrder([
            #"<span class="accept status">accepted, 10.00 USD</span>"#, "reject, matched exactly",
            "It was read as accepted when it was mapped: the mapper has changed since.",
            "The payout, 10.00 USD, is the campaign’s cost at the time when it was mapped; today that is 12.00 USD.",
        ])
    }

    @Test func campaignWithoutAMapperSaysSo() async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign(42, .sample(mapper: nil))
        try await site.click(1, at: "2025-01-30T08:00:00Z")
        try await site.postback(1, "approved", at: "2025-01-30T09:00:00Z")
        let page = try await Browser.loggedIn(on: site).get(Self.first)
        #expect(page.text.contains("The campaign has no mapper, so that every postback is trash."))
        #expect(page.address(of: "Make one") == "/dashboard/campaigns/42/edit")
    }

    @Test func earlyEventsSayHowEarly() async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        try await site.lead(1, at: "2025-01-30T08:00:00Z")
        try await site.postback(1, "approved", at: "2025-01-30T08:00:10Z")
        let browser = try await Browser.loggedIn(on: site)
        await browser.get(Self.first).expectInOrder([
            "counts for no campaign", "Lead", "its click has not come", "not mapped yet",
            "Its click has not come.",
        ])
        try await site.click(1, at: "2025-01-30T08:00:30Z")
        await browser.get(Self.first).expectInOrder([
            "came 30 s before its click", "accepted, 10.00 USD",
            "It came 20 s before its click, and was kept. It was mapped when the journey had its campaign.",
            #"<span class="what">Click</span>"#,
        ])
    }

    @Test func unattributedAndAttributedClicksSaySo() async throws {
        let site = try await TestSite.withTraffic()
        let browser = try await Browser.loggedIn(on: site)
        let path = Self.first.replacing("0001", with: "0008")
        let before = await browser.get(path)
        #expect(before.text.contains("It sent campaign 7, which there was not, and counts for none."))
        #expect(before.address(of: "Attribute the clicks that sent 7") == "/dashboard/unattributed/7")
        _ = try site.store.attribute(
            try #require(CampaignID(7)), to: try #require(CampaignID(42)), seenFrom: nil,
            by: .login("<b>boris"), at: Timestamp(milliseconds: 1_738_500_000_000))
        await browser.get(path).expectInOrder([
            "and was attributed to campaign 42 later.", "Attributed", "by &lt;b&gt;boris",
            "To campaign 42 LatAm Ring Campaign.",
        ])
    }

    @Test func movesStandInTheTimeLine() async throws {
        let site = try await TestSite.withTraffic()
        try site.store.addSampleCampaign(43)
        let day = try #require(ReportDay("2025-01-30"))
        let (from, to) = (try #require(CampaignID(42)), try #require(CampaignID(43)))
        let move = try #require(
            ClickMove(from: from, to: to, during: ReportPeriod(first: day, last: day), in: .utc))
        let run = try site.store.beginMove(
            move, by: .login("<b>boris"), at: Timestamp(milliseconds: 1_738_300_000_000))
        _ = try site.store.carryOut(move, as: run)
        let browser = try await Browser.loggedIn(on: site)
        await browser.get(Self.first).expectInOrder([
            #"<a href="/dashboard/campaigns/43">"#, "Click", "Moved", "by &lt;b&gt;boris",
            "From campaign 42 LatAm Ring Campaign to 43 LatAm Ring Campaign, by", "move 1", "Postback",
        ])
        _ = try site.store.undoMove(run)
        #expect(
            await browser.get(Self.first).text.contains("and taken back since by a command on the server"))
    }

    // MARK: Long ones

    @Test func longJourneyIsInShortParts() async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        try await site.click(1, at: "2025-01-30T08:00:00Z")
        for number in 0..<250 {
            try await site.postback(1, json: #"{"n":\#(number)}"#, at: "2025-01-30T09:00:00Z")
        }
        let browser = try await Browser.loggedIn(on: site)
        var page = await browser.get(Self.first)
        #expect(page.text.contains("1 to 100 of 251"))
        var found = page.shownNumbers
        while let next = page.address(of: "The next") {
            #expect(page.body.count < 100_000)
            page = await browser.get(next)
            found += page.shownNumbers
        }
        #expect(found == Array(0..<250))
        let latest = try #require(await browser.get(Self.first).address(of: "The latest"))
        #expect(await browser.get(latest).shownNumbers.last == 249)
        #expect(await browser.get(Self.first + "?from=100000").status == .ok)
    }

    @Test func longValuesAndManyParametersAreCutAndReachable() async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        let long = String(repeating: "'", count: 10_000)
        let many = (0..<900).map { #""name\#($0)":"\#(long.prefix(100))""# }.joined(separator: ",")
        try await site.click(1, #"{"long":"\#(long)"}"#, at: "2025-01-30T08:00:00Z")
        for minute in 10..<30 {
            try await site.postback(1, json: "{\(many),\"n\":\(minute)}", at: "2025-01-30T08:\(minute):00Z")
        }
        let browser = try await Browser.loggedIn(on: site)
        let page = await browser.get(Self.first)
        #expect(page.body.count < 100_000)
        page.expectInOrder(["cut; all 10,000 bytes are", "in the JSON", "further parameters"])
        let json = try #require(page.address(of: "in the JSON"))
        let whole = await browser.get(json)
        #expect(whole[.contentType] == "application/json")
        let text = await whole.wholeText()
        #expect(text == (try site.journey("00000000000000000000000000000001")))
        #expect(text.contains(long))
    }

    @Test func surplusEventsAreNamed() async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        try await site.click(1, at: "2025-01-30T08:00:00Z")
        let large = String(repeating: "x", count: 1_000_000)
        for _ in 0..<14 { try await site.record(1, leadOf: large, at: "2025-01-30T09:00:00Z") }
        try? await site.record(1, leadOf: large + "y", at: "2025-01-30T09:00:00Z")
        try? await site.record(1, leadOf: large + "z", at: "2025-01-30T09:00:00Z")
        let journey = try #require(try site.store.journey(ClickID(high: 0, low: 1)))
        try #require(journey.surplusCount > 0)
        let page = try await Browser.loggedIn(on: site).get(Self.first)
        #expect(page.text.contains("when there was no room left"))
        #expect(page.body.count < 100_000)
    }

    // MARK: None

    @Test(arguments: [
        ("00000000-0000-0000-0000-0000000000ff", "No journey has this click id"),
        ("x", "This is no click id"),
        ("%3Cscript%3E", "This is no click id"), ("%00", "This is no click id"),
    ])
    func missingJourneyIsAPageThatHelps(id: String, heading: String) async throws {
        let browser = try await Browser.onTraffic()
        let page = await browser.get("/dashboard/journeys/" + id)
        #expect(page.status == .notFound)
        #expect(page.text.contains("<h1>\(heading)</h1>"))
        #expect(page.text.contains(#"action="/dashboard/leads""#))
        #expect(page.text.contains(#"href="/dashboard/live""#))
        HostileTexts.expectText(in: page.text)
        #expect(await browser.get("/dashboard/journeys/\(id)/json").status == .notFound)
    }

    @Test func allFormsOfAClickIDAreTheSame() async throws {
        let browser = try await Browser.onTraffic()
        for form in ["00000000000000000000000000000001", "%7B00000000-0000-0000-0000-000000000001%7D"] {
            #expect(
                await browser.get("/dashboard/journeys/" + form).text.contains(
                    "<h1 class=\"code\">00000000-0000-0000-0000-000000000001</h1>"))
        }
    }

    @Test(arguments: HostileTexts.all)
    func parametersAreText(text: String) async throws {
        let site = try TestSite()
        let json = HostileTexts.json(text)
        let mapper = text.isEmpty ? nil : #"{"parameter":\#(json),"mapping":{\#(json):"accept"}}"#
        try site.store.addSampleCampaign(42, .sample(mapper: mapper))
        try await site.click(1, #"{\#(json):\#(json)}"#, at: "2025-01-30T08:00:00Z")
        try await site.postback(1, json: #"{\#(json):\#(json)}"#, at: "2025-01-30T09:00:00Z")
        let page = try await Browser.loggedIn(on: site).get(Self.first)
        #expect(page.status == .ok)
        #expect(page.text.contains("matched exactly"))
        HostileTexts.expectText(in: page.text)
    }
}

extension HTTPResponse {
    func expectInOrder(_ texts: [String], sourceLocation: SourceLocation = #_sourceLocation) {
        var rest = text[...]
        for text in texts {
            guard let found = rest.firstRange(of: text) else {
                Issue.record("\(text) is not in \(rest)", sourceLocation: sourceLocation)
                return
            }
            rest = rest[found.upperBound...]
        }
    }

    /// Of the parameter `n`.
    fileprivate var shownNumbers: [Int] {
        text.matches(of: /<dt>n<\/dt><dd>(\d+)<\/dd>/).compactMap { Int($0.output.1) }
    }
}

extension TestSite {
    func postback(_ number: UInt64, json: String, at time: String) async throws {
        let postback = Postback(clickID: ClickID(high: 0, low: number), parameters: Parameters(json: json))
        try await record(.postback(postback), at: time)
    }

    fileprivate func record(_ number: UInt64, leadOf text: String, at time: String) async throws {
        let parameters = Parameters(json: #"{"x":"\#(text)"}"#)
        try await record(
            .lead(Lead(clickID: ClickID(high: 0, low: number), parameters: parameters)), at: time)
    }
}

extension Browser {
    /// On four days of campaign 42, and what is done to them.
    fileprivate static func onTraffic(_ change: (TestSite) throws -> Void) async throws -> Browser {
        let site = try await TestSite.withTraffic()
        try change(site)
        return try await loggedIn(on: site)
    }
}
