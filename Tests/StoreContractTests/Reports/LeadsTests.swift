import Storage
import TestSupport
import Testing
import Tracking

struct LeadsTests {
    @Test(arguments: StoreKind.allCases)
    func journeysWithALeadOrAPostbackAreListed(_ kind: StoreKind) throws {
        let site = try Leads(kind)
        let page = try site.store.leads(site.query)
        #expect(page.rows.map(\.clickID) == Array(site.ids[0...4]))
        #expect(page.total == 5)
        #expect(page.rows.map(\.conversion?.status) == [nil, .accept, .expect, .trash, nil])
        #expect(page.rows[1].conversion?.payout?.amount.description == "10.00")
        #expect(page.rows[1].conversion?.reportedAt == Timestamp(milliseconds: 1_000))
        #expect(page.rows[1].createdAt == Timestamp(milliseconds: 9 * 86_400_000))
    }

    @Test(
        arguments: StoreKind.allCases,
        [
            (.id, .ascending, [0, 1, 2, 3, 4]), (.id, .descending, [4, 3, 2, 1, 0]),
            (.createdAt, .ascending, [4, 3, 2, 1, 0]), (.createdAt, .descending, [0, 1, 2, 3, 4]),
        ] as [(LeadSortKey, ListOrder, [Int])])
    func leadsAreSorted(
        _ kind: StoreKind, _ example: (key: LeadSortKey, order: ListOrder, expected: [Int])
    ) throws {
        let site = try Leads(kind)
        var query = site.query
        query.sortKey = example.key
        query.order = example.order
        try site.expect(query, example.expected)
    }

    @Test(arguments: StoreKind.allCases)
    func pagesFollowEachOther(_ kind: StoreKind) throws {
        let site = try Leads(kind)
        var query = site.query
        var found: [ClickID] = []
        for number in Int64(1)...4 {
            query.page = try #require(Page(number: number, size: 2))
            let page = try site.store.leads(query)
            #expect(page.total == 5)
            found += page.rows.map(\.clickID)
        }
        #expect(found == Array(site.ids[0...4]))
        query.page = try #require(Page(number: .max, size: 500))
        #expect(try site.store.leads(query).rows == [])
    }

    @Test(
        arguments: StoreKind.allCases,
        [
            (.status(.accept), [1]), (.status(.expect), [2]), (.status(.reject), []), (.status(.trash), [3]),
            (.noStatus, [0, 4]),
        ] as [(LeadsQuery.StatusFilter, [Int])])
    func leadsOfAStatus(
        _ kind: StoreKind, _ example: (filter: LeadsQuery.StatusFilter, expected: [Int])
    ) throws {
        let site = try Leads(kind)
        var query = site.query
        query.status = example.filter
        try site.expect(query, example.expected)
    }

    @Test(arguments: StoreKind.allCases)
    func leadsOfAPeriodInAZone(_ kind: StoreKind) throws {
        let site = try Leads(kind)
        var query = site.query
        query.first = ReportDay("1970-01-09")
        query.last = ReportDay("1970-01-10")
        try site.expect(query, [1, 2])
        query.last = nil
        try site.expect(query, [0, 1, 2])
        // Midnight in UTC is the evening before in America.
        query.zone = try #require(ReportZone(identifier: "America/Sao_Paulo"))
        try site.expect(query, [0, 1])
        query.first = nil
        query.last = ReportDay("1970-01-07")
        try site.expect(query, [3, 4])
    }

    @Test(
        arguments: StoreKind.allCases,
        [
            ([("source", "facebook")], [0, 2, 4]), ([("source", "facebook"), ("n", "2")], [2]),
            ([("n", "3")], [3]), ([("source", "Facebook")], []), ([("%", "x")], []),
        ] as [([(String, String)], [Int])])
    func leadsOfAParameter(
        _ kind: StoreKind, _ example: (filters: [(String, String)], expected: [Int])
    ) throws {
        let site = try Leads(kind)
        var query = site.query
        query.parameters = example.filters.map { LeadsQuery.ParameterFilter(name: $0.0, text: $0.1) }
        try site.expect(query, example.expected)
        query.page = try #require(Page(number: 2, size: 1))
        let second = try site.store.leads(query)
        #expect(
            second.rows.map(\.clickID) == example.expected.dropFirst().prefix(1).map { site.ids[$0] })
        #expect(second.total == example.expected.count)
    }

    /// The last journey has nothing but its click.
    @Test(
        arguments: StoreKind.allCases,
        [
            (nil, [0, 1, 2, 3, 4, 5]), (.noStatus, [0, 4, 5]), (.status(.accept), [1]),
            (.status(.reject), []),
        ] as [(LeadsQuery.StatusFilter?, [Int])])
    func allJourneysAreListedWhereTheyAreAskedFor(
        _ kind: StoreKind, _ example: (status: LeadsQuery.StatusFilter?, expected: [Int])
    ) throws {
        let site = try Leads(kind)
        var query = site.query
        query.scope = .all
        query.status = example.status
        try site.expect(query, example.expected)
        #expect(try site.store.leadCount(query) == Int64(example.expected.count))
        let all = try site.store.allLeads(query, among: 2).map(\.clickID)
        #expect(all == example.expected.map { site.ids[$0] })
        query.order = .descending
        query.first = ReportDay("1970-01-05")
        query.last = ReportDay("1970-01-07")
        let inPeriod = example.expected.filter { (4...6).contains($0) }
        try site.expect(query, inPeriod.reversed())
        #expect(try site.store.leadCount(query) == Int64(inPeriod.count))
        let found = try site.store.allLeads(query, among: 1).map(\.clickID)
        #expect(found == inPeriod.reversed().map { site.ids[$0] })
        (query.first, query.last) = (query.last, query.first)
        try site.expect(query, [])
        #expect(try site.store.leadCount(query) == 0)
    }

    @Test(arguments: StoreKind.allCases)
    func journeysWithoutAParameterAreFound(_ kind: StoreKind) throws {
        let site = try Leads(kind)
        var query = site.query
        query.scope = .all
        query.missing = ["campaign"]
        try site.expect(query, [0, 1, 2, 3, 4, 5])
        query.parameters = [LeadsQuery.ParameterFilter(name: "source", text: "tiktok")]
        try site.expect(query, [1, 3, 5])
        #expect(try site.store.leadCount(query) == 3)
        query.missing = ["campaign", "n"]
        try site.expect(query, [])
        #expect(try site.store.leadCount(query) == 0)
    }

    @Test(arguments: StoreKind.allCases)
    func filtersHoldTogether(_ kind: StoreKind) throws {
        let site = try Leads(kind)
        var query = site.query
        query.status = .noStatus
        query.parameters = [LeadsQuery.ParameterFilter(name: "source", text: "facebook")]
        query.first = ReportDay("1970-01-08")
        try site.expect(query, [0])
    }
}

/// Campaign 42 with five leads, and some that are none of its own.
private struct Leads {
    private let tracker: RecordingStore
    /// For all of the campaign's leads.
    let query: LeadsQuery
    /// Journeys in the order of their clicks, which came on the days 1, 2, 3 and so on, in reverse.
    let ids = (0..<6).map { ClickID(high: 0, low: $0) }

    var store: any Store { tracker.store }

    init(_ kind: StoreKind) throws {
        tracker = try RecordingStore(kind, campaigns: [42, 43])
        query = LeadsQuery(campaign: try #require(CampaignID(42)))
        for (index, id) in ids.enumerated() {
            let json = #"{"source":"\#(index % 2 == 0 ? "facebook" : "tiktok")","n":\#(index)}"#
            try tracker.record(.clicked(id, json), at: Int64(10 - index) * 86_400_000)
        }
        try tracker.record(.left(ids[0]))
        try tracker.record(.reported(ids[1], "approved"))
        try tracker.record(.reported(ids[2], "hold"))
        try tracker.record(.left(ids[3]))
        try tracker.record(.reported(ids[3], "nonsense"))
        try tracker.record(.left(ids[4]))
        let other = ClickID.random()
        try tracker.record(.clicked(other, campaign: 43))
        try tracker.record(.left(other))
        try tracker.record(.left(.random()))
    }

    func expect(
        _ query: LeadsQuery, _ expected: [Int], sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let page = try store.leads(query)
        #expect(page.rows.map(\.clickID) == expected.map { ids[$0] }, sourceLocation: sourceLocation)
        #expect(page.total == expected.count, sourceLocation: sourceLocation)
    }
}
