import Foundation
import HTTP
import JSON
import Storage
import TestSupport
import Testing
import Tracking

/// The figures of the overview are those of the API, on random data.
struct OverviewFiguresTests {
    private static let currencies = ["usd", "eur", "uah"]
    private static let zones = [
        "UTC", "Europe/Kyiv", "Pacific/Auckland", "America/Los_Angeles", "Asia/Kathmandu",
    ]
    private static let periods = [
        "today", "yesterday", "7", "30", "periodStart=2023-10-20&periodEnd=2023-11-11",
    ]

    @Test(arguments: 0..<6)
    func figuresAreThoseOfTheAPI(seed: Int) async throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let site = try TestSite()
        let campaigns: [Int64] = [7, 42, 99]
        for campaign in campaigns { try add(campaign, to: site, &random) }
        for _ in 0..<120 { try await recordSomething(of: random.pick(campaigns), on: site, &random) }
        for campaign in campaigns where random.chance(60) {
            let currency = Currency(random.pick(Self.currencies))
            _ = try site.store.updateCampaign(
                try #require(CampaignID(campaign)), Campaign.Change(currency: currency))
        }
        for _ in 0..<60 { try await recordSomething(of: random.pick(campaigns), on: site, &random) }
        for campaign in campaigns { try spend(on: campaign, in: site.store, &random) }

        let browser = Browser(site)
        await browser.logIn()
        for period in Self.periods {
            let zone = random.pick(Self.zones)
            let days = period.contains("=") ? period : "period=\(period)"
            let page = await browser.get("/dashboard/?\(days)&timezone=\(zone)")
            #expect(page.status == .ok)
            let reading = OverviewReading(page.text)
            #expect(reading.numbers.sorted() == campaigns)
            var sums = Sums()
            for campaign in campaigns {
                let query = try Self.query(campaign, period, zone)
                let row = try #require(reading.row(campaign))
                try await expect(row, query, on: site, &sums)
            }
            for (title, sum) in sums.byCard {
                #expect(reading.cards[title]?.figure ?? 0 == sum, "\(title), seed \(seed), \(days), \(zone)")
            }
        }
    }

    /// By the titles of cards.
    private struct Sums {
        var byCard: [String: Decimal] = [:]

        mutating func add(_ amount: Decimal, to title: String) {
            byCard[title, default: 0] += amount
        }
    }

    private func expect(
        _ row: [String: String], _ query: String, on site: TestSite, _ sums: inout Sums
    ) async throws {
        let answer = await site.ask("GET", "/api/v2/reports/statistics?\(query)")
        let content = try #require(try JSONObject(parsing: answer.body)["content"]?.object)
        let total = Total(try #require(content["total"]?.object))
        let columns = ["Accepted": "accept", "Expected": "expect", "Rejected": "reject", "Trash": "trash"]
        #expect(row["Clicks"]?.figure == total["clicks"], "\(query)")
        sums.add(total["clicks"], to: "Clicks")
        for (title, status) in columns {
            #expect(row[title]?.figure == total.leads(status), "\(query)")
            sums.add(total.leads(status), to: title)
        }
        #expect(row["CR"]?.figure == total["cr"] * 100, "\(query)")

        let list = await site.ask("GET", "/api/v2/reports/leads?\(query)&page=1&pageSize=1")
        let pagination = try #require(try JSONObject(parsing: list.body)["pagination"]?.object)
        #expect(row["Leads"]?.figure == Total(pagination)["total"], "\(query)")
        sums.add(Total(pagination)["total"], to: "Leads")
        try expectMoney(row, total, campaign: query, on: site, &sums)
    }

    private func expectMoney(
        _ row: [String: String], _ total: Total, campaign query: String, on site: TestSite, _ sums: inout Sums
    ) throws {
        let number = try #require(query.firstMatch(of: /campaignId=([0-9]+)/)?.output.1)
        let id = try #require(Int64(number).flatMap(CampaignID.init))
        let own = try #require(try site.store.campaign(id)).settings.cost.currency.code
        let lines = try ["Paid", "Expected money", "Spent", "Profit", "EPC", "ROI"].map {
            try #require(row[$0]).split(separator: "|").map(String.init)
        }
        #expect(Set(lines.map(\.count)).count == 1)
        let shown = row["Paid"]?.amounts.keys.map { $0.lowercased() } ?? []
        #expect(shown.contains(own))
        for currency in Set(Self.currencies).union(shown) {
            let (paid, spent) = (total.payouts("accept", currency, own), total.expenses(currency, own))
            let expected = paid + total.payouts("expect", currency, own)
            sums.add(paid, to: "Paid, \(currency.uppercased())")
            sums.add(expected, to: "Expected, \(currency.uppercased())")
            guard shown.contains(currency) else {
                #expect(expected == 0 && spent == 0, "\(query), \(currency)")
                continue
            }
            let place =
                currency == own
                ? 0 : try #require(lines[0].firstIndex { $0.hasSuffix(currency.uppercased()) })
            #expect(lines[0][place].figure == paid, "\(query), \(currency)")
            #expect(lines[1][place].figure == expected, "\(query), \(currency)")
            #expect(lines[2][place].figure == spent, "\(query), \(currency)")
            guard currency == own else { continue }
            #expect(lines[3][place].figure == total["profit_accepted"], "\(query)")
            #expect(lines[4][place].figure == total["epc"], "\(query)")
            #expect(lines[5][place].figure ?? 0 == total["roi_accepted"], "\(query)")
        }
    }

    private static func query(_ campaign: Int64, _ period: String, _ zone: String) throws -> String {
        guard !period.contains("=") else { return "campaignId=\(campaign)&\(period)&timezone=\(zone)" }
        let today = try #require(ReportZone(identifier: zone)?.day(of: TestSite.now)).number
        let numbers: (Int, Int) =
            switch period {
            case "today": (today, today)
            case "yesterday": (today - 1, today - 1)
            case "7": (today - 6, today)
            default: (today - 29, today)
            }
        let days = try [numbers.0, numbers.1].map { try #require(ReportDay(number: $0)) }
        return "campaignId=\(campaign)&periodStart=\(days[0])&periodEnd=\(days[1])&timezone=\(zone)"
    }
}

/// The members of a report's total.
private struct Total {
    private let object: JSONObject

    init(_ object: JSONObject) {
        self.object = object
    }

    subscript(name: String) -> Decimal { Self.number(object[name]) }

    func leads(_ status: String) -> Decimal { Self.number(conversions(status)?["leads"]) }

    /// In one currency; without any beside the campaign's `own` the answer does not name it.
    func payouts(_ status: String, _ currency: String, _ own: String) -> Decimal {
        Self.amount(conversions(status), "payouts", currency, own)
    }

    func expenses(_ currency: String, _ own: String) -> Decimal {
        Self.amount(object, "expenses", currency, own)
    }

    private func conversions(_ status: String) -> JSONObject? { object["statuses"]?.object?[status]?.object }

    private static func amount(_ object: JSONObject?, _ name: String, _ currency: String, _ own: String)
        -> Decimal
    {
        if currency == own { return number(object?[name]) }
        return number(object?["\(name)ByCurrency"]?.object?[currency])
    }

    private static func number(_ text: JSONText?) -> Decimal {
        text.flatMap { Decimal(string: String(decoding: $0.bytes, as: UTF8.self)) } ?? 0
    }
}

/// Random campaigns, and what comes for them around the days that are asked for.
extension OverviewFiguresTests {
    private func add(_ campaign: Int64, to site: TestSite, _ random: inout SeededGenerator) throws {
        try site.store.addSampleCampaign(
            campaign,
            try .sample(
                name: "Campaign \(campaign)", cost: Int64.random(in: 0...2_000, using: &random),
                currency: random.pick(Self.currencies)))
    }

    private func recordSomething(
        of campaign: Int64, on site: TestSite, _ random: inout SeededGenerator
    ) async throws {
        let number = UInt64(Int.random(in: 1...90, using: &random))
        let milliseconds = TestSite.now.milliseconds - Int64.random(in: 0...(34 * 86_400_000), using: &random)
        let time = Date(timeIntervalSince1970: Double(milliseconds) / 1000).formatted(.iso8601)
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<5:
            try await site.click(
                number, random.chance(50) ? "{}" : #"{"source":"x"}"#, campaign: campaign, at: time)
        case 5: try await site.lead(number, at: time)
        default:
            try await site.postback(number, random.pick(["approved", "hold", "declined", "x"]), at: time)
        }
    }

    private func spend(
        on campaign: Int64, in store: any Store, _ random: inout SeededGenerator
    ) throws {
        let today = try #require(ReportZone.utc.day(of: TestSite.now)).number
        var days: [DayExpenses] = []
        for back in 0..<34 where random.chance(50) {
            let digits = Int64.random(in: 0...1_000_000, using: &random)
            let amount = try DayExpenses.Expense("x", "\(digits)e-\(Int.random(in: 0...6, using: &random))")
            days.append(
                DayExpenses(
                    day: try #require(ReportDay(number: today - back)), distribution: [amount],
                    currency: random.chance(30) ? Currency(random.pick(Self.currencies)) : nil))
        }
        let id = try #require(CampaignID(campaign))
        let isClicked = try store.distributionParameters(of: id).contains("source")
        guard try isClicked || store.summary(of: id).clickCount == 0 else { return }
        try store.setExpenses(days, by: "source", for: id)
    }
}
