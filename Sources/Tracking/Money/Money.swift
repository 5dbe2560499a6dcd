import JSON

/// An exact amount in 1/100,000 of a currency unit; never binary floating point.
package struct Money: Hashable, Comparable, Sendable {
    package let hundredThousandths: Int64

    package init(hundredThousandths: Int64) {
        self.hundredThousandths = hundredThousandths
    }

    package static func < (left: Money, right: Money) -> Bool {
        left.hundredThousandths < right.hundredThousandths
    }
}

/// Reading and showing.
extension Money {
    private static let hundredth: Int64 = 1000
    /// One unit of a currency.
    package static let unit: Int64 = 100_000
    /// Amounts stay under ten thousand million units: 9999999999.99 is the largest cost of a campaign.
    private static let limit: Int64 = 1_000_000_000_000_000

    /// Reads the value of a `costValue` field: a number in any spelling, or a string of digits with at most
    /// one point between them, ASCII white space around it; 0 ... 9999999999.99. Decimals after the second
    /// are cut.
    package init(_ value: JSONText) throws(FieldProblem) {
        guard value.kind != .null else { throw .null }
        let decimal =
            if let text = value.stringBytes {
                DecimalText(plain: text, allowsFraction: true)
            } else {
                DecimalText(number: value)
            }
        guard let decimal else { throw .notNumber }
        guard decimal.isZero || !decimal.isNegative else { throw .negative }
        let amount: Int64? = decimal.magnitude(inUnitsOf: -5)
        guard let amount, amount < Self.limit else { throw .numberTooLarge }
        self.init(hundredThousandths: amount - amount % Self.hundredth)
    }
}

extension Money: CustomStringConvertible {
    /// Two decimals, further ones cut toward minus infinity: `10.00`, and `-0.01` for a ten-thousandth less
    /// than 0.
    package var description: String {
        let remainder = hundredThousandths % Self.hundredth
        let hundredths = hundredThousandths / Self.hundredth - (remainder < 0 ? 1 : 0)
        let (units, cents) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
        return "\(hundredths < 0 ? "-" : "")\(units).\(cents < 10 ? "0" : "")\(cents)"
    }
}
