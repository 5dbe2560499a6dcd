import Storage
import TestSupport
import Testing
import Tracking

struct ExpensesTests {
    @Test(arguments: StoreKind.allCases)
    func daysAreReplacedWhole(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        let (store, campaign) = (site.store, try site.store.addSampleCampaign().id)
        try store.setExpenses(
            [try day("2024-01-01", ["fb": 1, "tiktok": 2]), try day("2024-01-02", ["fb": 3])], by: "source",
            for: campaign)
        try store.setExpenses([try day("2024-01-01", ["google": 4])], by: "source", for: campaign)
        let page = try store.expenses(ExpensesQuery(campaign: campaign))
        let expected = [try day("2024-01-01", ["google": 4]), try day("2024-01-02", ["fb": 3])]
        #expect(page.rows == expected.map { $0.entered(in: Currency("usd")) })
        #expect(page.total == 2)
        try store.setExpenses([try day("2024-01-01", [:])], by: "source", for: campaign)
        #expect(try store.expenses(ExpensesQuery(campaign: campaign)).total == 1)
    }

    @Test(arguments: StoreKind.allCases)
    func dayKeepsTheCurrencyInWhichItWasEntered(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        let (store, campaign) = (site.store, try site.store.addSampleCampaign().id)
        let (usd, eur) = (try #require(Currency("usd")), try #require(Currency("eur")))
        let days = [try day("2024-01-01", ["fb": 1, "ig": 2]), try day("2024-01-02", ["fb": 3])]
        try store.setExpenses(days, by: "source", for: campaign)
        _ = try store.updateCampaign(campaign, Campaign.Change(currency: eur))
        try store.setExpenses([days[1]], by: "source", for: campaign)
        let rows = try store.expenses(ExpensesQuery(campaign: campaign)).rows
        #expect(rows == [days[0].entered(in: usd), days[1].entered(in: eur)])
        // What was read may be saved again.
        try store.setExpenses(rows, by: "source", for: campaign)
        #expect(try store.expenses(ExpensesQuery(campaign: campaign)).rows == rows)
    }

    @Test(arguments: StoreKind.allCases)
    func distributionParameterIsDecidedOnce(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        let (store, campaign) = (site.store, try site.store.addSampleCampaign().id)
        #expect(try store.campaign(campaign)?.expensesDistributionParameter == nil)
        try store.setExpenses([], by: "caf\u{e9}", for: campaign)
        #expect(try store.campaign(campaign)?.expensesDistributionParameter == "caf\u{e9}")
        let days = [try day("2024-01-01", ["fb": 1])]
        for other in ["source", "cafe\u{301}", ""] {
            #expect(throws: StoreError.refused(.otherDistributionParameter)) {
                try store.setExpenses(days, by: other, for: campaign)
            }
        }
        #expect(try store.expenses(ExpensesQuery(campaign: campaign)).total == 0)
        _ = try store.updateCampaign(campaign, Campaign.Change(name: "Other"))
        #expect(try store.campaign(campaign)?.expensesDistributionParameter == "caf\u{e9}")
    }

    @Test(arguments: StoreKind.allCases)
    func unknownCampaignHasNoExpenses(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        let unknown = try #require(CampaignID(7))
        #expect(throws: StoreError.refused(.noSuchCampaign(unknown))) {
            try site.store.setExpenses([], by: "source", for: unknown)
        }
        #expect(try site.store.expenses(ExpensesQuery(campaign: unknown)).rows == [])
    }

    @Test(arguments: StoreKind.allCases)
    func pagesAreOfDaysInThePeriod(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        let (store, campaign) = (site.store, try site.store.addSampleCampaign().id)
        let dates = ["2024-01-01", "2024-01-02", "2024-01-03", "2024-01-04"]
        let days = try dates.map { try day($0, ["a": 1, "b": 2]) }
        try store.setExpenses(days.reversed(), by: "source", for: campaign)
        var query = ExpensesQuery(campaign: campaign)
        query.first = ReportDay("2024-01-02")
        #expect(try store.expenses(query).rows.map(\.day) == days[1...].map(\.day))
        query.order = .descending
        query.page = try #require(Page(number: 1, size: 2))
        #expect(try store.expenses(query).rows.map(\.day) == [days[3].day, days[2].day])
        #expect(try store.expenses(query).total == 3)
        query.last = ReportDay("2024-01-03")
        query.page = try #require(Page(number: 2, size: 1))
        #expect(try store.expenses(query).rows.map(\.day) == [days[1].day])
    }

    @Test(arguments: StoreKind.allCases)
    func parametersAndValuesAreThoseOfTheClicks(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind, campaigns: [42])
        let (store, campaign) = (tracker.store, try #require(CampaignID(42)))
        for json in [#"{"utm":"fb","ad":1}"#, #"{"utm":"ig","set":"null"}"#, #"{"utm":null}"#] {
            try tracker.record(.clicked(.random(), json))
        }
        try tracker.record(.clicked(.random(), campaign: 43, #"{"ignored":"value"}"#))
        #expect(try store.distributionParameters(of: campaign) == ["ad", "set", "utm"])
        #expect(try store.distributionParameterValues(of: campaign, parameter: "utm") == ["fb", "ig"])
        #expect(try store.distributionParameterValues(of: campaign, parameter: "set") == ["=null"])
        #expect(try store.distributionParameterValues(of: campaign, parameter: "ignored") == [])
    }

    private func day(_ date: String, _ distribution: [String: Int64]) throws -> DayExpenses {
        DayExpenses(
            day: try #require(ReportDay(date)),
            distribution: distribution.sorted { $0.key < $1.key }.map {
                DayExpenses.Expense(value: $0.key, amount: Money(hundredThousandths: $0.value))
            })
    }
}

extension DayExpenses {
    fileprivate func entered(in currency: Currency?) -> DayExpenses {
        DayExpenses(day: day, distribution: distribution, currency: currency)
    }
}
