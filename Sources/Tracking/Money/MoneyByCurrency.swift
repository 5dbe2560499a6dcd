/// Sums of money, one for each currency: amounts of two currencies are never added up.
package struct MoneyByCurrency: Hashable, Sendable {
    private struct Entry: Hashable {
        let currency: Currency
        var sum: MoneySum
    }

    /// Not in an array, which each of a report's many groups would have to allocate: most have one currency.
    private var firstCurrency: Currency?
    private var firstSum = MoneySum.zero
    /// All others, in alphabetical order; no sum is zero, there or here.
    private var others: [Entry] = []

    package static let zero = MoneyByCurrency()

    package init() {}

    package init(_ sum: MoneySum, in currency: Currency) {
        add(sum, in: currency)
    }

    /// In alphabetical order; none whose sum is zero.
    package var currencies: [Currency] {
        guard let firstCurrency else { return [] }
        return [firstCurrency] + others.map(\.currency)
    }

    /// Whether there is any other currency.
    package func hasOther(than currency: Currency) -> Bool {
        firstCurrency != nil && firstCurrency != currency || !others.isEmpty
    }

    package subscript(currency: Currency) -> MoneySum {
        if currency == firstCurrency { return firstSum }
        return others.first { $0.currency == currency }?.sum ?? .zero
    }

    package mutating func add(_ sum: MoneySum, in currency: Currency) {
        guard sum != .zero else { return }
        if firstCurrency == nil { firstCurrency = currency }
        guard currency == firstCurrency else { return addBesideFirst(sum, in: currency) }
        firstSum += sum
        if firstSum == .zero { dropFirst() }
    }

    private mutating func addBesideFirst(_ sum: MoneySum, in currency: Currency) {
        if let first = firstCurrency, currency < first {
            others.insert(Entry(currency: first, sum: firstSum), at: 0)
            (firstCurrency, firstSum) = (currency, sum)
            return
        }
        let place = others.firstIndex { $0.currency >= currency } ?? others.endIndex
        guard place < others.endIndex, others[place].currency == currency else {
            return others.insert(Entry(currency: currency, sum: sum), at: place)
        }
        others[place].sum += sum
        if others[place].sum == .zero { others.remove(at: place) }
    }

    private mutating func dropFirst() {
        guard !others.isEmpty else { return self = .zero }
        let next = others.removeFirst()
        (firstCurrency, firstSum) = (next.currency, next.sum)
    }

    package static func += (left: inout MoneyByCurrency, right: MoneyByCurrency) {
        guard let currency = right.firstCurrency else { return }
        left.add(right.firstSum, in: currency)
        for entry in right.others { left.add(entry.sum, in: entry.currency) }
    }

    package static func + (left: MoneyByCurrency, right: MoneyByCurrency) -> MoneyByCurrency {
        var sum = left
        sum += right
        return sum
    }
}
