import TestSupport
import Testing
import Tracking

extension DayExpenses {
    /// Expenses of a day in the campaign's currency, in the order of their values.
    init(_ date: String, _ distribution: [String: Int64]) throws {
        self.init(
            day: try #require(ReportDay(date)),
            distribution: try distribution.sorted { $0.key < $1.key }.map {
                try DayExpenses.Expense($0.key, "\($0.value)")
            })
    }
}
