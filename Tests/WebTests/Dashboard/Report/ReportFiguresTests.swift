import Foundation
import HTTP
import JSON
import Storage
import TestSupport
import Testing
import Tracking

/// A report's figures are the same on the page, in its CSV and in the API, whatever has come.
struct ReportFiguresTests {
    private static let period = "periodStart=2025-01-29&periodEnd=2025-02-02"

    @Test(arguments: 0..<12)
    func daysAreTheSameEverywhere(seed: Int) async throws {
        let (site, random) = try await Self.site(seed)
        let query = Self.query(random, groups: "")
        let (page, csv) = try await Self.texts(site, "/dashboard/campaigns/42?" + query)
        let answer = await site.ask("GET", "/api/v2/reports/statistics?campaignId=42&" + query)
        let content = try #require(try Self.object(answer.text)["content"] as? [String: Any])
        let report = try #require(content["report"] as? [String: [String: Any]])
        #expect(page.lines.count == 6 && csv.lines.count == 6)
        for (line, day) in zip(csv.lines, report.keys.sorted().reversed()) {
            #expect(line[0...1] == ["line", day])
            try Self.expect(
                line.dropFirst(2), csv.titles.dropFirst(2), equal: #require(report[day]), "\(seed) \(query)")
        }
        let total = try #require(content["total"] as? [String: Any])
        let last = try #require(csv.lines.last)
        try Self.expect(last.dropFirst(2), csv.titles.dropFirst(2), equal: total, "\(seed) \(query)")
        Self.expectSame(page, csv, names: 1)
    }

    @Test(arguments: 0..<12)
    func groupsAreTheSameEverywhere(seed: Int) async throws {
        let (site, random) = try await Self.site(seed)
        let query = Self.query(random, groups: "&groupParameters=source,ad")
        let oneDay = query.replacing(Self.period, with: "periodStart=2025-01-30&periodEnd=2025-01-30")
        let (page, csv) = try await Self.texts(site, "/dashboard/campaigns/42?" + oneDay)
        let answer = await site.ask("GET", "/api/v2/reports/statistics?campaignId=42&sparse=true&" + oneDay)
        let content = try #require(try Self.object(answer.text)["content"] as? [String: Any])
        let names = try #require(content["groupParameters"] as? [String])
        #expect(Array(csv.titles.dropFirst().prefix(2)) == names)
        let day = try #require((content["report"] as? [String: [String: Any]])?["2025-01-30"])
        var count = 0
        for line in csv.lines where line[0] == "line" {
            let keys = line[1...2].map { $0.hasPrefix("'=") ? String($0.dropFirst()) : $0 }
            let outer = try #require(day[keys[0]] as? [String: Any], "\(keys) \(day)")
            // What was spent where nothing came has no inner group.
            guard let group = outer[keys[1]] as? [String: Any] else {
                #expect(keys[1].isEmpty && line[3] == "0")
                continue
            }
            count += 1
            try Self.expect(line.dropFirst(3), csv.titles.dropFirst(3), equal: group, "\(seed) \(oneDay)")
        }
        let groups = day.values.compactMap { $0 as? [String: Any] }.flatMap { outer in
            outer.values.compactMap { $0 as? [String: Any] }.filter { $0["cr"] != nil }
        }
        #expect(count == groups.count)
        Self.expectSame(page, csv, names: 2)
    }

    /// Groups of several days are the sums of the days, and the total is that of all lines.
    @Test(arguments: 0..<6)
    func linesAddUp(seed: Int) async throws {
        let (site, _) = try await Self.site(seed)
        let (_, csv) = try await Self.texts(
            site, "/dashboard/campaigns/42?\(Self.period)&groupParameters=ad,source")
        let (_, days) = try await Self.texts(site, "/dashboard/campaigns/42?\(Self.period)")
        for (place, title) in csv.titles.enumerated() where title == "clicks" || title.hasSuffix("_leads") {
            func sum(_ kind: String) -> Int {
                csv.lines.filter { $0[0] == kind }.reduce(0) { $0 + (Int($1[place]) ?? 0) }
            }
            #expect(sum("line") == sum("total"))
            #expect(sum("subtotal") == sum("total"))
            #expect(days.lines.last?[days.titles.firstIndex(of: title) ?? 0] == String(sum("total")))
        }
    }

    /// An amount of one currency stands in columns of its own.
    @Test func currenciesAreNeverAdded() async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        try await site.click(1, at: "2025-01-30T08:00:00Z")
        try await site.postback(1, "approved", at: "2025-01-30T09:00:00Z")
        _ = try site.store.updateCampaign(
            #require(CampaignID(42)),
            Campaign.Change(amount: Money(hundredThousandths: 700_000), currency: Currency("eur")))
        try await site.click(2, at: "2025-01-30T08:00:00Z")
        try await site.postback(2, "approved", at: "2025-01-30T09:00:00Z")
        let (page, csv) = try await Self.texts(site, "/dashboard/campaigns/42?" + Self.period)
        let row = try #require(csv.lines.last)
        let amounts = Dictionary(uniqueKeysWithValues: zip(csv.titles, row))
        #expect(amounts["paid_eur"] == "7.00" && amounts["paid_usd"] == "10.00")
        #expect(page.titles.contains("Paid EUR") && page.titles.contains("Paid USD"))
        let (all, _) = try await Self.texts(site, "/dashboard/report?" + Self.period)
        #expect(all.titles.contains("Paid EUR") && all.titles.contains("Paid USD"))
        #expect(all.lines.last?.contains("17.00") == false)
    }
}

extension ReportFiguresTests {
    /// Campaign 42 with random journeys around 30 January, and mostly with expenses.
    private static func site(_ seed: Int) async throws -> (TestSite, SeededGenerator) {
        var random = SeededGenerator(seed: UInt64(seed))
        let site = try TestSite()
        try site.store.addSampleCampaign()
        for number in 1...UInt64(40) {
            let source = random.pick(["\"facebook\"", "\"google\"", "null", "7", "\"=x\"", "\"\""])
            let ad = random.pick(["\"a\"", "\"b\"", "1", "true"])
            let day = random.pick([
                "2025-01-29T23:59:59Z", "2025-01-30T00:00:00Z", "2025-01-30T12:00:00Z",
                "2025-02-01T05:00:00Z",
            ])
            try await site.click(number, #"{"source":\#(source),"ad":\#(ad)}"#, at: day)
            guard random.chance(60) else { continue }
            try await site.postback(
                number, random.pick(["approved", "hold", "declined", "odd"]), at: "2025-02-03T00:00:00Z")
        }
        guard random.chance(75) else { return (site, random) }
        let expenses = """
            {"campaignId":42,"distributionParameter":"source","dates":[\
            {"date":"2025-01-30","distribution":{"facebook":12.345,"google":3.333,"bing":0.004}},\
            {"date":"2025-02-01","distribution":{"null":1,"7":100}}]}
            """
        #expect(await site.ask("POST", "/api/v2/reports/expenses", expenses).status == .ok)
        return (site, random)
    }

    private static func query(_ random: SeededGenerator, groups: String) -> String {
        var random = random
        let filters = [
            "", "&status=accept", "&status=none", "&parameter.source=facebook",
            "&parameter.ad=1&status=expect",
        ]
        let zone = random.pick(["", "&timezone=Europe%2FKyiv"])
        return period + zone + groups + random.pick(filters)
    }

    /// What the page and its CSV say.
    private static func texts(_ site: TestSite, _ path: String) async throws -> (ReportTexts, ReportTexts) {
        let browser = Browser(site)
        await browser.logIn()
        let page = await browser.get(path)
        #expect(page.status == .ok)
        let csv = await browser.get(path + "&format=csv")
        #expect(csv[.contentType] == "text/csv; charset=utf-8; header=present")
        let bytes = Array(await csv.pieces().joined())
        #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        return (
            ReportTexts(page: page.text),
            ReportTexts(csv: String(decoding: bytes.dropFirst(3), as: UTF8.self))
        )
    }

    /// Each line of both has the same figures; shares are percent on the page.
    private static func expectSame(_ page: ReportTexts, _ csv: ReportTexts, names: Int) {
        // Where nothing has come the page has no table.
        guard !page.lines.isEmpty else {
            let values = csv.lines.flatMap { $0.dropFirst(1 + names) }
            #expect(values.allSatisfy { $0.isEmpty || Decimal(string: $0) == 0 }, "\(values)")
            return
        }
        #expect(page.lines.count == csv.lines.count)
        #expect(page.titles.count == csv.titles.count - names)
        for (line, row) in zip(page.lines, csv.lines) {
            for (place, title) in csv.titles.enumerated().dropFirst(1 + names) {
                let shown = line[place - names]
                if title == "cr" || title == "approvalRate" {
                    let percent = Decimal(string: row[place]).map { $0 * 100 }
                    #expect(Decimal(string: shown) == percent, "\(title) \(shown) \(row[place])")
                } else {
                    #expect(shown == (row[place].isEmpty ? "–" : row[place]), "\(title)")
                }
            }
        }
    }

    private static func object(_ json: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    }

    /// The cells of a line of CSV have what the API says of the same.
    private static func expect(
        _ cells: ArraySlice<String>, _ titles: ArraySlice<String>, equal figures: [String: Any],
        _ comment: Comment
    ) throws {
        for (title, cell) in zip(titles, cells) {
            let statuses = figures["statuses"] as? [String: [String: Any]]
            func payouts(_ words: [String]) -> Decimal {
                words.reduce(0) { $0 + (decimal(statuses?[$1]?["payouts"]) ?? 0) }
            }
            let expected: Decimal? =
                switch title {
                case "clicks", "cr", "approvalRate": decimal(figures[title])
                case "epc_usd": decimal(figures["epc"])
                case "paid_usd": payouts(["accept"])
                case "expected_usd": payouts(["accept", "expect"])
                case "expenses_usd": decimal(figures["expenses"])
                case "profit_usd": decimal(figures["profit_accepted"])
                case "roi_usd": decimal(figures["roi_accepted"])
                default: decimal(statuses?[title.replacing("_leads", with: "")]?["leads"])
                }
            // Where nothing is known the API says 0, or nothing.
            if cell.isEmpty {
                #expect(expected == nil || expected == 0, comment)
            } else {
                #expect(Decimal(string: cell) == expected, "\(title): \(comment)")
            }
        }
    }

    private static func decimal(_ value: Any?) -> Decimal? {
        (value as? NSNumber).flatMap { Decimal(string: $0.stringValue) }
    }
}
