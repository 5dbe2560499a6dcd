/// Sums of money, one for each currency: amounts of two currencies are never added up.
package struct MoneyByCurrency: Hashable, Sendable {
    private struct Entry: Hashable {
        let currency: Currency
        var sum: MoneySum
    }

    /// In order of currency, none of them zero.
    private var entries: [Entry] = []

    package static let zero = MoneyByCurrency()

    package init() {}

    package init(_ sum: MoneySum, in currency: Currency) {
        add(sum, in: currency)
    }

    /// In alphabetical order; none whose sum is zero.
    package var currencies: [Currency] { entries.map(\.currency) }

    /// Whether there is any other currency.
    package func hasOther(than currency: Currency) -> Bool {
        entries.contains { $0.currency != currency }
    }

    package subscript(currency: Currency) -> MoneySum {
        entries.first { $0.currency == currency }?.sum ?? .zero
    }

    package mutating func add(_ sum: MoneySum, in currency: Currency) {
        guard sum != .zero else { return }
        let place = entries.firstIndex { $0.currency >= currency } ?? entries.endIndex
        guard place < entries.endIndex, entries[place].currency == currency else {
            return entries.insert(Entry(currency: currency, sum: sum), at: place)
        }
        entries[place].sum += sum
        if entries[place].sum == .zero { entries.remove(at: place) }
    }

    package static func += (left: inout MoneyByCurrency, right: MoneyByCurrency) {
        for entry in right.entries { left.add(entry.sum, in: entry.currency) }
    }

    package static func + (left: MoneyByCurrency, right: MoneyByCurrency) -> MoneyByCurrency {
        var sum = left
        sum += right
        return sum
    }
}
