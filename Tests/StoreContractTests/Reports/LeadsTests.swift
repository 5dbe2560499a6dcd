import GRDB
import Storage
import TestSupport
import Testing
import Tracking

struct LeadsTests {
    private let tracker: RecordingStore
    private let campaign: CampaignID
    /// Journeys in the order of their clicks, which came on the days 1, 2, 3 and so on, in reverse.
    private let ids = (0..<6).map { ClickID(high: 0, low: $0) }

    init() throws {
        tracker = try RecordingStore()
        campaign = try tracker.store.addSampleCampaign().id
        try tracker.store.addSampleCampaign(43)
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

    @Test func journeysWithALeadOrAPostbackAreListed() throws {
        let page = try tracker.store.leads(LeadsQuery(campaign: campaign))
        #expect(page.rows.map(\.clickID) == Array(ids[0...4]))
        #expect(page.total == 5)
        #expect(page.rows.map(\.outcome?.status) == [nil, .accept, .expect, .trash, nil])
        #expect(page.rows[1].outcome?.payout?.amount.description == "10.00")
        #expect(page.rows[1].createdAt == Timestamp(milliseconds: 9 * 86_400_000))
    }

    @Test(arguments: [
        (LeadSortKey.id, ListOrder.ascending, [0, 1, 2, 3, 4]),
        (.id, .descending, [4, 3, 2, 1, 0]), (.createdAt, .ascending, [4, 3, 2, 1, 0]),
        (.createdAt, .descending, [0, 1, 2, 3, 4]),
    ])
    func leadsAreSorted(key: LeadSortKey, order: ListOrder, expected: [Int]) throws {
        var query = LeadsQuery(campaign: campaign)
        query.sortKey = key
        query.order = order
        #expect(try tracker.store.leads(query).rows.map(\.clickID) == expected.map { ids[$0] })
    }

    @Test func pagesFollowEachOther() throws {
        var query = LeadsQuery(campaign: campaign)
        var found: [ClickID] = []
        for number in Int64(1)...4 {
            query.page = try #require(Page(number: number, size: 2))
            let page = try tracker.store.leads(query)
            #expect(page.total == 5)
            found += page.rows.map(\.clickID)
        }
        #expect(found == Array(ids[0...4]))
        query.page = try #require(Page(number: .max, size: 500))
        #expect(try tracker.store.leads(query).rows == [])
    }

    @Test(arguments: [
        (LeadsQuery.StatusFilter.status(.accept), [1]), (.status(.expect), [2]), (.status(.reject), []),
        (.status(.trash), [3]), (.noStatus, [0, 4]),
    ])
    func leadsOfAStatus(filter: LeadsQuery.StatusFilter, expected: [Int]) throws {
        var query = LeadsQuery(campaign: campaign)
        query.status = filter
        try expect(query, expected)
    }

    @Test func leadsOfAPeriodInAZone() throws {
        var query = LeadsQuery(campaign: campaign)
        query.first = ReportDay("1970-01-09")
        query.last = ReportDay("1970-01-10")
        try expect(query, [1, 2])
        query.last = nil
        try expect(query, [0, 1, 2])
        // Midnight in UTC is the evening before in America.
        query.zone = try #require(ReportZone(identifier: "America/Sao_Paulo"))
        try expect(query, [0, 1])
        query.first = nil
        query.last = ReportDay("1970-01-07")
        try expect(query, [3, 4])
    }

    @Test(arguments: [
        ([("source", "facebook")], [0, 2, 4]), ([("source", "facebook"), ("n", "2")], [2]),
        ([("n", "3")], [3]),
        ([("source", "Facebook")], []), ([("%", "x")], []),
    ])
    func leadsOfAParameter(filters: [(String, String)], expected: [Int]) throws {
        var query = LeadsQuery(campaign: campaign)
        query.parameters = filters.map { LeadsQuery.ParameterFilter(name: $0.0, text: $0.1) }
        try expect(query, expected)
        query.page = try #require(Page(number: 2, size: 1))
        let second = try tracker.store.leads(query)
        #expect(second.rows.map(\.clickID) == expected.dropFirst().prefix(1).map { ids[$0] })
        #expect(second.total == expected.count)
    }

    @Test func filtersHoldTogether() throws {
        var query = LeadsQuery(campaign: campaign)
        query.status = .noStatus
        query.parameters = [LeadsQuery.ParameterFilter(name: "source", text: "facebook")]
        query.first = ReportDay("1970-01-08")
        try expect(query, [0])
    }

    private func expect(_ query: LeadsQuery, _ expected: [Int]) throws {
        let page = try tracker.store.leads(query)
        #expect(page.rows.map(\.clickID) == expected.map { ids[$0] })
        #expect(page.total == expected.count)
    }
}
