import JSON
import Tracking

extension ExpenseAmount {
    /// An amount from the text of a JSON number.
    package init(_ text: String) throws {
        try self.init(JSONText(parsing: Array(text.utf8)))
    }
}

extension DayExpenses.Expense {
    /// An expense whose amount is the text of a JSON number.
    package init(_ value: String, _ amount: String) throws {
        self.init(value: value, amount: try ExpenseAmount(amount))
    }
}
