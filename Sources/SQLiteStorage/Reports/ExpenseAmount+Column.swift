import Storage
import Tracking

extension ExpenseAmount {
    /// An amount from its column; `owner` names the row in an error.
    init(column text: String, of owner: @autoclosure () -> String) throws {
        guard let amount = ExpenseAmount(stored: text) else {
            throw StoreError.unreadable("\(owner()), amount \(text)")
        }
        self = amount
    }
}
