import GRDB
import Storage
import Tracking

/// The sums of days in `expense_day` against the amounts that they come from.
enum ExpenseCheck {
    private struct Key: Hashable {
        let campaign: Int64
        let day: Int64
        let currency: String
    }

    static func differences(in database: Database) throws -> [Difference] {
        let (expected, found) = (try sums(in: database), try storedSums(in: database))
        return Set(expected.keys).union(found.keys).compactMap { key in
            let (expected, found) = (expected[key] ?? .zero, found[key] ?? .zero)
            guard expected != found else { return nil }
            return Difference(
                what: "expense_day, campaign_id \(key.campaign), day \(key.day), currency \(key.currency)",
                expected: "\(expected.trillionths)e-12", found: "\(found.trillionths)e-12")
        }
    }

    private static func sums(in database: Database) throws -> [Key: MoneySum] {
        var sums: [Key: MoneySum] = [:]
        let rows = try Row.fetchCursor(
            database, sql: "SELECT campaign_id, day, currency, amount FROM expense")
        while let row = try rows.next() {
            let amount = try ExpenseAmount(column: row[3], of: "an expense")
            sums[Key(campaign: row[0], day: row[1], currency: row[2]), default: .zero] += amount.value
        }
        return sums
    }

    private static func storedSums(in database: Database) throws -> [Key: MoneySum] {
        var sums: [Key: MoneySum] = [:]
        let rows = try Row.fetchCursor(
            database, sql: "SELECT campaign_id, day, currency, units, trillionths FROM expense_day")
        while let row = try rows.next() {
            sums[Key(campaign: row[0], day: row[1], currency: row[2])] = MoneySum(
                units: row[3], trillionths: row[4])
        }
        return sums
    }
}
