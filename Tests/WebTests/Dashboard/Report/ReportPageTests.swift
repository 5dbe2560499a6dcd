import Foundation
import HTTP
import Storage
import TestSupport
import Testing
import Tracking

/// The page of a report: what it shows, and that its address says all of it.
struct ReportPageTests {
    private static let days = "periodStart=2025-01-30&periodEnd=2025-02-02"
    private static let report = "/dashboard/campaigns/42?" + days

    private static func browser(_ site: TestSite) async -> Browser {
        let browser = Browser(site)
        await browser.logIn()
        return browser
    }

    @Test func strangersAreLedToTheForm() async throws {
        let site = try await TestSite.withTraffic()
        for path in [Self.report, "/dashboard/report"] {
            let answer = await Browser(site).get(path)
            #expect(answer.status == .seeOther)
            #expect(answer[.location]?.hasPrefix("/dashboard/login?next=") == true)
        }
    }

    @Test func unknownCampaignIsAPageOfItsOwn() async throws {
        let browser = await Self.browser(try TestSite())
        let answer = await browser.get("/dashboard/campaigns/7")
        #expect(answer.status == .notFound)
        #expect(answer.text.contains("Campaign does not exist"))
    }

    @Test func pageSaysWhatItShows() async throws {
        let browser = await Self.browser(try await TestSite.withTraffic())
        let page = await browser.get(
            Self.report + "&timezone=Europe/Kyiv&parameter.source=facebook&status=accept")
        #expect(page.status == .ok)
        #expect(page.text.contains("Clicks of 30 Jan to 2 Feb 2025 in Europe/Kyiv"))
        #expect(page.text.contains("Changes are against 26 to 29 Jan 2025."))
        #expect(page.text.contains("source is facebook") && page.text.contains("status is accept"))
        #expect(page.text.contains("CPA 10.00 USD"))
    }

    /// What a form sends becomes an address without what was left empty; the page there sends the same again.
    @Test(arguments: [
        (
            "periodStart=2025-01-30&periodEnd=2025-02-02&timezone=UTC&status=&groupParameters=&filterName=&filterValue=",
            days
        ),
        (
            "periodStart=2025-01-30&periodEnd=2025-02-02&timezone=Europe/Kyiv",
            days + "&timezone=Europe%2FKyiv"
        ),
        (
            "periodStart=2025-01-30&periodEnd=2025-02-02&groupParameters=ad&groupParameters=source",
            days + "&groupParameters=ad%2Csource"
        ),
        (
            "periodStart=2025-01-30&periodEnd=2025-02-02&filterName=a%20b&filterValue=%3D%261",
            days + "&parameter.a%20b=%3D%261"
        ),
        (
            "periodStart=2025-01-30&periodEnd=2025-02-02&parameter.x=&status=none",
            days + "&status=none&parameter.x="
        ),
        (
            "periodStart=2025-01-30&periodEnd=2025-02-02&sortBy=clicks&sortOrder=asc",
            days + "&sortBy=clicks&sortOrder=asc"
        ),
        // The site's clock says 2023-11-14: the days that the words mean stay words.
        ("period=30&periodStart=2023-10-16&periodEnd=2023-11-14", "period=30"),
        ("periodStart=2023-11-08&periodEnd=2023-11-14", ""),
        (
            "period=today&periodStart=2023-11-13&periodEnd=2023-11-14",
            "periodStart=2023-11-13&periodEnd=2023-11-14"
        ),
    ])
    func addressSaysAllOfIt(sent: String, address: String) async throws {
        let browser = await Self.browser(try await TestSite.withTraffic())
        let answer = await browser.get("/dashboard/campaigns/42?apply=1&" + sent)
        #expect(answer.status == .seeOther)
        let expected = "/dashboard/campaigns/42" + (address.isEmpty ? "" : "?" + address)
        #expect(answer[.location] == expected)
        let page = await browser.follow(answer)
        #expect(page.status == .ok)
        #expect(
            await browser.get("/dashboard/campaigns/42?apply=1&" + page.text.formQuery)[.location] == expected
        )
    }

    /// The same of all campaigns; what is grouped has no other lines.
    @Test(arguments: [
        ("", ""), ("&by=campaign", ""), ("&by=day", "&by=day"), ("&by=day&groupParameters=", "&by=day"),
        ("&groupParameters=ad&groupParameters=source&groupParameters=", "&groupParameters=ad%2Csource"),
        ("&by=day&groupParameters=source", "&groupParameters=source"),
        ("&filterName=ad&filterValue=1&by=day", "&by=day&parameter.ad=1"),
        (
            "&groupParameters=source&parameter.ad=1&status=accept&timezone=Europe/Kyiv&sortBy=name",
            "&timezone=Europe%2FKyiv&groupParameters=source&status=accept&parameter.ad=1&sortBy=name&sortOrder=desc"
        ),
    ])
    func addressOfAllCampaignsSaysAllOfIt(sent: String, address: String) async throws {
        let browser = await Self.browser(try await TestSite.withTraffic())
        let answer = await browser.get("/dashboard/report?apply=1&" + Self.days + sent)
        #expect(answer.status == .seeOther)
        let expected = "/dashboard/report?" + Self.days + address
        #expect(answer[.location] == expected)
        let page = await browser.follow(answer)
        #expect(page.status == .ok)
        #expect(await browser.get("/dashboard/report?apply=1&" + page.text.formQuery)[.location] == expected)
    }

    /// Links to other reports keep what they do not change.
    @Test func linksKeepTheRest() async throws {
        let browser = await Self.browser(try await TestSite.withTraffic())
        let path = Self.report + "&timezone=Europe%2FKyiv&groupParameters=source&parameter.ad=1"
        let page = await browser.get(path)
        let links = page.text.matches(of: /href="(\/dashboard\/campaigns\/42\?[^"]*)"/)
            .map { String($0.output.1).replacing("&amp;", with: "&") }
        #expect(links.count > 15)
        for link in Set(links) {
            #expect(link.contains("timezone=Europe%2FKyiv"), "\(link)")
            #expect(await browser.get(link).status == .ok, "\(link)")
        }
    }

    @Test func groupsLeadToTheirJourneys() async throws {
        let browser = await Self.browser(try await TestSite.withTraffic())
        let page = await browser.get(Self.report + "&groupParameters=source,ad&timezone=Europe/Kyiv")
        let days = "periodStart=2025-01-30&amp;periodEnd=2025-02-02&amp;timezone=Europe%2FKyiv"
        let common = "/dashboard/leads?campaignId=42&amp;journeys=all&amp;" + days
        #expect(page.text.contains("href=\"\(common)&amp;parameter.source=facebook\""))
        #expect(page.text.contains("href=\"\(common)&amp;parameter.source=facebook&amp;parameter.ad=1\""))
        #expect(page.text.contains("href=\"\(common)&amp;parameter.source=%3D1%2B1\""))
        #expect(page.text.contains("href=\"\(common)&amp;missing=source\">(none)</a>"))
        // Cards lead to those of a status.
        #expect(page.text.contains("href=\"/dashboard/leads?campaignId=42&amp;\(days)&amp;status=accept\""))
    }

    @Test(arguments: [
        ("clicks", "desc", ["facebook", "(none)"]), ("clicks", "asc", ["(none)", "=1+1"]),
        ("name", "asc", ["(none)", "=1+1"]),
        ("name", "desc", ["google", "facebook"]), ("no-such-column", "asc", ["facebook", "(none)"]),
    ])
    func linesAreSorted(word: String, order: String, first: [String]) async throws {
        let browser = await Self.browser(try await TestSite.withTraffic())
        let page = await browser.get(
            Self.report + "&groupParameters=source&sortBy=\(word)&sortOrder=\(order)")
        let names = ReportTexts(page: page.text).lines.map { $0[0] }
        #expect(Array(names.prefix(2)) == first, "\(names)")
        guard word != "no-such-column" else { return }
        #expect(page.text.contains("aria-sort=\"\(order == "asc" ? "ascending" : "descending")\""))
    }

    @Test func wrongAddressIsExplained() async throws {
        let browser = await Self.browser(try await TestSite.withTraffic())
        for query in [
            "periodStart=2025-02-30", "periodStart=2025-02-02&periodEnd=2025-01-30", "timezone=Mars",
            "status=good",
            "periodStart=2000-01-01&periodEnd=2025-01-01", "groupParameters=a,b,c,d,e", "period=8",
            "sortOrder=up&sortBy=x",
        ] {
            let page = await browser.get("/dashboard/campaigns/42?" + query)
            #expect(page.status == .unprocessableEntity, "\(query)")
            #expect(page.text.contains("role=\"alert\"") && page.text.contains("<form"), "\(query)")
            #expect(!page.text.contains("class=\"cards\""), "\(query)")
        }
    }

    /// What a field for days could not show stands in one for texts; what is wrong is told just above.
    @Test(arguments: [("2025-02-02", "date"), ("2025-02-30", "text"), ("%3Cb%3E", "text")])
    func refusedDaysStayInTheirFields(first: String, type: String) async throws {
        let browser = await Self.browser(try await TestSite.withTraffic())
        let page = await browser.get(
            "/dashboard/campaigns/42?apply=1&periodStart=\(first)&periodEnd=2025-01-30")
        #expect(page.status == .unprocessableEntity)
        let value = first == "%3Cb%3E" ? "&lt;b&gt;" : first
        page.expectInOrder([
            #"id="problems" role="alert"><p>First day: "#,
            #"<input type="\#(type)" name="periodStart" value="\#(value)" aria-invalid="true" aria-describedby="problems">"#,
            #"<input type="date" name="periodEnd" value="2025-01-30">"#,
        ])
    }

    @Test func changesAreAgainstThePeriodBefore() async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        for number in 1...UInt64(4) { try await site.click(number, at: "2025-01-29T08:00:00Z") }
        for number in 5...UInt64(9) { try await site.click(number, at: "2025-01-30T08:00:00Z") }
        try await site.postback(1, "declined", at: "2025-01-30T09:00:00Z")
        for number in 5...UInt64(6) {
            try await site.postback(number, "declined", at: "2025-01-30T09:00:00Z")
        }
        try await site.postback(7, "approved", at: "2025-01-30T09:00:00Z")
        let browser = await Self.browser(site)
        let page = await browser.get("/dashboard/campaigns/42?periodStart=2025-01-30&periodEnd=2025-01-30")
        #expect(page.text.contains(#"<dt>Clicks</dt><dd>5 <span class="change ">+25 %</span></dd>"#))
        #expect(page.text.contains(#"<span class="change down">+100 %</span>"#))
        #expect(page.text.contains(#"<span class="change up">+20.00 points</span>"#))
        #expect(page.text.contains(#"<span class="change up">+10.00</span>"#))
    }

    /// Further lines are in the CSV.
    @Test func manyGroupsAreCut() async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        for number in 1...UInt64(520) {
            try await site.click(number, #"{"ad":\#(number)}"#, at: "2025-01-30T08:00:00Z")
        }
        for number in 1001...UInt64(1005) {
            try await site.click(number, #"{"ad":520}"#, at: "2025-01-30T08:00:00Z")
        }
        let browser = await Self.browser(site)
        let path = Self.report + "&groupParameters=ad&sortBy=name&sortOrder=asc"
        let page = await browser.get(path)
        let lines = ReportTexts(page: page.text).lines
        #expect(lines.count == 501)
        #expect(lines.contains { $0[0] == "520" && $0[1] == "6" })
        #expect(lines.last?.prefix(2) == ["Total", "525"])
        #expect(page.text.contains("The 500 lines with the most clicks are shown; there are 20 more"))
        let csv = ReportTexts(csv: await browser.get(path + "&format=csv").wholeText())
        #expect(csv.lines.count == 521)
        #expect(Set(csv.lines.dropLast().map { $0[1] }).count == 520)
    }

    @Test func chartHasItsFiguresAsATable() async throws {
        let browser = await Self.browser(try await TestSite.withTraffic())
        let days = await browser.get(Self.report)
        #expect(days.text.contains("Conversions by day of the click"))
        #expect(!days.text.contains("The figures of the charts as a table"))
        let groups = await browser.get(Self.report + "&groupParameters=source")
        #expect(groups.text.contains("The figures of the charts as a table"))
        let weeks = await browser.get("/dashboard/campaigns/42?periodStart=2024-12-01&periodEnd=2025-02-02")
        #expect(
            weeks.text.contains("Clicks by week")
                && weeks.text.contains("The figures of the charts as a table"))
        #expect(weeks.text.contains("7 days from 26 Jan 2025: 7 clicks"))
        let years = await browser.get("/dashboard/campaigns/42?periodStart=2020-01-01&periodEnd=2025-02-02")
        #expect(years.text.contains("Clicks by year") && years.text.contains("2025: 7 clicks"))
    }

    @Test func emptyReportSaysWhatToDo() async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        let browser = await Self.browser(site)
        let new = await browser.get("/dashboard/campaigns/42")
        #expect(new.text.contains("Waiting for the first click.") && new.text.contains(" data-waiting>"))
        #expect(new.text.contains("href=\"/dashboard/campaigns/42/edit#snippets\""))
        #expect(await browser.get("/dashboard/campaigns/42/edit").text.contains("id=\"snippets\""))
        try await site.click(1, at: "2020-01-30T08:00:00Z")
        let other = await browser.get("/dashboard/campaigns/42")
        #expect(other.text.contains("No click has come on these days.") && other.text.contains("period=30"))
        #expect(!other.text.contains("<svg"))
    }

    /// What was spent belongs to no status.
    @Test func unknownExpensesAreLeftOut() async throws {
        let site = try await TestSite.withTraffic()
        let expenses = """
            {"campaignId":42,"distributionParameter":"source","dates":[\
            {"date":"2025-01-30","distribution":{"facebook":12.5,"google":3}}]}
            """
        #expect(await site.ask("POST", "/api/v2/reports/expenses", expenses).status == .ok)
        let browser = await Self.browser(site)
        let accepted = await browser.get(Self.report + "&status=accept")
        #expect(!accepted.text.contains("Spent, USD") && !accepted.text.contains("Profit, USD"))
        #expect(accepted.text.contains("What was spent is known by day and by source"))
        let facebook = await browser.get(Self.report + "&parameter.source=facebook")
        let lines = ReportTexts(page: facebook.text)
        let place = try #require(lines.titles.firstIndex(of: "Spent USD"))
        #expect(lines.lines.last?[place] == "12.50")
    }

    @Test func allCampaignsAreOnOnePage() async throws {
        let site = try await TestSite.withTraffic()
        try site.store.addSampleCampaign(43, .sample(name: "<b>Second</b>", currency: "eur"))
        try site.store.addSampleCampaign(44, .sample(name: "Idle"))
        try await site.click(60, campaign: 43, at: "2025-01-31T08:00:00Z")
        try await site.postback(60, "approved", at: "2025-01-31T09:00:00Z")
        let browser = await Self.browser(site)
        let page = await browser.get("/dashboard/report?" + Self.days)
        let texts = ReportTexts(page: page.text)
        #expect(Set(texts.lines.map { $0[0] }) == ["LatAm Ring Campaign", "<b>Second</b>", "Total"])
        #expect(!page.text.contains("<b>"))
        #expect(texts.lines.last?[1] == "8")
        #expect(
            page.text.contains("href=\"/dashboard/campaigns/43?\(Self.days.replacing("&", with: "&amp;"))\""))
        let csv = await browser.get("/dashboard/report?\(Self.days)&format=csv").wholeText()
        #expect(csv.contains("\r\nline,43,<b>Second</b>,1,1,"))
        let days = await browser.get("/dashboard/report?by=day&" + Self.days)
        #expect(ReportTexts(page: days.text).lines.count == 5)
    }

    /// Names, values and words of strangers are texts everywhere.
    @Test func hostileTextsAreTexts() async throws {
        let site = try TestSite()
        let hostile = #"<script>alert(1)</script>"' onfocus=alert(1) {{x}}"#
        try site.store.addSampleCampaign(42, .sample(name: hostile))
        let json =
            #"{"<script>alert(1)</script>\"' onfocus=alert(1) {{x}}":"<script>alert(1)</script>\"' onfocus=alert(1) {{x}}"}"#
        try await site.click(1, json, at: "2025-01-30T08:00:00Z")
        let browser = await Self.browser(site)
        let name = try #require(hostile.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
        for report in [Self.report, "/dashboard/report?" + Self.days] {
            for query in [
                "", "&groupParameters=\(name)", "&parameter.\(name)=\(name)",
                "&groupParameters=\(name)&sortBy=\(name)",
            ] {
                let page = await browser.get(report + query)
                #expect(page.status == .ok)
                #expect(
                    !page.text.contains("<script>") && !page.text.contains("\" onfocus")
                        && !page.text.contains("' onfocus"))
                #expect(page.text.contains("{{x}}"))
            }
        }
    }

    /// With the same days, and without what may not hold there.
    @Test func campaignLeadsToTheReportOfAll() async throws {
        let browser = await Self.browser(try await TestSite.withTraffic())
        let page = await browser.get(
            Self.report + "&timezone=Europe/Kyiv&groupParameters=source&parameter.ad=1&sortBy=name")
        let address = "/dashboard/report?\(Self.days)&timezone=Europe%2FKyiv"
        #expect(page.text.contains("<a href=\"\(address.replacing("&", with: "&amp;"))\">All campaigns</a>"))
        let all = await browser.get(address)
        #expect(all.status == .ok && all.text.contains("<h1>All campaigns</h1>"))
    }

    @Test func archivedCampaignSaysSo() async throws {
        let site = try await TestSite.withTraffic()
        let browser = await Self.browser(site)
        #expect(await !browser.get(Self.report).text.contains("archived"))
        _ = try site.store.updateCampaign(try #require(CampaignID(42)), Campaign.Change(isArchived: true))
        let terms = "CPA 10.00 USD · archived: left out of the lists, and recording as before"
        #expect(await browser.get(Self.report).text.contains(terms))
    }

    @Test func itWorksUnderAPrefix() async throws {
        let site = try await TestSite.withTraffic()
        let browser = Browser(site, prefix: "/tracker")
        await browser.logIn()
        let page = await browser.get(Self.report + "&groupParameters=source")
        #expect(page.status == .ok)
        let links = page.text.matches(of: /(?:href|action)="(\/[^"]*)"/).map { String($0.output.1) }
        #expect(links.allSatisfy { $0.hasPrefix("/tracker/dashboard/") }, "\(links)")
        let answer = await browser.get("/dashboard/campaigns/42?apply=1&period=30")
        #expect(answer[.location] == "/tracker/dashboard/campaigns/42?period=30")
    }
}

extension String {
    /// What the first form of the page would send, as it stands.
    fileprivate var formQuery: String {
        let form =
            components(separatedBy: "<form class=\"panel report-form\"").last?.components(
                separatedBy: "</form>"
            ).first ?? ""
        var pairs = form.matches(of: /<input type="[a-z]*" name="([^"]*)" value="([^"]*)"/)
            .map { (String($0.output.1), String($0.output.2)) }
        for select in form.matches(of: /<select name="([^"]*)">(.*?)<\/select>/.dotMatchesNewlines()) {
            let chosen = String(select.output.2).firstMatch(of: /value="([^"]*)" selected/).map {
                String($0.output.1)
            }
            pairs.append((String(select.output.1), chosen ?? ""))
        }
        return QueryString.text(pairs.map { (name: $0.0.plainText, value: $0.1.plainText) })
    }

    /// Without the escapes of HTML.
    private var plainText: String {
        replacing("&#39;", with: "'").replacing("&quot;", with: "\"").replacing("&lt;", with: "<")
            .replacing("&gt;", with: ">").replacing("&amp;", with: "&")
    }
}
