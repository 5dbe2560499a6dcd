/// What is to be added to one row of a counter.
package struct CounterChange: Hashable, Sendable {
    private let counter: Counter
    /// In the order of the counter's columns.
    package private(set) var values: [Int64]

    init(of counter: Counter) {
        self.counter = counter
        values = counter.columns.map(\.amount.merging.neutral)
    }

    /// How many journeys it adds, whatever their status.
    package var journeyCount: Int64 {
        zip(counter.columns, values).first { $0.0.amount == .journeys && $0.0.status == nil }?.1 ?? 0
    }

    /// Whether it leaves every row as it is.
    package var isNothing: Bool { self == CounterChange(of: counter) }

    mutating func add(_ journey: JourneyState, in currency: Currency? = nil) {
        for (place, column) in counter.columns.enumerated() {
            let value = column.value(of: journey, in: currency)
            switch column.amount.merging {
            case .sum: values[place] += value
            case .earliest: values[place] = min(values[place], value)
            case .latest: values[place] = max(values[place], value)
            }
        }
    }

    /// Takes in what is to be added to a row of another counter with the same columns, all of them sums.
    mutating func add(_ other: CounterChange) {
        for (place, value) in other.values.enumerated() { values[place] += value }
    }

    /// Takes back what a journey has added to sums.
    mutating func subtract(_ journey: JourneyState, in currency: Currency? = nil) {
        for (place, column) in counter.columns.enumerated() where column.amount.merging == .sum {
            values[place] -= column.value(of: journey, in: currency)
        }
    }
}

extension Counter.Amount.Merging {
    /// Changes nothing when it is merged.
    fileprivate var neutral: Int64 {
        switch self {
        case .sum: 0
        case .earliest: .max
        case .latest: .min
        }
    }
}
