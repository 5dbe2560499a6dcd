import GRDB
import Storage
import TestSupport
import Testing
import Tracking

/// What a report is made of, on small examples.
struct StatisticsTests {
    private let tracker: RecordingStore
    private let campaign: CampaignID
    private let day: ReportDay

    init() throws {
        tracker = try RecordingStore()
        campaign = try tracker.store.addSampleCampaign().id
        day = try #require(ReportDay("1970-01-01"))
    }

    @Test func journeyCountsOnTheDayOfItsFirstClickWheneverItsPostbackCame() throws {
        let id = ClickID.random()
        try tracker.record(.clicked(id), at: 1_000)
        try tracker.record(.reported(id, "hold"), at: 2_000)
        try tracker.record(.clicked(id), at: 90_000_000)
        try tracker.record(.reported(id, "approved"), at: 900_000_000)
        let line = try report().days[0].line
        #expect(line.figures.clicks == 1)
        #expect(line.repeats == 1)
        #expect(line.figures.tally.accept.leads == 1)
        #expect(line.figures.tally.expect.leads == 0)
        #expect(line.figures.acceptedPayouts.description == "10.00")
    }

    @Test func moreGroupsThanTheLimitAreRefused() throws {
        for number in 1...4 { try tracker.record(.clicked(.random(), "{\"n\":\(number)}")) }
        var query = StatisticsQuery(
            campaign: campaign, period: ReportPeriod(first: day, last: day), groupParameters: ["n"])
        query.groupLimit = 4
        #expect(try tracker.store.statistics(query).days.first?.groups.count == 4)
        query.groupLimit = 3
        #expect(throws: StoreError.tooManyGroups(limit: 3)) { try tracker.store.statistics(query) }
    }

    @Test func reversedPeriodIsEmpty() throws {
        let later = try #require(ReportDay("1970-01-02"))
        let query = StatisticsQuery(
            campaign: campaign, period: ReportPeriod(first: later, last: day), groupParameters: ["a"])
        let report = try tracker.store.statistics(query)
        #expect(report.days == [])
        #expect(report.total == Statistics.Line())
    }

    @Test func unknownCampaignHasZeros() throws {
        let other = try #require(CampaignID(7))
        let report = try tracker.store.statistics(
            StatisticsQuery(campaign: other, period: ReportPeriod(first: day, last: day)))
        #expect(report.days.map(\.line) == [Statistics.Line()])
        #expect(report.parameters == [])
    }

    @Test func sumOfAbsurdCostsIsExact() throws {
        _ = try tracker.store.updateCampaign(
            campaign, Campaign.Change(amount: Money(hundredThousandths: .max)))
        for _ in 0..<3 {
            let id = ClickID.random()
            try tracker.record(.clicked(id))
            try tracker.record(.reported(id, "approved"))
        }
        #expect(try report().total.figures.acceptedPayouts.hundredThousandths == 3 * Int128(Int64.max))
        let grouped = try report(groupedBy: ["a"])
        #expect(
            grouped.days[0].groups.map(\.figures.acceptedPayouts.hundredThousandths)
                == [3 * Int128(Int64.max)])
        #expect(try tracker.store.verify() == [])
    }

    @Test func groupsAreOrderedByClicksAndThenByKey() throws {
        for value in [#""b""#, #""c""#, #""b""#, #""a""#, "null", #""null""#] {
            try tracker.record(.clicked(.random(), #"{"s":\#(value)}"#))
        }
        let report = try report(groupedBy: ["s"])
        #expect(report.days[0].groups.map(\.key.shown) == ["b", "null", "a", "c", "=null"])
        #expect(report.days[0].groups.map(\.figures.clicks) == [2, 1, 1, 1, 1])
        #expect(report.parameters == ["s"])
    }

    @Test func groupsNestInTheOrderAskedForAndOnceEach() throws {
        try tracker.record(.clicked(.random(), #"{"s":"fb","ad":1}"#))
        let report = try report(groupedBy: ["s", "ad", "s"])
        #expect(report.groupParameters == ["s", "ad"])
        let outer = try #require(report.days[0].groups.first)
        #expect(outer.key.shown == "fb")
        #expect(outer.groups.map(\.key.shown) == ["1"])
        #expect(outer.groups.map(\.groups) == [[]])
    }

    @Test func expensesStandInTheValuesOfTheDistributionParameter() throws {
        try tracker.record(.clicked(.random(), #"{"s":"fb","ad":1}"#))
        try spend([("fb", 3), ("tiktok", 5)])
        let byAd = try report(groupedBy: ["ad"])
        #expect(byAd.days[0].line.figures.expenses.description == "8.00")
        #expect(byAd.days[0].groups.map(\.figures.expenses) == [.zero])

        let both = try report(groupedBy: ["ad", "s"])
        #expect(both.groupParameters == ["s", "ad"])
        #expect(both.days[0].groups.map(\.key.shown) == ["fb", "tiktok"])
        #expect(both.days[0].groups.map(\.figures.clicks) == [1, 0])
        #expect(both.days[0].groups.map(\.figures.expenses.description) == ["3.00", "5.00"])
        #expect(both.days[0].groups[0].groups.map(\.figures.expenses) == [.zero])
        #expect(both.days[0].groups[1].groups == [])
        #expect(both.total.figures.expenses.description == "8.00")
    }

    @Test func clicksWithoutParametersAreLeftOutOnRequest() throws {
        for json in ["{}", #"{"a":null}"#] { try tracker.record(.clicked(.random(), json)) }
        #expect(try report().total.figures.clicks == 2)
        let query = StatisticsQuery(
            campaign: campaign, period: ReportPeriod(first: day, last: day), groupParameters: ["a"],
            skipsClicksWithoutParameters: true)
        let report = try tracker.store.statistics(query)
        #expect(report.total.figures.clicks == 1)
        #expect(report.days[0].groups.map(\.figures.clicks) == [1])
    }

    private func report(groupedBy names: [String] = []) throws -> Statistics {
        try tracker.store.statistics(
            StatisticsQuery(
                campaign: campaign, period: ReportPeriod(first: day, last: day), groupParameters: names))
    }

    private func spend(_ values: [(String, Int64)]) throws {
        let distribution = values.map { value, units in
            DayExpenses.Expense(value: value, amount: Money(hundredThousandths: units * 100_000))
        }
        try tracker.store.setExpenses(
            [DayExpenses(day: day, distribution: distribution)], by: "s", for: campaign)
    }
}
