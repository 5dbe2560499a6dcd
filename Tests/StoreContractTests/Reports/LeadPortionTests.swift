import Storage
import TestSupport
import Testing
import Tracking

/// The whole list of leads, read a portion at a time.
struct LeadPortionTests {
    @Test(arguments: StoreKind.allCases, [1, 2, 3, 5, 6])
    func portionsMakeTheWholeList(_ kind: StoreKind, count: Int) throws {
        let site = try FiveLeads(kind)
        for order in ListOrder.allCases {
            for key in LeadSortKey.allCases {
                var query = site.query
                (query.sortKey, query.order) = (key, order)
                let isReversed = (key == .createdAt) != (order == .descending)
                let expected = isReversed ? site.ids.reversed() : site.ids
                #expect(try site.store.allLeads(query, among: count).map(\.clickID) == expected)
            }
        }
    }

    /// Rows that come while it is read are there or not, and move no others.
    @Test(
        arguments: StoreKind.allCases,
        [
            (.id, .ascending), (.id, .descending), (.createdAt, .ascending), (.createdAt, .descending),
        ] as [(LeadSortKey, ListOrder)])
    func whatComesMeanwhileMovesNothing(
        _ kind: StoreKind, _ example: (key: LeadSortKey, order: ListOrder)
    ) throws {
        let site = try FiveLeads(kind)
        var query = site.query
        (query.sortKey, query.order) = example
        var found: [ClickID] = []
        var place: LeadPlace?
        repeat {
            let portion = try site.store.leads(query, after: place, among: 2)
            found += portion.rows.map(\.clickID)
            place = portion.end
            // Before all others by the time of their clicks, and behind them.
            if found.count <= site.ids.count {
                for day in [Int64(1), 100] {
                    let id = ClickID.random()
                    try site.tracker.record(.clicked(id), at: day * 86_400_000)
                    try site.tracker.record(.left(id))
                }
            }
        } while place != nil
        #expect(Set(found).count == found.count)
        #expect(Set(site.ids).isSubset(of: found))
    }

    /// However few match, a portion looks at no more leads than asked for.
    @Test(arguments: StoreKind.allCases)
    func portionWithoutAMatchGoesOnBehindIt(_ kind: StoreKind) throws {
        let site = try FiveLeads(kind)
        var query = site.query
        query.parameters = [.init(name: "n", text: "4")]
        let first = try site.store.leads(query, after: nil, among: 4)
        #expect(first.rows == [])
        let end = try #require(first.end)
        let second = try site.store.leads(query, after: end, among: 4)
        #expect(second.rows.map(\.clickID) == [site.ids[4]])
        #expect(second.end == nil)
    }

    /// It goes on behind the last row.
    @Test(arguments: StoreKind.allCases)
    func portionHasNoMoreRowsThanWanted(_ kind: StoreKind) throws {
        let site = try FiveLeads(kind)
        var found: [ClickID] = []
        var place: LeadPlace?
        repeat {
            let portion = try site.store.leads(site.query, after: place, among: 100, upTo: 2)
            #expect(portion.rows.count <= 2)
            found += portion.rows.map(\.clickID)
            place = portion.end
        } while place != nil
        #expect(found == site.ids)
    }

    /// Of values of a megabyte each a portion has few.
    @Test(arguments: StoreKind.allCases)
    func longValuesMakeShortPortions(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind, campaigns: [42])
        let long = String(repeating: "x", count: 600_000)
        for _ in 0..<5 {
            let id = ClickID.random()
            try tracker.record(.clicked(id, #"{"long":"\#(long)"}"#))
            try tracker.record(.left(id))
        }
        var query = LeadsQuery(campaign: try #require(CampaignID(42)))
        query.columns = ["long", "none"]
        let portion = try tracker.store.leads(query, after: nil, among: 100)
        #expect(portion.rows.count == 2)
        #expect(portion.rows.allSatisfy { $0.values.texts.count == 2 && $0.values.texts[1] == nil })
        #expect(try tracker.store.allLeads(query, among: 100).count == 5)
        #expect(
            try tracker.store.leads(query).rows.map(\.values.byteCount) == Array(repeating: 600_002, count: 5)
        )
    }

    @Test(arguments: StoreKind.allCases)
    func oneJourneyIsAWholeList(_ kind: StoreKind) throws {
        let site = try FiveLeads(kind)
        var query = site.query
        query.clickID = site.ids[3]
        query.page = try #require(Page(number: 7, size: 20))
        let portion = try site.store.leads(query, after: nil, among: 1)
        #expect(portion.rows.map(\.clickID) == [site.ids[3]])
        #expect(portion.end == nil)
    }
}

extension Store {
    /// All leads of a query, by portions.
    func allLeads(_ query: LeadsQuery, among count: Int) throws -> [LeadRow] {
        var rows: [LeadRow] = []
        var place: LeadPlace?
        repeat {
            let portion = try leads(query, after: place, among: count)
            rows += portion.rows
            place = portion.end
        } while place != nil
        return rows
    }
}

/// Campaign 42 with leads that were clicked on the days 10 to 6.
private struct FiveLeads {
    let tracker: RecordingStore
    let query: LeadsQuery
    let ids = (0..<5).map { ClickID(high: 0, low: $0) }

    var store: any Store { tracker.store }

    init(_ kind: StoreKind) throws {
        tracker = try RecordingStore(kind, campaigns: [42])
        query = LeadsQuery(campaign: try #require(CampaignID(42)))
        for (index, id) in ids.enumerated() {
            try tracker.record(.clicked(id, #"{"n":\#(index)}"#), at: Int64(10 - index) * 86_400_000)
            try tracker.record(.left(id))
        }
    }
}
