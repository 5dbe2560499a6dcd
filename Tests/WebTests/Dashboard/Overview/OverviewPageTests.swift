import HTTP
import Storage
import TestSupport
import Testing
import Tracking

/// What the start page shows, and how one finds something on it.
struct OverviewPageTests {
    /// At 22:13 UTC, when it is the next day in Kyiv.
    private static let now = "2023-11-14T22:13:00Z"

    private func loggedIn(_ site: TestSite, prefix: String = "") async -> Browser {
        let browser = Browser(site, prefix: prefix)
        await browser.logIn()
        return browser
    }

    /// Three campaigns: two in dollars, one in euros.
    private func siteWithCampaigns() async throws -> TestSite {
        let site = try TestSite()
        try site.store.addSampleCampaign(7, .sample(name: "Beta rings", cost: 5))
        try site.store.addSampleCampaign(42, .sample(name: "alpha rings", cost: 10))
        try site.store.addSampleCampaign(43, .sample(name: "Gamma", cost: 1, currency: "eur"))
        var number: UInt64 = 0
        for (campaign, clicks, accepted) in [(7, 3, 2), (42, 2, 1), (43, 4, 4)] as [(Int64, Int, Int)] {
            for place in 0..<clicks {
                number += 1
                try await site.click(
                    number, #"{"x":1}"#, campaign: campaign, at: "2023-11-14T1\(place):0\(campaign % 5):00Z")
                if place < accepted {
                    try await site.postback(number, "approved", at: "2023-11-14T20:0\(campaign % 5):00Z")
                }
            }
        }
        let id = try #require(CampaignID(7))
        let day = try #require(ReportDay("2023-11-14"))
        try site.store.setExpenses(
            [DayExpenses(day: day, distribution: [try DayExpenses.Expense("", "25.5")])], by: "x", for: id)
        return site
    }

    @Test func showsEachCampaign() async throws {
        let page = await loggedIn(try await siteWithCampaigns()).get("/dashboard/")
        #expect(page.status == .ok)
        let reading = OverviewReading(page.text)
        let row = try #require(reading.row(7))
        let expected = [
            "Campaign": "7Beta rings", "14 days": "Days with 0 to 3 clicks, 0 to 2 accepted", "Clicks": "3",
            "Leads": "2",
            "Accepted": "2", "Expected": "0", "Rejected": "0", "Trash": "0", "CR": "66.66 %", "EPC": "3.3333",
            "Paid": "10.00 USD", "Expected money": "10.00", "Spent": "25.50", "Profit": "\u{2212}15.50",
            "ROI": "\u{2212}60.79 %", "Last activity": "20:02, 2\u{A0}h\u{A0}ago",
        ]
        for (title, text) in expected { #expect(row[title] == text) }
        #expect(page.text.contains("8 to 14 Nov 2023 · 3 campaigns"))
        let time =
            #"<time datetime="2023-11-14T20:03:00Z" title="14 Nov 20:03:00">20:03, 2\#u{A0}h\#u{A0}ago</time>"#
        #expect(page.text.contains(time))
        #expect(page.text.contains("3 campaigns · last event " + time))
        #expect(page.text.contains(#"<span class="neg">"# + "\u{2212}15.50</span>"))
    }

    /// Where it is the next day already, a moment of the day before has its day.
    @Test func lastActivityIsInTheZone() async throws {
        let page = await loggedIn(try await siteWithCampaigns()).get("/dashboard/?timezone=Europe/Kyiv")
        let row = try #require(OverviewReading(page.text).row(7))
        #expect(row["Last activity"] == "14\u{A0}Nov\u{A0}22:02, 2\u{A0}h\u{A0}ago")
    }

    /// Never one sum of two currencies.
    @Test func totalsAreByCurrency() async throws {
        let reading = OverviewReading(await loggedIn(try await siteWithCampaigns()).get("/dashboard/").text)
        let expected = [
            "Clicks": "9", "Leads": "7", "Accepted": "7", "CR": "77.77 %", "Paid, USD": "20.00",
            "Paid, EUR": "4.00",
            "Spent, USD": "25.50", "Profit, USD": "\u{2212}5.50", "Profit, EUR": "4.00", "ROI, EUR": "–",
        ]
        for (title, text) in expected { #expect(reading.cards[title] == text) }
        #expect(!reading.cards.keys.contains("Paid"))
    }

    @Test(
        arguments: [
            ("", [43, 7, 42]), ("sortBy=clicks&sortOrder=asc", [42, 7, 43]),
            ("sortBy=name&sortOrder=asc", [42, 7, 43]), ("sortBy=name&sortOrder=desc", [43, 7, 42]),
            ("sortBy=trend&sortOrder=asc", [42, 7, 43]), ("sortBy=leads&sortOrder=desc", [43, 7, 42]),
            ("sortBy=accept&sortOrder=asc", [42, 7, 43]), ("sortBy=cr&sortOrder=desc", [43, 7, 42]),
            ("sortBy=lastActivityAt&sortOrder=asc", [7, 42, 43]),
            ("sortBy=expect&sortOrder=desc", [7, 42, 43]),
            // What is in euros stands by itself, whatever the order.
            ("sortBy=paid&sortOrder=desc", [43, 7, 42]), ("sortBy=profit&sortOrder=desc", [43, 42, 7]),
            ("sortBy=profit&sortOrder=asc", [43, 7, 42]), ("sortBy=epc&sortOrder=desc", [43, 42, 7]),
            ("sortBy=expenses&sortOrder=desc", [43, 7, 42]),
            ("sortBy=expectedMoney&sortOrder=asc", [43, 7, 42]),
            ("sortBy=roi&sortOrder=desc", [43, 7, 42]), ("sortBy=nonsense&sortOrder=asc", [42, 7, 43]),
        ] as [(String, [Int64])])
    func sortsByAnyColumn(query: String, numbers: [Int64]) async throws {
        let page = await loggedIn(try await siteWithCampaigns()).get("/dashboard/?" + query)
        #expect(OverviewReading(page.text).numbers == numbers)
    }

    /// Its title leads there, and back.
    @Test func titlesSort() async throws {
        let browser = await loggedIn(try await siteWithCampaigns())
        var page = await browser.get("/dashboard/?period=30&timezone=Europe%2FKyiv")
        #expect(OverviewReading(page.text).sorting == ["Clicks": "descending"])
        for order in ["descending", "ascending", "descending"] {
            let link = try #require(page.text.firstMatch(of: /href="([^"]*)">Paid/)?.output.1)
            page = await browser.get(String(link).replacing("&amp;", with: "&"))
            #expect(OverviewReading(page.text).sorting == ["Paid": order])
            #expect(page.text.contains(#"<option value="Europe/Kyiv" selected>"#))
        }
    }

    @Test(
        arguments: [
            ("rings", [7, 42]), ("RINGS", [7, 42]), ("4", [43, 42]), ("43", [43]), ("gam", [43]), ("3", []),
            ("nothing", []), ("", [43, 7, 42]),
        ] as [(String, [Int64])])
    func findsNamesAndNumbers(text: String, numbers: [Int64]) async throws {
        let page = await loggedIn(try await siteWithCampaigns()).get("/dashboard/?search=\(text)")
        let reading = OverviewReading(page.text)
        #expect(reading.numbers.sorted() == numbers.sorted())
        #expect(page.text.contains("Show all campaigns") == numbers.isEmpty)
        #expect(page.text.contains(#"name="search" type="search" value="\#(text)""#))
        #expect(page.text.contains("3 campaigns"))
    }

    @Test(
        arguments: [
            ("", "8 to 14 Nov 2023"), ("period=today", "14 Nov 2023"), ("period=yesterday", "13 Nov 2023"),
            ("period=30", "16 Oct to 14 Nov 2023"), ("timezone=Europe/Kyiv", "9 to 15 Nov 2023"),
            ("period=today&timezone=Europe/Kyiv", "15 Nov 2023"),
            ("periodStart=2022-12-30&periodEnd=2023-01-02", "30 Dec 2022 to 2 Jan 2023"),
        ])
    func daysAreThoseOfTheZone(query: String, days: String) async throws {
        let page = await loggedIn(try await siteWithCampaigns()).get("/dashboard/?" + query)
        #expect(page.status == .ok)
        #expect(page.text.contains("<p class=\"sub\">\(days) · "))
    }

    /// A click at 23:30 in Kyiv is of the day before in UTC.
    @Test func clicksAreOnTheDaysOfTheZone() async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        try await site.click(1, at: "2023-11-13T22:30:00Z")
        let browser = await loggedIn(site)
        for (query, clicks) in [("period=today", "0"), ("period=yesterday&timezone=Europe/Kyiv", "1")] {
            #expect(
                OverviewReading(await browser.get("/dashboard/?" + query).text).row(42)?["Clicks"] == clicks)
        }
    }

    @Test func anyZoneMayBeTyped() async throws {
        let browser = await loggedIn(try await siteWithCampaigns())
        let answer = await browser.get("/dashboard/?period=30&search=rings&otherTimezone=Asia/Kathmandu")
        #expect(answer.status == .seeOther)
        let page = await browser.follow(answer)
        #expect(answer[.location] == "/dashboard/?period=30&timezone=Asia%2FKathmandu&search=rings")
        #expect(page.text.contains(#"<option value="Asia/Kathmandu" selected>"#))
        #expect(page.text.contains("17 Oct to 15 Nov 2023"))
        // It stays with whatever is chosen next.
        let links = page.text.matches(of: /href="\/dashboard\/\?([^"]*)"/).map(\.output.1)
        #expect(links.count > 15)
        #expect(links.allSatisfy { $0.contains("timezone=Asia%2FKathmandu") })
    }

    @Test(
        arguments: [
            ("otherTimezone=Kyjiw%3C", "Kyjiw&lt;", "Not a valid time zone."),
            ("timezone=UTC%2B2", "UTC+2", "Not a valid time zone."),
            ("periodStart=tomorrow", "8 to 14 Nov 2023", "Not a valid date."),
            ("periodStart=2023-11-14&periodEnd=2023-11-01", "8 to 14 Nov 2023", "problem"),
        ])
    func mistakeIsToldBesideItsField(query: String, shown: String, problem: String) async throws {
        let page = await loggedIn(try await siteWithCampaigns()).get("/dashboard/?" + query)
        #expect(page.status == .unprocessableEntity)
        #expect(page.text.contains(#"role="alert">"#))
        #expect(page.text.contains(shown))
        #expect(page.text.contains(problem))
        #expect(OverviewReading(page.text).numbers.count == 3)
    }

    /// What a field for days could not show stands in one for texts.
    @Test(
        arguments: [
            ("2023-11-14", "2023-11-01", "date"), ("2023-02-30", "2023-11-01", "text"),
            ("1.2.2023", "2023-11-01", "text"), ("1970-01-01", "2023-11-01", "date"),
        ])
    func refusedDaysStayInTheirFields(first: String, last: String, type: String) async throws {
        let page = await loggedIn(try await siteWithCampaigns()).get(
            "/dashboard/?periodStart=\(first)&periodEnd=\(last)")
        #expect(page.status == .unprocessableEntity)
        #expect(page.text.contains(#"name="periodStart" type="\#(type)" value="\#(first)" required"#))
        #expect(page.text.contains(#"name="periodEnd" type="date" value="\#(last)" required"#))
        #expect(page.text.contains(#"aria-invalid="true""#))
    }

    @Test func everyFigureIsAWayIn() async throws {
        let page = await loggedIn(try await siteWithCampaigns(), prefix: "/tracker").get(
            "/dashboard/?period=30")
        for address in [
            "/tracker/dashboard/campaigns/7?period=30",
            "/tracker/dashboard/leads?campaignId=7&amp;period=30",
            "/tracker/dashboard/leads?campaignId=7&amp;status=accept&amp;period=30",
            "/tracker/dashboard/campaigns/new", "/tracker/dashboard/report?period=30",
        ] {
            #expect(page.text.contains("href=\"\(address)\""), "\(address)")
        }
        #expect(!page.text.contains(#"href="/dashboard"#))
    }

    @Test func archivedCampaignsAreLeftOut() async throws {
        let site = try await siteWithCampaigns()
        _ = try site.store.updateCampaign(try #require(CampaignID(43)), Campaign.Change(isArchived: true))
        let reading = OverviewReading(await loggedIn(site).get("/dashboard/").text)
        #expect(reading.numbers == [7, 42])
        #expect(reading.cards["Clicks"] == "5")
    }

    /// With the same days and zone, and in its own order.
    @Test func leadsToTheReportOfAllCampaigns() async throws {
        let browser = await loggedIn(try await siteWithCampaigns(), prefix: "/tracker")
        for (query, address) in [
            ("", "/report"), ("?sortBy=paid&search=rings&groupParameters=x", "/report"),
            ("?period=30&timezone=Europe%2FKyiv", "/report?period=30&amp;timezone=Europe%2FKyiv"),
            (
                "?periodStart=2023-11-01&periodEnd=2023-11-02",
                "/report?periodStart=2023-11-01&amp;periodEnd=2023-11-02"
            ),
        ] {
            let page = await browser.get("/dashboard/" + query).text
            let link = #"<a href="/tracker/dashboard\#(address)">Report of all campaigns</a>"#
            #expect(page.contains(link), "\(query)")
        }
    }

    @Test(arguments: [false, true])
    func leadsToArchivedCampaigns(isReadOnly: Bool) async throws {
        let site = try await siteWithCampaigns()
        if isReadOnly { _ = try site.store.setReadOnly(true, user: "anna") }
        let browser = await loggedIn(site, prefix: "/tracker")
        #expect(await !browser.get("/dashboard/").text.contains("Archived campaigns"))
        for number in [7, 43] as [Int64] {
            _ = try site.store.updateCampaign(
                try #require(CampaignID(number)), Campaign.Change(isArchived: true))
        }
        let link = #"<a href="/tracker/dashboard/campaigns/archived">Archived campaigns (2)</a>"#
        #expect(await browser.get("/dashboard/").text.contains(link))
    }

    @Test func nobodySeesItWithoutALogin() async throws {
        let answer = await Browser(try await siteWithCampaigns()).get("/dashboard/?period=30")
        #expect(answer.status == .seeOther)
        #expect(answer[.location] == "/dashboard/login?next=%2F%3Fperiod%3D30")
    }
}

/// What it says where there is little to see, or very much.
extension OverviewPageTests {
    @Test(arguments: [false, true])
    func withoutCampaignsItLeadsToTheForm(isReadOnly: Bool) async throws {
        let site = try TestSite()
        if isReadOnly { _ = try site.store.setReadOnly(true, user: "anna") }
        let page = await loggedIn(site).get("/dashboard/")
        #expect(page.text.contains("There is no campaign yet"))
        #expect(page.text.contains(#"href="/dashboard/campaigns/new""#) == !isReadOnly)
        #expect(!page.text.contains("<table>"))
        #expect(page.text.contains("no event yet"))
        #expect(!page.text.contains("Archived campaigns"))
    }

    @Test(arguments: [false, true])
    func whereEachCampaignIsArchivedItLeadsToThem(isReadOnly: Bool) async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign(42)
        try await site.click(1, at: Self.now)
        _ = try site.store.updateCampaign(try #require(CampaignID(42)), Campaign.Change(isArchived: true))
        if isReadOnly { _ = try site.store.setReadOnly(true, user: "anna") }
        let page = await loggedIn(site).get("/dashboard/").text
        #expect(page.contains("Every campaign is archived"))
        #expect(page.contains(#"href="/dashboard/campaigns/archived">Archived campaigns (1)</a>"#))
        #expect(page.contains(#"href="/dashboard/campaigns/new""#) == !isReadOnly)
        #expect(!page.contains("There is no campaign yet"))
        #expect(!page.contains("no event yet"))
    }

    @Test func withoutClicksItLeadsToTheSnippets() async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign(42)
        try site.store.addSampleCampaign(43)
        let browser = await loggedIn(site)
        let page = await browser.get("/dashboard/")
        #expect(page.text.contains("Waiting for the first click"))
        #expect(page.text.contains("data-waiting"))
        #expect(page.text.contains(#"href="/dashboard/campaigns/43/edit#snippets">Show them</a>"#))
        #expect(page.text.contains(#"href="/dashboard/campaigns/42/edit#snippets">no click yet</a>"#))
        #expect(OverviewReading(page.text).row(42)?["14 days"] == "no click yet")

        try await site.click(1, at: Self.now)
        let later = await browser.get("/dashboard/")
        #expect(!later.text.contains("data-waiting"))
        #expect(OverviewReading(later.text).row(43)?["14 days"] == "no click yet")
        #expect(OverviewReading(later.text).row(42)?["Last activity"] == "22:13, 20\u{A0}s\u{A0}ago")
    }

    /// Markup, quotes, template syntax, marks that turn the direction of writing.
    @Test(
        arguments: [
            "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'\u{301} onclick='x",
            "{{layout.base}}",
            "{{{page}}}", "\u{202E}gnirts", "a&amp;b", "</title></svg>",
        ])
    func namesAreTexts(name: String) async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign(42, .sample(name: name))
        try await site.click(1, at: Self.now)
        let browser = await loggedIn(site)
        let search = QueryString.text([(name: "search", value: name)])
        for query in ["", search, "search=%22%3E%3Cimg%3E"] {
            let page = await browser.get("/dashboard/?" + query)
            #expect(page.status == .ok)
            #expect(!page.text.contains("<img"))
            #expect(!page.text.contains("<script>"))
            #expect(!page.text.contains("\u{202E}") || query == search)
            #expect(!page.text.contains("'\u{301} onclick"))
        }
        let shown = name.replacing("\u{202E}", with: #"\u{202E}"#)
        #expect(OverviewReading(await browser.get("/dashboard/").text).row(42)?["Campaign"] == "42" + shown)
        #expect(OverviewReading(await browser.get("/dashboard/?" + search).text).numbers == [42])
    }

    @Test func manyCampaignsComeInParts() async throws {
        let site = try TestSite()
        for number in 1...120 { try site.store.addSampleCampaign(Int64(number)) }
        for number in 1...120 {
            try await site.click(UInt64(number), campaign: Int64(number), at: Self.now)
        }
        let browser = await loggedIn(site)
        let first = await browser.get("/dashboard/?sortBy=name&sortOrder=asc")
        #expect(first.body.count < 100_000)
        #expect(OverviewReading(first.text).numbers == Array(1...40))
        #expect(OverviewReading(first.text).cards["Clicks"] == "120")
        let link = try #require(first.text.firstMatch(of: /href="([^"]*)">Part 3/)?.output.1)
        let last = await browser.get(String(link).replacing("&amp;", with: "&"))
        #expect(OverviewReading(last.text).numbers == Array(81...120))
        for page in ["9", "9223372036854775807", "0", "-1", "x"] {
            let answer = await browser.get("/dashboard/?page=\(page)")
            #expect(answer.status == .ok)
            #expect(!OverviewReading(answer.text).numbers.isEmpty)
        }
    }
}
