import Storage
import TestSupport
import Testing
import Tracking

/// Reports against a second, naive computation: 40 stores of 25 campaigns, each campaign a data set of its own,
/// packed into blocks at random moments.
struct StatisticsComparisonTests {
    @Test(arguments: StoreKind.allCases, 0..<40)
    func reportsEqualTheNaiveComputation(_ kind: StoreKind, seed: Int) throws {
        var traffic = try RandomTraffic(kind, seed: seed, campaignCount: 25)
        let store = traffic.tracker.store
        let keeper = Keeper(store: store, logger: .silent, blockSize: 2 + seed % 20)
        defer { keeper.stop() }
        try traffic.run(rounds: 6) { random in
            if random.chance(40) { try keeper.sealEverything() }
        }
        #expect(try store.verify(limit: 10) == [])
        try traffic.expectEveryEvent()
        let journeys = try NaiveJourneys(traffic.ids, in: traffic.tracker)
        for campaign in traffic.campaigns {
            for _ in 0..<3 {
                let query = try traffic.query(campaign)
                let report = try traffic.tracker.statistics(query)
                let naive = try NaiveStatistics(query, of: journeys, in: store)
                #expect(report.naiveLines == naive.lines, "seed \(seed), \(query)")
                try #require(report.days.map(\.day) == query.period.days)
                let leads = try traffic.leadsQuery(query)
                let found = try store.leads(leads)
                let expected = try NaiveLeads(leads, of: journeys)
                #expect(found.rows == expected.page, "seed \(seed), \(leads)")
                #expect(found.total == expected.total, "seed \(seed), \(leads)")
                try expectCount(leads, expected.total, in: store)
                try expectPortions(leads, of: journeys, in: store, among: 1 + seed % 5)
                #expect(report.total == report.days.reduce(into: Statistics.Line()) { $0 += $1.line })
            }
        }
    }

    /// Of all journeys it is known beforehand, but by their last events.
    private func expectCount(_ query: LeadsQuery, _ expected: Int64, in store: any Store) throws {
        let count = try store.leadCount(query)
        #expect(count == nil || count == expected, "\(query)")
        if query.scope == .all, query.dated == .byClick { #expect(count != nil, "\(query)") }
    }

    private func expectPortions(
        _ query: LeadsQuery, of journeys: NaiveJourneys, in store: any Store, among count: Int
    ) throws {
        var all = query
        all.page = try #require(Page(number: 1, size: 1_000))
        let expected = try NaiveLeads(all, of: journeys)
        try #require(expected.total <= 1_000)
        #expect(try store.allLeads(query, among: count) == expected.page, "\(query), \(count)")
    }
}
