import Storage
import TestSupport
import Testing
import Tracking

struct ExpensesTests {
    private let tracker: RecordingStore
    private let store: Store
    private let campaign: CampaignID

    init() throws {
        tracker = try RecordingStore()
        store = tracker.store
        campaign = try store.addSampleCampaign().id
    }

    @Test func daysAreReplacedWhole() throws {
        try store.setExpenses(
            [try day("2024-01-01", ["fb": 1, "tiktok": 2]), try day("2024-01-02", ["fb": 3])], by: "source",
            for: campaign)
        try store.setExpenses([try day("2024-01-01", ["google": 4])], by: "source", for: campaign)
        let page = try store.expenses(ExpensesQuery(campaign: campaign))
        #expect(page.rows == [try day("2024-01-01", ["google": 4]), try day("2024-01-02", ["fb": 3])])
        #expect(page.total == 2)
        try store.setExpenses([try day("2024-01-01", [:])], by: "source", for: campaign)
        #expect(try store.expenses(ExpensesQuery(campaign: campaign)).total == 1)
    }

    @Test func distributionParameterIsDecidedOnce() throws {
        #expect(try store.campaign(campaign)?.expensesDistributionParameter == nil)
        try store.setExpenses([], by: "caf\u{e9}", for: campaign)
        #expect(try store.campaign(campaign)?.expensesDistributionParameter == "caf\u{e9}")
        let days = [try day("2024-01-01", ["fb": 1])]
        for other in ["source", "cafe\u{301}", ""] {
            #expect(throws: StoreError.badDistributionParameter) {
                try store.setExpenses(days, by: other, for: campaign)
            }
        }
        #expect(try store.expenses(ExpensesQuery(campaign: campaign)).total == 0)
        _ = try store.updateCampaign(campaign, Campaign.Change(name: "Other"))
        #expect(try store.campaign(campaign)?.expensesDistributionParameter == "caf\u{e9}")
    }

    @Test func unknownCampaignHasNoExpenses() throws {
        let unknown = try #require(CampaignID(7))
        #expect(throws: StoreError.noSuchCampaign(unknown)) {
            try store.setExpenses([], by: "source", for: unknown)
        }
        #expect(try store.expenses(ExpensesQuery(campaign: unknown)).rows == [])
    }

    @Test func pagesAreOfDaysInThePeriod() throws {
        let dates = ["2024-01-01", "2024-01-02", "2024-01-03", "2024-01-04"]
        let days = try dates.map { try day($0, ["a": 1, "b": 2]) }
        try store.setExpenses(days.reversed(), by: "source", for: campaign)
        var query = ExpensesQuery(campaign: campaign)
        query.first = ReportDay("2024-01-02")
        #expect(try store.expenses(query).rows == Array(days[1...]))
        query.order = .descending
        query.page = try #require(Page(number: 1, size: 2))
        #expect(try store.expenses(query).rows == [days[3], days[2]])
        #expect(try store.expenses(query).total == 3)
        query.last = ReportDay("2024-01-03")
        query.page = try #require(Page(number: 2, size: 1))
        #expect(try store.expenses(query).rows == [days[1]])
    }

    @Test func parametersAndValuesAreThoseOfTheClicks() throws {
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
