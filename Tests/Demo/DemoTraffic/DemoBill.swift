import TestSupport
import Tracking

/// What the clicks of each day have cost at each source.
struct DemoBill {
    private struct Item: Hashable, Comparable {
        let campaign: CampaignID
        let day: Int
        let source: String

        static func < (left: Item, right: Item) -> Bool {
            (left.campaign, left.day, left.source) < (right.campaign, right.day, right.source)
        }
    }

    private var costs: [Item: Int] = [:]
    private var random: SeededGenerator

    private static let day: Int64 = 86_400_000

    init(seed: UInt64) {
        random = SeededGenerator(seed: ~seed)
    }

    mutating func add(_ journey: DemoJourney) {
        let day = Int(journey.clickTime / Self.day)
        let item = Item(campaign: journey.campaign.id, day: day, source: journey.source.name)
        costs[item, default: 0] += journey.source.clickCost
    }

    /// Prices go up and down by some percent from day to day.
    mutating func expenses() -> [CampaignID: [DayExpenses]] {
        var expenses: [CampaignID: [Int: [DayExpenses.Expense]]] = [:]
        for (item, cost) in costs.sorted(by: { $0.key < $1.key }) {
            let price = cost * Int.random(in: 88...112, using: &random) / 100
            guard let amount = ExpenseAmount(stored: Self.text(price)) else { continue }
            expenses[item.campaign, default: [:]][item.day, default: []]
                .append(DayExpenses.Expense(value: item.source, amount: amount))
        }
        return expenses.mapValues { days in
            days.sorted { $0.key < $1.key }.compactMap { number, distribution in
                ReportDay(number: number).map { DayExpenses(day: $0, distribution: distribution) }
            }
        }
    }

    /// Four decimals.
    private static func text(_ tenThousandths: Int) -> String {
        let decimals = String(tenThousandths % 10_000)
        return "\(tenThousandths / 10_000)." + String(repeating: "0", count: 4 - decimals.count) + decimals
    }
}
