import GRDB
import Logging
import Testing
import Tracking

@testable import Storage

/// Reports against a second, naive computation: 40 stores of 25 campaigns, each campaign a data set of its own,
/// packed into blocks at random moments.
struct StatisticsComparisonTests {
    @Test(arguments: 0..<40)
    func reportsEqualTheNaiveComputation(seed: Int) throws {
        var traffic = try RandomTraffic(seed: seed, campaignCount: 25)
        let sealer = Sealer(store: traffic.tracker.store, logger: .silent, blockSize: 2 + seed % 20)
        defer { sealer.stop() }
        try traffic.run(rounds: 6) { _, random in
            if random.chance(40) { try sealer.sealEverything() }
        }
        #expect(try traffic.tracker.store.verify() == [])
        let other = try traffic.tracker.otherConnection()
        for campaign in traffic.campaigns {
            for _ in 0..<3 {
                let query = try traffic.query(campaign)
                let report = try traffic.tracker.store.statistics(query)
                let naive = try other.read { try NaiveStatistics(query, in: $0) }
                #expect(report.naiveLines == naive.lines, "seed \(seed), \(query)")
                try #require(report.days.map(\.day) == query.period.days)
                let leads = try traffic.leadsQuery(query)
                let found = try traffic.tracker.store.leads(leads)
                let expected = try other.read { try NaiveLeads(leads, in: $0) }
                #expect(found.rows.map(\.clickID) == expected.page, "seed \(seed), \(leads)")
                #expect(found.total == expected.total, "seed \(seed), \(leads)")
                #expect(report.total == report.days.reduce(into: Statistics.Line()) { $0 += $1.line })
            }
        }
    }
}
