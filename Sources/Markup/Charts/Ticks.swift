/// The round figures that stand beside a chart: 1, 2, 2.5 or 5 times a power of ten apart, 0 among them.
struct Ticks: Sendable {
    /// From the lowest to the highest, which lie around all values.
    let ticks: [Tick]

    struct Tick: Hashable, Sendable {
        let value: Double
        /// With its thousands apart: `2,500`, `−0.25`.
        let text: String
    }

    /// Between so many spaces values are told apart at a glance.
    private static let mostSpaces = 5
    /// Steps in tenths.
    private static let steps = [10, 20, 25, 50]

    /// Around values of which the lowest and the highest are given; `areWhole` where nothing lies between 1 and 2.
    init(from lowest: Double, to highest: Double, areWhole: Bool) {
        let (low, high) = (min(lowest, 0), max(highest, 0))
        guard low.isFinite, high.isFinite, high > low else {
            ticks = [0, 1].map(Step(tenths: 10, exponent: 0).tick)
            return
        }
        let step = Self.step(low, high, areWhole: areWhole)
        let first = Int((low / step.value).rounded(.down))
        let last = Int((high / step.value).rounded(.up))
        ticks = (first...last).map(step.tick)
    }

    var lowest: Double { ticks.first?.value ?? 0 }
    var highest: Double { ticks.last?.value ?? 1 }

    /// The smallest step that needs no more spaces.
    private static func step(_ low: Double, _ high: Double, areWhole: Bool) -> Step {
        var exponent = Int(((high - low) / Double(mostSpaces)).logarithm.rounded(.down))
        if areWhole { exponent = max(exponent, 0) }
        while true {
            for tenths in steps where !areWhole || exponent > 0 || tenths % 10 == 0 {
                let step = Step(tenths: tenths, exponent: exponent)
                if step.spaces(low, high) <= Double(mostSpaces) { return step }
            }
            exponent += 1
        }
    }
}

/// So many tenths of a power of ten.
private struct Step {
    let tenths: Int
    let exponent: Int

    var value: Double { Double(tenths) / 10 * exponent.powerOfTen }

    func spaces(_ low: Double, _ high: Double) -> Double {
        (high / value).rounded(.up) - (low / value).rounded(.down)
    }

    /// The tick so many steps from 0.
    func tick(_ place: Int) -> Ticks.Tick {
        Ticks.Tick(value: Double(place) * value, text: text(of: place))
    }

    /// By its digits: a Double would show that it is none of ten.
    private func text(of place: Int) -> String {
        let (zeros, decimals) = (max(exponent - 1, 0), max(1 - exponent, 0))
        var digits =
            String((place * tenths).magnitude) + String(repeating: "0", count: place == 0 ? 0 : zeros)
        digits = String(repeating: "0", count: max(decimals + 1 - digits.count, 0)) + digits
        var fraction = String(digits.suffix(decimals))
        while fraction.last == "0" { fraction.removeLast() }
        let whole = String(digits.dropLast(decimals)).readableNumber
        return (place < 0 ? "\u{2212}" : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
    }
}

extension Int {
    fileprivate var powerOfTen: Double {
        let power = (0..<magnitude).reduce(1.0) { power, _ in power * 10 }
        return self < 0 ? 1 / power : power
    }
}

extension Double {
    /// The logarithm to the base of ten, as far as its whole part is needed: how often the number is divided by ten.
    fileprivate var logarithm: Double {
        guard self > 0, isFinite else { return 0 }
        var (rest, count) = (self, 0.0)
        while rest >= 10 { (rest, count) = (rest / 10, count + 1) }
        while rest < 1 { (rest, count) = (rest * 10, count - 1) }
        return count
    }
}
