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
            [
                try DayExpenses("2024-01-01", ["fb": 1, "tiktok": 2]),
                try DayExpenses("2024-01-02", ["fb": 3]),
            ], by: "source",
            for: campaign)
        try store.setExpenses([try DayExpenses("2024-01-01", ["google": 4])], by: "source", for: campaign)
        let page = try store.expenses(ExpensesQuery(campaign: campaign))
        let expected = [
            try DayExpenses("2024-01-01", ["google": 4]), try DayExpenses("2024-01-02", ["fb": 3]),
        ]
        #expect(page.rows == expected.map { $0.entered(in: Currency("usd")) })
        #expect(page.total == 2)
        try store.setExpenses([try DayExpenses("2024-01-01", [:])], by: "source", for: campaign)
        #expect(try store.expenses(ExpensesQuery(campaign: campaign)).total == 1)
    }

    @Test(arguments: StoreKind.allCases)
    func dayKeepsTheCurrencyInWhichItWasEntered(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        let (store, campaign) = (site.store, try site.store.addSampleCampaign().id)
        let (usd, eur) = (try #require(Currency("usd")), try #require(Currency("eur")))
        let days = [
            try DayExpenses("2024-01-01", ["fb": 1, "ig": 2]), try DayExpenses("2024-01-02", ["fb": 3]),
        ]
        try store.setExpenses(days, by: "source", for: campaign)
        _ = try store.updateCampaign(campaign, Campaign.Change(currency: eur))
        try store.setExpenses([days[1]], by: "source", for: campaign)
        let rows = try store.expenses(ExpensesQuery(campaign: campaign)).rows
        #expect(rows == [days[0].entered(in: usd), days[1].entered(in: eur)])
        // What was read may be saved again.
        try store.setExpenses(rows, by: "source", for: campaign)
        #expect(try store.expenses(ExpensesQuery(campaign: campaign)).rows == rows)
    }

    /// What another has stored since it was read stays; what is not replaced makes no difference.
    @Test(arguments: StoreKind.allCases)
    func daysThatAreNotAsTheyAreKnownStay(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        let (store, campaign) = (site.store, try site.store.addSampleCampaign().id)
        let (usd, eur) = (try #require(Currency("usd")), try #require(Currency("eur")))
        let change = [try DayExpenses("2024-01-01", ["fb": 2])]
        let replaces = { (days: [DayExpenses], currency: Currency) in
            try store.setExpenses(
                change, by: "source", for: campaign,
                replacing: KnownExpenses(days: days, currency: currency))
        }
        let first = try DayExpenses("2024-01-01", ["fb": 1]).entered(in: usd)
        try store.setExpenses([first], by: "source", for: campaign)
        #expect(try !replaces([], usd))
        #expect(try !replaces([try DayExpenses("2024-01-01", ["fb": 3]).entered(in: usd)], usd))
        #expect(try !replaces([first], eur))
        #expect(try store.expenses(ExpensesQuery(campaign: campaign)).rows == [first])

        try store.setExpenses([try DayExpenses("2024-01-02", ["fb": 9])], by: "source", for: campaign)
        #expect(try replaces([first], usd))
        let rows = try store.expenses(ExpensesQuery(campaign: campaign)).rows
        #expect(rows.map(\.distribution.first?.amount.text) == ["2", "9"])
        #expect(try replaces([try DayExpenses("2024-01-01", ["fb": 2]).entered(in: usd)], usd))
    }

    /// As many at once as are taken, again and again, while events come.
    @Test(arguments: StoreKind.allCases)
    func expensesAtTheLimitCostNoEvent(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind, campaigns: [42])
        let (store, campaign) = (tracker.store, try #require(CampaignID(42)))
        let days = try manyDays(10, values: DayExpenses.maximumValueCount / 10)
        let box = AnswerBox(count: 400)
        for round in 0..<4 {
            for index in 0..<100 {
                let event = try Event.clicked(.random(), #"{"source":"fb"}"#)
                tracker.recorder.record(event, receivedAt: Timestamp(milliseconds: 1)) {
                    box.set($0, at: round * 100 + index)
                }
            }
            try store.setExpenses(days, by: "source", for: campaign)
        }
        #expect(box.wait().allSatisfy { $0.isStored })
        let stored = try store.expenses(ExpensesQuery(campaign: campaign)).rows
        #expect(stored == days.map { $0.entered(in: Currency("usd")) })
    }

    /// What a body replaces has a limit as well, or 3,660 days would be removed at once, however many amounts they hold.
    @Test(arguments: StoreKind.allCases)
    func moreThanIsReplacedAtOnceIsRefusedWhole(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        let (store, campaign) = (site.store, try site.store.addSampleCampaign().id)
        let limit = DayExpenses.maximumReplacedCount
        let days = try manyDays(5, values: DayExpenses.maximumValueCount)
        for day in days { try store.setExpenses([day], by: "source", for: campaign) }
        let empty = days.map { DayExpenses(day: $0.day, distribution: []) }
        #expect(throws: StoreError.refused(.tooManyReplacedExpenses(limit: limit))) {
            try store.setExpenses(empty, by: "source", for: campaign)
        }
        #expect(try store.expenses(ExpensesQuery(campaign: campaign)).total == 5)
        try store.setExpenses(Array(empty.dropLast()), by: "source", for: campaign)
        #expect(try store.expenses(ExpensesQuery(campaign: campaign)).rows.map(\.day) == [days[4].day])
    }

    @Test(arguments: StoreKind.allCases)
    func lastOfEqualDaysAndValuesCounts(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        let (store, campaign) = (site.store, try site.store.addSampleCampaign().id)
        let first = try DayExpenses("2024-01-01", ["a": 1, "z": 2])
        let values = [("z", 5), ("", 6), ("b\u{0}c", 7), ("z", 8), ("b", 9)]
        let last = DayExpenses(
            day: first.day,
            distribution: try values.map { try DayExpenses.Expense($0.0, "\($0.1)") })
        try store.setExpenses([first, last], by: "source", for: campaign)
        let stored = try #require(try store.expenses(ExpensesQuery(campaign: campaign)).rows.first)
        #expect(stored.distribution.map(\.value) == ["", "b", "b\u{0}c", "z"])
        #expect(stored.distribution.map(\.amount.text) == ["6", "9", "7", "8"])
    }

    @Test(arguments: StoreKind.allCases)
    func amountsAreGivenBackAsTheyWere(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        let (store, campaign) = (site.store, try site.store.addSampleCampaign().id)
        let texts = [
            "7.129", "0.005", "1e-3", "1E+3", "-0", "0.000000000001", "9999999999.999999999999", "12.50",
        ]
        let distribution = try texts.enumerated().map { try DayExpenses.Expense("\($0)", $1) }
        let day = DayExpenses(day: try #require(ReportDay("2024-01-01")), distribution: distribution)
        try store.setExpenses([day], by: "source", for: campaign)
        #expect(try amounts(in: store, campaign) == texts)
    }

    @Test(arguments: StoreKind.allCases)
    func withoutExpensesTheDaysWithClicksAreToBeFilledIn(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind, campaigns: [42, 43])
        let (store, campaign) = (tracker.store, try #require(CampaignID(42)))
        // The last and the first millisecond of days, and two clicks on one day.
        for time in [172_799_999, 172_800_000, 172_800_001, 432_000_000] as [Int64] {
            try tracker.record(.clicked(.random()), at: time)
        }
        try tracker.record(.clicked(.random(), campaign: 43, #"{"source":"fb"}"#), at: 259_200_000)
        var query = ExpensesQuery(campaign: campaign)
        query.today = ReportDay("1970-01-04")
        #expect(try daysToFillIn(query, in: store) == ["1970-01-02", "1970-01-03", "1970-01-06"])
        query.order = .descending
        query.page = try #require(Page(number: 2, size: 2))
        #expect(try daysToFillIn(query, in: store) == ["1970-01-02"])
        query.page = try #require(Page(number: 3, size: 2))
        #expect(try daysToFillIn(query, in: store) == [])
        query.page = .first
        query.first = ReportDay("1970-01-03")
        query.last = ReportDay("1970-01-05")
        #expect(try daysToFillIn(query, in: store) == ["1970-01-03"])
        query.first = ReportDay("1970-01-04")
        #expect(try daysToFillIn(query, in: store) == ["1970-01-04"])
        query.first = ReportDay("1970-01-05")
        #expect(try daysToFillIn(query, in: store) == [])
        query.last = ReportDay("1970-01-03")
        #expect(try daysToFillIn(query, in: store) == [])

        try store.setExpenses(
            [try DayExpenses("1970-01-05", ["fb": 1])], by: "source", for: try #require(CampaignID(43)))
        #expect(try store.expenses(ExpensesQuery(campaign: campaign)).rows.count == 3)
        let stored = try store.expenses(ExpensesQuery(campaign: try #require(CampaignID(43))))
        #expect(stored.rows.map(\.day.description) == ["1970-01-05"])
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
        let days = try dates.map { try DayExpenses($0, ["a": 1, "b": 2]) }
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

    /// The days of a page without expenses.
    private func daysToFillIn(_ query: ExpensesQuery, in store: any Store) throws -> [String] {
        let page = try store.expenses(query)
        #expect(page.total == 0)
        #expect(page.rows.allSatisfy { $0.distribution.isEmpty && $0.currency == nil })
        return page.rows.map(\.day.description)
    }

    /// As they are stored, in the order of their values.
    private func amounts(in store: any Store, _ campaign: CampaignID) throws -> [String] {
        try store.expenses(ExpensesQuery(campaign: campaign)).rows.flatMap(\.distribution).map(\.amount.text)
    }

    /// From 2024-01-01 on, each with so many values in the order of their bytes.
    private func manyDays(_ count: Int, values: Int) throws -> [DayExpenses] {
        let first = try #require(ReportDay("2024-01-01"))
        return try (0..<count).map { index in
            DayExpenses(
                day: try #require(ReportDay(number: first.number + index)),
                distribution: try (0..<values).map { try DayExpenses.Expense("ad-\(10_000 + $0)", "0.001") })
        }
    }
}

extension DayExpenses {
    fileprivate func entered(in currency: Currency?) -> DayExpenses {
        DayExpenses(day: day, distribution: distribution, currency: currency)
    }
}
