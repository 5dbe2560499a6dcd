import Storage
import TestSupport
import Testing
import Tracking

/// Values longer than a report shows: each is a group of its own, and can be asked for.
struct LongValueTests {
    private static let long = String(repeating: "x", count: 5_000)

    @Test(arguments: StoreKind.allCases)
    func filterTakesWhatAReportShows(_ kind: StoreKind) throws {
        let tracker = try tracker(kind)
        let campaign = try #require(CampaignID(42))
        let groups = try tracker.statistics(query(groupedBy: "ad")).days[0].groups
        #expect(groups.map(\.figures.clicks) == [2, 1])
        #expect(groups.allSatisfy { $0.key.shown.utf8.count <= 1_091 })
        for group in groups {
            var leads = LeadsQuery(campaign: campaign)
            leads.parameters = [.init(name: "ad", text: group.key.shown)]
            #expect(try tracker.store.leads(leads).total == group.figures.clicks)
        }
        var leads = LeadsQuery(campaign: campaign)
        leads.parameters = [.init(name: "ad", text: Self.long + "a")]
        #expect(try tracker.store.leads(leads).total == 2)
        leads.parameters = [.init(name: "ad", text: Self.long)]
        #expect(try tracker.store.leads(leads).total == 0)
    }

    @Test(arguments: StoreKind.allCases)
    func expensesStandInTheGroupOfAListedValue(_ kind: StoreKind) throws {
        let tracker = try tracker(kind)
        let campaign = try #require(CampaignID(42))
        let values = try tracker.store.distributionParameterValues(of: campaign, parameter: "ad")
        let groups = try tracker.statistics(query(groupedBy: "ad")).days[0].groups
        #expect(Set(values) == Set(groups.map(\.key.shown)))
        let whole = try DayExpenses.Expense(Self.long + "b", "7")
        let shown = try DayExpenses.Expense(groups[0].key.shown, "3")
        try tracker.store.setExpenses(
            [DayExpenses(day: day(), distribution: [whole, shown])], by: "ad", for: campaign)
        let statistics = try tracker.statistics(query(groupedBy: "ad"))
        #expect(
            statistics.days[0].groups.map { $0.figures.expenses[statistics.currency].description }
                == ["3.00", "7.00"])
    }

    @Test(arguments: StoreKind.allCases)
    func groupsLongerThanTheLimitAreRefused(_ kind: StoreKind) throws {
        let tracker = try tracker(kind)
        var query = try query(groupedBy: "ad")
        query.keyByteLimit = 2 * (1_024 + 3 + 64)
        #expect(try tracker.statistics(query).days[0].groups.count == 2)
        query.keyByteLimit -= 1
        #expect(throws: StoreError.refused(.groupsTooLong(limit: query.keyByteLimit))) {
            try tracker.statistics(query)
        }
    }

    /// Two leads with one long value, and one with another.
    private func tracker(_ kind: StoreKind) throws -> RecordingStore {
        let tracker = try RecordingStore(kind, campaigns: [42])
        for end in ["a", "b", "a"] {
            let id = ClickID.random()
            try tracker.record(.clicked(id, #"{"ad":"\#(Self.long)\#(end)"}"#))
            try tracker.record(.left(id))
        }
        return tracker
    }

    private func day() throws -> ReportDay { try #require(ReportDay("1970-01-01")) }

    private func query(groupedBy name: String) throws -> StatisticsQuery {
        StatisticsQuery(
            campaign: try #require(CampaignID(42)), period: ReportPeriod(first: try day(), last: try day()),
            groupParameters: [name])
    }
}
