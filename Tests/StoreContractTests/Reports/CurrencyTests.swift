import Storage
import TestSupport
import Testing
import Tracking

/// Reports on a campaign whose currency has been edited: each amount stays in the currency of its moment.
struct CurrencyTests {
    private let usd: Currency
    private let eur: Currency

    init() throws {
        usd = try #require(Currency("usd"))
        eur = try #require(Currency("eur"))
    }

    @Test(arguments: StoreKind.allCases)
    func payoutsAreSummedApart(_ kind: StoreKind) throws {
        let site = try TwoCurrencies(kind)
        let report = try site.report()
        let figures = report.total.figures
        #expect(report.currency == eur)
        #expect(figures.currencies == [eur, usd])
        #expect(texts(figures.tally.accept.payouts) == ["eur 25.00", "usd 20.00"])
        #expect(texts(figures.tally.expect.payouts) == ["usd 10.00"])
        #expect(figures.tally.accept.leads == 3)
        #expect(figures.money(in: eur).acceptedProfit.description == "24.00")
        #expect(figures.money(in: usd).acceptedProfit.description == "16.00")
        #expect(try site.store.verify(limit: 10) == [])
    }

    @Test(arguments: StoreKind.allCases)
    func groupsKeepTheCurrenciesApartToo(_ kind: StoreKind) throws {
        let site = try TwoCurrencies(kind)
        let keeper = Keeper(store: site.store, logger: .silent, blockSize: 3)
        defer { keeper.stop() }
        for isSealed in [false, true] {
            if isSealed { try keeper.sealEverything() }
            let groups = try site.report(groupedBy: ["source"]).days.flatMap(\.groups)
            #expect(groups.map(\.key.shown) == ["fb", "ig"])
            #expect(groups.map { texts($0.figures.tally.accept.payouts) } == [["usd 20.00"], ["eur 25.00"]])
            #expect(groups.map { texts($0.figures.expenses) } == [["usd 4.00"], ["eur 1.00"]])
        }
    }

    /// The conversion that replaces another one takes its payout out of the sum of the other's currency.
    @Test(arguments: StoreKind.allCases)
    func laterPostbackMovesThePayoutToTheNewCurrency(_ kind: StoreKind) throws {
        let site = try TwoCurrencies(kind)
        for id in site.early { try site.tracker.record(.reported(id, "approved"), at: 5_000) }
        let tally = try site.report().total.figures.tally
        #expect(texts(tally.accept.payouts) == ["eur 100.00"])
        #expect(tally.accept.leads == 4)
        #expect(tally.expect == Tally.Conversions())
        #expect(try site.store.verify(limit: 10) == [])
    }

    @Test(arguments: StoreKind.allCases)
    func reportFollowsTheCampaignsCurrencyOfNow(_ kind: StoreKind) throws {
        let site = try TwoCurrencies(kind)
        let before = try site.report()
        _ = try site.store.updateCampaign(before.campaign.id, Campaign.Change(currency: usd))
        let after = try site.report()
        #expect(after.currency == usd)
        #expect(after.days == before.days)
    }

    @Test(arguments: StoreKind.allCases)
    func leadsShowThePayoutOfTheirMoment(_ kind: StoreKind) throws {
        let site = try TwoCurrencies(kind)
        let rows = try site.store.leads(LeadsQuery(campaign: site.campaign)).rows
        #expect(rows.map(\.conversion?.payout?.currency) == [usd, usd, usd, eur])
    }

    /// Alphabetically, with the currency before each amount.
    private func texts(_ sums: MoneyByCurrency) -> [String] {
        sums.currencies.map { "\($0) \(sums[$0])" }
    }
}

/// Campaign 42 was in dollars on the first day, 10 for a conversion, and in euros on the second, 25 for one.
private struct TwoCurrencies {
    let tracker: RecordingStore
    let campaign: CampaignID
    /// Two accepted and one on hold while the campaign was in dollars.
    let early = (1...3).map { ClickID(high: 0, low: $0) }
    private let period: ReportPeriod

    var store: any Store { tracker.store }

    init(_ kind: StoreKind) throws {
        tracker = try RecordingStore(kind, campaigns: [42])
        campaign = try #require(CampaignID(42))
        period = ReportPeriod(
            first: try #require(ReportDay("1970-01-01")), last: try #require(ReportDay("1970-01-02")))
        for (id, word) in zip(early, ["approved", "approved", "hold"]) {
            try tracker.record(.clicked(id, #"{"source":"fb"}"#), at: 1_000)
            try tracker.record(.reported(id, word), at: 2_000)
        }
        try spend(4, on: "fb", period.first)
        try tracker.updateCampaign(.sample(cost: 25, currency: "eur"))
        let late = ClickID(high: 0, low: 4)
        try tracker.record(.clicked(late, #"{"source":"ig"}"#), at: 90_000_000)
        try tracker.record(.reported(late, "approved"), at: 91_000_000)
        try spend(1, on: "ig", period.last)
    }

    func report(groupedBy names: [String] = []) throws -> Statistics {
        try tracker.statistics(
            StatisticsQuery(campaign: campaign, period: period, groupParameters: names))
    }

    private func spend(_ units: Int64, on source: String, _ day: ReportDay) throws {
        let expense = try DayExpenses.Expense(source, "\(units)")
        try store.setExpenses(
            [DayExpenses(day: day, distribution: [expense])], by: "source", for: campaign)
    }
}
