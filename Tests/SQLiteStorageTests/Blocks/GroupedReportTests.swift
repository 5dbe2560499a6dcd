import GRDB
import Storage
import TestSupport
import Testing
import Tracking

/// Grouped reports from columns, beside a plain loop over the journeys.
struct GroupedReportTests {
    @Test(arguments: 0..<60)
    func groupsEqualThoseOfAPlainLoop(_ seed: UInt64) throws {
        let site = try SealedStore(seed: seed, blockSize: [1, 2, 5, 11][Int(seed % 4)])
        for _ in 0..<3 {
            try site.addTraffic(steps: 50)
            for _ in 0..<6 {
                let query = try #require(site.query())
                let expected = try site.recording.naiveGroups(query)
                #expect(try site.recording.statistics(query).groups == expected)
            }
        }
        #expect(try site.recording.count("report_block") ?? 0 > 0)
        #expect(try site.recording.store.verify(limit: 10) == [])
    }

    @Test(arguments: 100..<110)
    func namesAndValuesEqualThoseOfAPlainLoop(_ seed: UInt64) throws {
        let site = try SealedStore(seed: seed, blockSize: 4)
        let store = site.recording.store
        let campaign = try #require(CampaignID(42))
        for _ in 0..<3 {
            try site.addTraffic(steps: 60)
            let counts = try site.recording.naiveNameCounts(of: campaign)
            let expected = counts.sorted {
                $0.value != $1.value ? $0.value > $1.value : $0.key.lexicographicallyPrecedes($1.key)
            }
            let query = StatisticsQuery(campaign: campaign, period: try #require(site.query()).period)
            #expect(
                try site.recording.statistics(query).parameters.map { Array($0.utf8) } == expected.map(\.key))
            for name in SealedStore.names {
                let values = try store.distributionParameterValues(of: campaign, parameter: name)
                let expected = try site.recording.naiveValues(of: campaign, parameter: name)
                #expect(Set(values.map { GroupKey(shown: $0) }) == expected)
                #expect(values.count == expected.count)
            }
        }
    }
}
