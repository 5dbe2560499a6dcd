/// A sum or a difference of amounts, in 1/100,000 of a currency unit; no number of amounts overflows it.
package struct MoneySum: Hashable, Comparable, Sendable {
    package var hundredThousandths: Int128

    package static let zero = MoneySum(hundredThousandths: 0)

    package init(hundredThousandths: Int128) {
        self.hundredThousandths = hundredThousandths
    }

    package init(_ money: Money) {
        self.init(hundredThousandths: Int128(money.hundredThousandths))
    }

    package static func < (left: MoneySum, right: MoneySum) -> Bool {
        left.hundredThousandths < right.hundredThousandths
    }

    package static func + (left: MoneySum, right: MoneySum) -> MoneySum {
        MoneySum(hundredThousandths: left.hundredThousandths + right.hundredThousandths)
    }

    package static func - (left: MoneySum, right: MoneySum) -> MoneySum {
        MoneySum(hundredThousandths: left.hundredThousandths - right.hundredThousandths)
    }

    package static func += (left: inout MoneySum, right: MoneySum) {
        left.hundredThousandths += right.hundredThousandths
    }
}

extension MoneySum: CustomStringConvertible {
    /// Two decimals, further ones cut toward minus infinity.
    package var description: String {
        Ratio(hundredThousandths, to: Self.unit).text(decimals: 2)
    }

    static let unit = Int128(Money.unit)
}
