import Testing
import Tracking

/// Steps and counter changes, folded over random histories, against a computation from the list of everything.
struct JourneyHistoryTests {
    @Test(arguments: 0..<500 as Range<UInt64>)
    func foldedStepsEqualTheNaiveComputation(seed: UInt64) throws {
        let history = try History.random(seed: seed)
        let stepped = SteppedFold(history, transactionSize: Int(seed % 7) + 1)
        let naive = NaiveFold(history)
        #expect(stepped.journeys == naive.journeys)
        #expect(stepped.postbacks == naive.postbacks)
        #expect(stepped.counters == naive.counters)
    }

    /// So that the test above compares something.
    @Test func historiesMeetEveryCase() throws {
        let folds = try (UInt64(0)..<500).map { SteppedFold(try .random(seed: $0), transactionSize: 1) }
        let journeys = folds.flatMap(\.journeys.values)
        #expect(journeys.contains { $0.clickedAt == nil && $0.postbackCount > 1 })
        #expect(journeys.contains { $0.clickedAt != nil && $0.campaignID == nil && $0.postbackCount > 1 })
        #expect(journeys.contains { $0.repeatCount > 1 && $0.leadCount > 1 && $0.campaignID != nil })
        for status in LeadStatus.allCases { #expect(journeys.contains { $0.status == status }) }
        let currencies = folds.map { fold in Set(fold.payoutCurrencies) }
        #expect(currencies.contains { $0.count == 3 })
    }
}

extension SteppedFold {
    fileprivate var payoutCurrencies: [Currency] {
        counters.keys.compactMap { if case .payout(let key) = $0 { key.currency } else { nil } }
    }
}
