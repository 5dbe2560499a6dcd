import Storage
import TestSupport
import Testing
import Tracking

/// What a report is made of, on small examples.
struct StatisticsTests {
    @Test(arguments: StoreKind.allCases)
    func journeyCountsOnTheDayOfItsFirstClickWheneverItsPostbackCame(_ kind: StoreKind) throws {
        let site = try OneDay(kind)
        let id = ClickID.random()
        try site.tracker.record(.clicked(id), at: 1_000)
        try site.tracker.record(.reported(id, "hold"), at: 2_000)
        try site.tracker.record(.clicked(id), at: 90_000_000)
        try site.tracker.record(.reported(id, "approved"), at: 900_000_000)
        let line = try site.report().days[0].line
        #expect(line.figures.clicks == 1)
        #expect(line.repeats == 1)
        #expect(line.figures.tally.accept.leads == 1)
        #expect(line.figures.tally.expect.leads == 0)
        #expect(line.figures.money(in: site.usd).acceptedPayouts.description == "10.00")
    }

    @Test(arguments: StoreKind.allCases)
    func moreGroupsThanTheLimitAreRefused(_ kind: StoreKind) throws {
        let site = try OneDay(kind)
        for number in 1...4 { try site.tracker.record(.clicked(.random(), "{\"n\":\(number)}")) }
        var query = site.query(groupedBy: ["n"])
        query.groupLimit = 4
        #expect(try site.tracker.statistics(query).days.first?.groups.count == 4)
        query.groupLimit = 3
        #expect(throws: StoreError.refused(.tooManyGroups(limit: 3))) { try site.tracker.statistics(query) }
    }

    @Test(arguments: StoreKind.allCases)
    func reversedPeriodIsEmpty(_ kind: StoreKind) throws {
        let site = try OneDay(kind)
        let later = try #require(ReportDay("1970-01-02"))
        let query = StatisticsQuery(
            campaign: site.campaign, period: ReportPeriod(first: later, last: site.day),
            groupParameters: ["a"])
        let report = try site.tracker.statistics(query)
        #expect(report.days == [])
        #expect(report.total == Statistics.Line())
    }

    @Test(arguments: StoreKind.allCases)
    func unknownCampaignHasNone(_ kind: StoreKind) throws {
        let site = try OneDay(kind)
        let query = StatisticsQuery(
            campaign: try #require(CampaignID(7)), period: ReportPeriod(first: site.day, last: site.day))
        #expect(try site.tracker.store.statistics(query) == nil)
    }

    @Test(arguments: StoreKind.allCases)
    func campaignWithoutEventsHasZeros(_ kind: StoreKind) throws {
        let site = try OneDay(kind)
        let report = try site.report()
        #expect(report.days.map(\.line) == [Statistics.Line()])
        #expect(report.parameters == [])
        #expect(try report.campaign == site.tracker.store.campaign(site.campaign))
    }

    @Test(arguments: StoreKind.allCases)
    func sumOfAbsurdCostsIsExact(_ kind: StoreKind) throws {
        let site = try OneDay(kind)
        _ = try site.tracker.store.updateCampaign(
            site.campaign, Campaign.Change(amount: Money(hundredThousandths: .max)))
        for _ in 0..<3 {
            let id = ClickID.random()
            try site.tracker.record(.clicked(id))
            try site.tracker.record(.reported(id, "approved"))
        }
        let sum = MoneySum(hundredThousandths: 3 * Int128(Int64.max))
        #expect(try site.report().total.figures.money(in: site.usd).acceptedPayouts == sum)
        let grouped = try site.report(groupedBy: ["a"])
        #expect(grouped.days[0].groups.map { $0.figures.money(in: site.usd).acceptedPayouts } == [sum])
        #expect(try site.tracker.store.verify(limit: 10) == [])
    }

    @Test(arguments: StoreKind.allCases)
    func groupsAreOrderedByClicksAndThenByKey(_ kind: StoreKind) throws {
        let site = try OneDay(kind)
        for value in [#""b""#, #""c""#, #""b""#, #""a""#, "null", #""null""#] {
            try site.tracker.record(.clicked(.random(), #"{"s":\#(value)}"#))
        }
        let report = try site.report(groupedBy: ["s"])
        #expect(report.days[0].groups.map(\.key.shown) == ["b", "null", "a", "c", "=null"])
        #expect(report.days[0].groups.map(\.figures.clicks) == [2, 1, 1, 1, 1])
        #expect(report.parameters == ["s"])
    }

    @Test(arguments: StoreKind.allCases)
    func groupsNestInTheOrderAskedForAndOnceEach(_ kind: StoreKind) throws {
        let site = try OneDay(kind)
        try site.tracker.record(.clicked(.random(), #"{"s":"fb","ad":1}"#))
        let report = try site.report(groupedBy: ["s", "ad", "s"])
        #expect(report.groupParameters == ["s", "ad"])
        let outer = try #require(report.days[0].groups.first)
        #expect(outer.key.shown == "fb")
        #expect(outer.groups.map(\.key.shown) == ["1"])
        #expect(outer.groups.map(\.groups) == [[]])
    }

    @Test(arguments: StoreKind.allCases)
    func expensesStandInTheValuesOfTheDistributionParameter(_ kind: StoreKind) throws {
        let site = try OneDay(kind)
        try site.tracker.record(.clicked(.random(), #"{"s":"fb","ad":1}"#))
        try site.spend([("fb", 3), ("tiktok", 5)])
        let byAd = try site.report(groupedBy: ["ad"])
        #expect(byAd.days[0].line.figures.expenses[site.usd].description == "8.00")
        #expect(byAd.days[0].groups.map(\.figures.expenses) == [.zero])

        let both = try site.report(groupedBy: ["ad", "s"])
        #expect(both.groupParameters == ["s", "ad"])
        #expect(both.days[0].groups.map(\.key.shown) == ["fb", "tiktok"])
        #expect(both.days[0].groups.map(\.figures.clicks) == [1, 0])
        #expect(
            both.days[0].groups.map { $0.figures.expenses[site.usd].description } == ["3.00", "5.00"])
        #expect(both.days[0].groups[0].groups.map(\.figures.expenses) == [.zero])
        #expect(both.days[0].groups[1].groups == [])
        #expect(both.total.figures.expenses[site.usd].description == "8.00")
    }

    @Test(arguments: StoreKind.allCases)
    func clicksWithoutParametersAreLeftOutOnRequest(_ kind: StoreKind) throws {
        let site = try OneDay(kind)
        for json in ["{}", #"{"a":null}"#] { try site.tracker.record(.clicked(.random(), json)) }
        #expect(try site.report().total.figures.clicks == 2)
        let query = StatisticsQuery(
            campaign: site.campaign, period: ReportPeriod(first: site.day, last: site.day),
            groupParameters: ["a"], skipsClicksWithoutParameters: true)
        let report = try site.tracker.statistics(query)
        #expect(report.total.figures.clicks == 1)
        #expect(report.days[0].groups.map(\.figures.clicks) == [1])
    }
}

/// Campaign 42, and its reports on the first day of 1970.
private struct OneDay {
    let tracker: RecordingStore
    let campaign: CampaignID
    let day: ReportDay
    let usd: Currency

    init(_ kind: StoreKind) throws {
        tracker = try RecordingStore(kind, campaigns: [42])
        campaign = try #require(CampaignID(42))
        day = try #require(ReportDay("1970-01-01"))
        usd = try #require(Currency("usd"))
    }

    func query(groupedBy names: [String] = []) -> StatisticsQuery {
        StatisticsQuery(
            campaign: campaign, period: ReportPeriod(first: day, last: day), groupParameters: names)
    }

    func report(groupedBy names: [String] = []) throws -> Statistics {
        try tracker.statistics(query(groupedBy: names))
    }

    func spend(_ values: [(String, Int64)]) throws {
        let distribution = try values.map { value, units in try DayExpenses.Expense(value, "\(units)") }
        try tracker.store.setExpenses(
            [DayExpenses(day: day, distribution: distribution)], by: "s", for: campaign)
    }
}
