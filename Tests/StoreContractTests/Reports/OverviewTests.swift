import Storage
import TestSupport
import Testing
import Tracking

/// The figures of all campaigns at once.
struct OverviewTests {
    /// Random data sets, in periods and zones of all kinds: what statistics say of each campaign, and what is counted the
    /// plain way.
    @Test(arguments: StoreKind.allCases, 0..<12)
    func figuresAreThoseOfStatistics(_ kind: StoreKind, seed: Int) throws {
        var traffic = try RandomTraffic(kind, seed: 1_000 + seed, campaignCount: 12)
        let store = traffic.tracker.store
        try traffic.run(rounds: 6) { _ in }
        #expect(try store.verify(limit: 10) == [])
        let journeys = try NaiveJourneys(traffic.ids, in: traffic.tracker)
        for campaign in traffic.campaigns {
            let statistics = try traffic.query(campaign)
            let query = OverviewQuery(period: statistics.period, zone: statistics.zone)
            let overview = try store.overview(query)
            #expect(overview.map(\.campaign.id) == traffic.campaigns)
            for found in overview { try expect(found, query, of: journeys, in: traffic.tracker) }
            let trends = try store.trends(query, of: overview.map(\.campaign.id))
            #expect(overview.allSatisfy { trends[$0.campaign.id] == $0.trend })
            var withoutTrends = query
            withoutTrends.showsTrends = false
            #expect(try store.overview(withoutTrends).map(\.figures) == overview.map(\.figures))
        }
    }

    private func expect(
        _ found: CampaignFigures, _ query: OverviewQuery, of journeys: NaiveJourneys,
        in tracker: RecordingStore
    ) throws {
        func statistics(_ period: ReportPeriod) -> StatisticsQuery {
            StatisticsQuery(campaign: found.campaign.id, period: period, zone: query.zone)
        }
        let total = try tracker.statistics(statistics(query.period)).total
        #expect(found.figures == total.figures, "\(query)")
        #expect(found.leads == total.leads, "\(query)")
        let trend = try tracker.statistics(statistics(query.trend)).days.map { day in
            CampaignFigures.Day(
                clicks: day.line.figures.clicks, accepted: day.line.figures.tally.accept.leads)
        }
        #expect(found.trend == trend, "\(query)")
        #expect(trend.count == OverviewQuery.trendDayCount)
        #expect(found.summary == (try tracker.store.summary(of: found.campaign.id)))

        var leads = LeadsQuery(campaign: found.campaign.id)
        (leads.zone, leads.first, leads.last) = (query.zone, query.period.first, query.period.last)
        #expect(found.leads == (try NaiveLeads(leads, of: journeys).total), "\(query)")
        let naive = try NaiveStatistics(statistics(query.period), of: journeys, in: tracker.store)
        #expect(found.figures.clicks == naive.lines.values.reduce(0) { $0 + Int64($1.clicks) }, "\(query)")
    }

    /// The longest way from a zone's midnight to one of UTC.
    @Test(
        arguments: StoreKind.allCases,
        ["UTC", "Pacific/Auckland", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kolkata"])
    func eachClickIsOnItsDay(_ kind: StoreKind, zone name: String) throws {
        let tracker = try RecordingStore(kind, campaigns: [42])
        let zone = try #require(ReportZone(identifier: name))
        let day = try #require(ReportDay("2026-03-05"))
        let (start, end) = (zone.start(of: day).milliseconds, zone.end(of: day).milliseconds)
        for time in [start - 1, start, start + 1, (start + end) / 2, end - 1, end] {
            try tracker.record(.clicked(.random()), at: time)
        }
        let query = OverviewQuery(period: ReportPeriod(first: day, last: day), zone: zone)
        let found = try #require(try tracker.store.overview(query).first)
        #expect(found.figures.clicks == 4)
        #expect(found.trend.map(\.clicks).suffix(3) == [0, 1, 4])
    }

    @Test(arguments: StoreKind.allCases)
    func campaignsWithoutClicksAreThere(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind, campaigns: [7, 42])
        let day = try #require(ReportDay("1970-01-02"))
        let query = OverviewQuery(period: ReportPeriod(first: day, last: day))
        let found = try tracker.store.overview(query)
        #expect(found.map(\.campaign.id.number) == [7, 42])
        #expect(found.allSatisfy { $0.figures == Figures() && $0.summary.lastActivityAt == nil })
        #expect(found.map(\.trend.count) == [2, 2])
    }

    /// As the form of expenses may have it: a value twice, a day twice, and none.
    @Test(arguments: StoreKind.allCases)
    func expensesAreExactAndReplaced(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind, campaigns: [42])
        let campaign = try #require(CampaignID(42))
        let day = try #require(ReportDay("2026-03-05"))
        let query = OverviewQuery(period: ReportPeriod(first: day, last: day))
        let usd = try #require(Currency("usd"))
        func spent(_ amounts: [(String, String)]...) throws -> MoneySum {
            let days = try amounts.map { amounts in
                DayExpenses(day: day, distribution: try amounts.map { try DayExpenses.Expense($0.0, $0.1) })
            }
            try tracker.store.setExpenses(days, by: "source", for: campaign)
            #expect(try tracker.store.verify(limit: 10) == [])
            return try #require(try tracker.store.overview(query).first).figures.expenses[usd]
        }
        let first = try spent([("a", "0.1"), ("b", "2e-12"), ("a", "0.999999999999")])
        #expect(first == MoneySum(trillionths: 1_000_000_000_001))
        #expect(
            try spent([("a", "5")], [("b", "9999999999.5")])
                == MoneySum(units: 9_999_999_999, trillionths: 500_000_000_000))
        #expect(try spent([]) == .zero)
    }
}
