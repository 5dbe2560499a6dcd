import Foundation
import HTTP
import Storage
import TestSupport
import Testing
import Tracking

@testable import Web

/// The report of all campaigns by the values of parameters.
struct GroupsOfAllCampaignsTests {
    private static let days = "periodStart=2025-01-30&periodEnd=2025-02-02"
    private static let report = "/dashboard/report?" + days

    /// Campaign 42 with its traffic, and 43 with three clicks more.
    private static func site() async throws -> TestSite {
        let site = try await TestSite.withTraffic()
        try site.store.addSampleCampaign(43, .sample(name: "Second"))
        for (number, source) in [(60, "facebook"), (61, "facebook"), (62, "tiktok")] {
            try await site.click(
                UInt64(number), #"{"source":"\#(source)","ad":1,"geo":"UA"}"#, campaign: 43,
                at: "2025-01-31T08:00:00Z")
        }
        try await site.postback(60, "approved", at: "2025-01-31T09:00:00Z")
        return site
    }

    private static func browser(_ site: TestSite) async -> Browser {
        let browser = Browser(site)
        await browser.logIn()
        return browser
    }

    private static func spend(_ expenses: String, on site: TestSite) async {
        #expect(await site.ask("POST", "/api/v2/reports/expenses", expenses).status == .ok)
    }

    private static let spentBySource = """
        {"campaignId":42,"distributionParameter":"source","dates":[\
        {"date":"2025-01-30","distribution":{"facebook":12.5,"google":3}}]}
        """
    private static let spentByAd = """
        {"campaignId":43,"distributionParameter":"ad","dates":[\
        {"date":"2025-01-31","distribution":{"1":4}}]}
        """

    /// The names of the lines and their clicks.
    private static func clicks(_ texts: ReportTexts) -> [[String]] { texts.lines.map { Array($0.prefix(2)) } }

    @Test func groupsOfCampaignsAreAddedUp() async throws {
        let browser = await Self.browser(try await Self.site())
        let page = await browser.get(Self.report + "&groupParameters=source")
        let expected = [
            ["facebook", "5"], ["(none)", "1"], ["=1+1", "1"], ["clicks", "1"], ["google", "1"],
            ["tiktok", "1"], ["Total", "10"],
        ]
        #expect(Self.clicks(ReportTexts(page: page.text)) == expected)
        #expect(page.text.contains("By source") && page.text.contains("<h1>All campaigns</h1>"))
        // No list has the journeys of all campaigns.
        #expect(!page.text.contains("/dashboard/leads?"))
        let csv = await browser.get(Self.report + "&groupParameters=source&format=csv").wholeText()
        #expect(csv.contains("row,source,clicks,"))
        #expect(csv.contains("\r\nline,facebook,5,") && csv.contains("\r\ntotal,,10,"))
        #expect(ReportTexts(csv: csv).lines.count == 7)
    }

    /// As for one campaign, where there is but one with traffic.
    @Test func oneCampaignHasTheSameLines() async throws {
        let site = try await TestSite.withTraffic()
        try site.store.addSampleCampaign(43, .sample(name: "Idle"))
        await Self.spend(Self.spentBySource, on: site)
        let browser = await Self.browser(site)
        for query in [
            "&groupParameters=source", "&groupParameters=source,ad", "&groupParameters=ad",
            "&groupParameters=source&status=accept", "&groupParameters=ad&parameter.source=facebook",
        ] {
            let one = await browser.get("/dashboard/campaigns/42?" + Self.days + query)
            let all = await browser.get(Self.report + query)
            let (own, merged) = (ReportTexts(page: one.text), ReportTexts(page: all.text))
            #expect(own.titles == merged.titles && own.lines == merged.lines, "\(query)")
        }
    }

    @Test(arguments: [
        ("name", "asc", ["(none)", "=1+1"]), ("name", "desc", ["tiktok", "google"]),
        ("clicks", "asc", ["(none)", "=1+1"]), ("accept_leads", "desc", ["facebook", "(none)"]),
    ])
    func linesAreSorted(word: String, order: String, first: [String]) async throws {
        let browser = await Self.browser(try await Self.site())
        let page = await browser.get(
            Self.report + "&groupParameters=source&sortBy=\(word)&sortOrder=\(order)")
        let names = ReportTexts(page: page.text).lines.map { $0[0] }
        #expect(Array(names.prefix(2)) == first, "\(names)")
    }

    /// A store puts the parameter of a campaign's expenses first, and each campaign may have another one.
    @Test func levelsStandAsAskedFor() async throws {
        let site = try await Self.site()
        await Self.spend(Self.spentBySource, on: site)
        await Self.spend(Self.spentByAd, on: site)
        let browser = await Self.browser(site)
        let csv = ReportTexts(
            csv: await browser.get(Self.report + "&groupParameters=source,ad&format=csv").wholeText())
        let lines = csv.lines.map { Array($0.prefix(4)) }
        #expect(lines.contains(["subtotal", "facebook", "", "5"]))
        #expect(lines.contains(["line", "facebook", "1", "4"]))
        #expect(lines.contains(["line", "facebook", "2", "1"]))
        #expect(lines.contains(["line", "tiktok", "1", "1"]))
        let turned = await browser.get(Self.report + "&groupParameters=ad,source")
        let first = Self.clicks(ReportTexts(page: turned.text)).prefix(3)
        #expect(first == [["1", "5"], ["facebook", "4"], ["tiktok", "1"]])
    }

    @Test func expensesAreThoseOfGroupsWhereEveryCampaignKnowsThem() async throws {
        let site = try await Self.site()
        await Self.spend(Self.spentBySource, on: site)
        let browser = await Self.browser(site)
        let remark = "What was spent is not known by source in all campaigns"
        let known = await browser.get(Self.report + "&groupParameters=source")
        let lines = ReportTexts(page: known.text)
        let place = try #require(lines.titles.firstIndex(of: "Spent USD"))
        #expect(lines.lines.map { $0[place] } == ["12.50", "0.00", "0.00", "0.00", "3.00", "0.00", "15.50"])
        #expect(!known.text.contains(remark))

        await Self.spend(Self.spentByAd, on: site)
        let unknown = await browser.get(Self.report + "&groupParameters=source")
        let others = ReportTexts(page: unknown.text).lines.map { $0[place] }
        #expect(others == ["–", "–", "–", "–", "–", "–", "19.50"])
        #expect(unknown.text.contains(remark))
    }

    /// A campaign without a click of the kind has spent nothing on it.
    @Test func campaignsWithoutFiguresHideNoExpenses() async throws {
        let site = try await Self.site()
        await Self.spend(Self.spentBySource, on: site)
        let browser = await Self.browser(site)
        let google = ReportTexts(page: await browser.get(Self.report + "&parameter.source=google").text)
        let place = try #require(google.titles.firstIndex(of: "Spent USD"))
        #expect(google.lines.last?[place] == "3.00")
        let facebook = ReportTexts(page: await browser.get(Self.report + "&parameter.source=facebook").text)
        #expect(!facebook.titles.contains("Spent USD"))
    }

    @Test func formOffersWhatTheCampaignsHave() async throws {
        let site = try await Self.site()
        try await site.click(70, #"{"gone":1}"#, campaign: 43, at: "2025-01-31T08:00:00Z")
        try site.store.addSampleCampaign(44, .sample(name: "Old"))
        try await site.click(71, #"{"secret":1}"#, campaign: 44, at: "2025-01-31T08:00:00Z")
        _ = try site.store.updateCampaign(try #require(CampaignID(44)), Campaign.Change(isArchived: true))
        let browser = await Self.browser(site)
        let page = await browser.get(Self.report)
        page.expectInOrder([
            #"<label>Group by <select name="groupParameters"><option value="" selected>campaigns</option>"#,
            #"<option value="source">source</option>"#, "<label>Only where <select name=\"filterName\">",
            #"<option value="geo">geo</option>"#,
        ])
        #expect(page.text.contains(#"<option value="gone">"#) && !page.text.contains("secret"))
        let days = await browser.get(Self.report + "&by=day")
        #expect(days.text.contains(#"<option value="" selected>days</option>"#))
        let grouped = await browser.get(Self.report + "&groupParameters=source,ad,geo,gone")
        #expect(grouped.text.components(separatedBy: "<select name=\"groupParameters\">").count == 5)
        // Where something is wrong they are on offer, too.
        let refused = await browser.get("/dashboard/report?groupParameters=a,b,c,d,e")
        #expect(refused.status == .unprocessableEntity && refused.text.contains(#"<option value="geo">"#))
    }

    /// Of eight campaigns, and fifty names.
    @Test func formOffersTheNamesOfTheBusiestCampaigns() async throws {
        let site = try TestSite()
        let day = "2025-01-30T08:00:00Z"
        let many = (1...60).map { #""many\#($0)":1"# }.joined(separator: ",")
        for number in 100...Int64(120) {
            try site.store.addSampleCampaign(number, .sample(name: "Campaign \(number)"))
            let click = UInt64(number) * 10
            try await site.click(click, number == 100 ? #"{"rare":1}"# : "{}", campaign: number, at: day)
            guard number > 100 else { continue }
            let parameters = number == 101 ? "{\(many)}" : #"{"source":1}"#
            try await site.click(click + 1, parameters, campaign: number, at: day)
        }
        let page = await Self.browser(site).get(Self.report)
        let select = page.text.components(separatedBy: "<select name=\"filterName\">").last
        let options = try #require(select?.components(separatedBy: "</select>").first)
        #expect(options.components(separatedBy: "<option ").count == 1 + 1 + 50)
        #expect(options.contains(#"value="source""#) && options.contains(#"value="many1""#))
        #expect(!options.contains("rare"))
    }

    @Test func conditionsAreTakenAwayOneByOne() async throws {
        let browser = await Self.browser(try await Self.site())
        let path = Self.report + "&groupParameters=source&status=accept&parameter.ad=1"
        let page = await browser.get(path)
        let address = Self.report.replacing("&", with: "&amp;") + "&amp;groupParameters=source"
        #expect(page.text.contains("ad is 1 <a href=\"\(address)&amp;status=accept\">remove"))
        #expect(page.text.contains("status is accept <a href=\"\(address)&amp;parameter.ad=1\">remove"))
        #expect(Self.clicks(ReportTexts(page: page.text)) == [["facebook", "2"], ["Total", "2"]])
        // The other tables of the same journeys.
        let whole = Self.report.replacing("&", with: "&amp;")
        #expect(page.text.contains("href=\"\(whole)&amp;status=accept&amp;parameter.ad=1\">Campaigns</a>"))
        #expect(
            page.text.contains("href=\"\(whole)&amp;by=day&amp;status=accept&amp;parameter.ad=1\">Days</a>"))
    }

    /// Those of several campaigns are one line; further lines are in the CSV.
    @Test func manyGroupsAreCut() async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        try site.store.addSampleCampaign(43, .sample(name: "Second"))
        for number in 1...UInt64(300) {
            try await site.click(number, #"{"ad":\#(number)}"#, at: "2025-01-30T08:00:00Z")
        }
        for number in 201...UInt64(520) {
            try await site.click(
                number + 1_000, #"{"ad":\#(number)}"#, campaign: 43, at: "2025-01-30T08:00:00Z")
        }
        let browser = await Self.browser(site)
        let page = await browser.get(Self.report + "&groupParameters=ad")
        let lines = ReportTexts(page: page.text).lines
        #expect(lines.count == 501)
        #expect(lines.first?.prefix(2) == ["201", "2"] && lines.last?.prefix(2) == ["Total", "620"])
        #expect(page.text.contains("The 500 lines with the most clicks are shown; there are 20 more"))
        let csv = await browser.get(Self.report + "&groupParameters=ad&format=csv").wholeText()
        #expect(ReportTexts(csv: csv).lines.count == 521)
    }

    /// Of two campaigns together three groups with two bytes of keys each; a further campaign has another one.
    @Test func limitsHoldForAllCampaignsTogether() throws {
        let day = try #require(ReportDay("2025-01-30"))
        let period = ReportPeriod(first: day, last: day)
        var query = StatisticsQuery(
            campaign: try #require(CampaignID(42)), period: period, groupParameters: ["ad"])
        (query.groupLimit, query.keyByteLimit) = (3, 6)
        var sum = CampaignSum(period, groupedBy: ["ad"])
        try sum.add(Self.statistics(of: 42, on: day, ["aa", "bb"]), to: query)
        try sum.add(Self.statistics(of: 43, on: day, ["bb", "cc"]), to: query)
        #expect(sum.groups.map(\.key.shown) == ["bb", "aa", "cc"])
        let full = sum
        let more = try Self.statistics(of: 44, on: day, ["dd"])
        let asked = query
        #expect(throws: StoreError.refused(.tooManyGroups(limit: 3))) {
            var next = full
            try next.add(more, to: asked)
        }
        query.groupLimit = 4
        let wider = query
        #expect(throws: StoreError.refused(.groupsTooLong(limit: 6))) {
            var next = full
            try next.add(more, to: wider)
        }
    }

    /// A click for each key.
    private static func statistics(
        of campaign: Int64, on day: ReportDay, _ keys: [String]
    ) throws -> Statistics {
        var click = Figures()
        click.tally.clicks = 1
        let groups = keys.map { ReportGroup(key: GroupKey(shown: $0), figures: click) }
        var whole = Figures()
        whole.tally.clicks = Int64(keys.count)
        let line = Statistics.Line(figures: whole)
        return Statistics(
            campaign: Campaign(
                id: try #require(CampaignID(campaign)), createdAt: Timestamp(milliseconds: 0),
                settings: try .sample()),
            days: [Statistics.Day(day: day, line: line, groups: groups)], parameters: [],
            groupParameters: ["ad"])
    }
}
