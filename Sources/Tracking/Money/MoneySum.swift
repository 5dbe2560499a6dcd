/// A sum or a difference of amounts, exact in 10^-12 of a currency unit, since expenses may have so many decimals; no
/// number of amounts overflows it.
package struct MoneySum: Hashable, Comparable, Sendable {
    package private(set) var trillionths: Int128

    package static let zero = MoneySum(trillionths: 0)

    package init(trillionths: Int128) {
        self.trillionths = trillionths
    }

    package init(hundredThousandths: Int128) {
        self.init(trillionths: hundredThousandths * Int128(Self.trillionthsInHundredThousandth))
    }

    package init(_ money: Money) {
        // Of 64 bits, so that it cannot overflow: a grouped report comes here for each conversion.
        self.init(
            trillionths: Int128(money.hundredThousandths) &* Int128(Self.trillionthsInHundredThousandth))
    }

    package static func < (left: MoneySum, right: MoneySum) -> Bool {
        left.trillionths < right.trillionths
    }

    package static func + (left: MoneySum, right: MoneySum) -> MoneySum {
        MoneySum(trillionths: left.trillionths + right.trillionths)
    }

    package static func - (left: MoneySum, right: MoneySum) -> MoneySum {
        MoneySum(trillionths: left.trillionths - right.trillionths)
    }

    package static func += (left: inout MoneySum, right: MoneySum) {
        left.trillionths += right.trillionths
    }
}

extension MoneySum {
    private static let trillionthsInHundredThousandth: Int64 = 10_000_000
    private static let trillionthsInHundredth: Int64 = 10_000_000_000
    private static let trillionthsInUnit: Int64 = 1_000_000_000_000

    /// Whole currency units, and the 10^-12 left over.
    package init(units: Int64, trillionths: Int64) {
        self.init(trillionths: Int128(units) * Int128(Self.trillionthsInUnit) + Int128(trillionths))
    }

    /// The same two parts, of the sum of as many expenses as a day can have, for which 64 bits are enough.
    package var parts: (units: Int64, trillionths: Int64) {
        let (units, rest) = trillionths.quotientAndRemainder(dividingBy: Int128(Self.trillionthsInUnit))
        return (units: Int64(clamping: units), trillionths: Int64(clamping: rest))
    }

    /// Cut toward minus infinity; exact for payouts.
    package var hundredThousandths: Int128 { cut(toUnitsOf: Self.trillionthsInHundredThousandth) }

    /// As it is shown: cut toward minus infinity.
    package var hundredths: Int128 { cut(toUnitsOf: Self.trillionthsInHundredth) }

    private func cut(toUnitsOf trillionthsInUnit: Int64) -> Int128 {
        // Nearly all amounts have 64 bits, which are divided much faster.
        guard let amount = Int64(exactly: trillionths) else {
            return Ratio(trillionths, to: Int128(trillionthsInUnit)).scaled(by: 1)
        }
        let (units, rest) = amount.quotientAndRemainder(dividingBy: trillionthsInUnit)
        return Int128(rest < 0 ? units - 1 : units)
    }
}

extension MoneySum: CustomStringConvertible {
    /// Two decimals, further ones cut toward minus infinity.
    package var description: String { Ratio(hundredths, to: 100).text(decimals: 2) }
}
