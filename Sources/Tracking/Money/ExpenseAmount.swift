import JSON

/// An amount of expenses: the number that somebody wrote, and its exact value.
///
/// Forms are filled from it and saved again, so the number's text stays as it was sent.
package struct ExpenseAmount: Hashable, Sendable {
    /// A JSON number.
    package let text: String
    package let value: MoneySum

    /// In bytes.
    package static let maximumTextCount = 40
    /// Of the value: those of `1.50e-2` are three.
    package static let maximumDecimalCount = 12
    /// In 10^-12: ten thousand million units, as for the cost of a campaign.
    private static let limit: Int128 = 10_000_000_000_000_000_000_000

    /// Reads a number in any spelling, 0 ... 9999999999.999999999999.
    package init(_ number: JSONText) throws(FieldProblem) {
        guard number.kind != .null else { throw .null }
        guard let decimal = DecimalText(number: number) else { throw .notNumber }
        guard decimal.isZero || !decimal.isNegative else { throw .negative }
        guard number.bytes.count <= Self.maximumTextCount else {
            throw .tooLong(maximum: Self.maximumTextCount)
        }
        let trillionths: Int128? = decimal.magnitude(inUnitsOf: -Self.maximumDecimalCount)
        guard let trillionths, trillionths < Self.limit else { throw .numberTooLarge }
        guard decimal.decimalCount <= Self.maximumDecimalCount else {
            throw .tooManyDecimals(maximum: Self.maximumDecimalCount)
        }
        text = String(decoding: number.bytes, as: UTF8.self)
        value = MoneySum(trillionths: trillionths)
    }

    /// - Returns: nil for what was never stored.
    package init?(stored text: String) {
        guard let amount = try? ExpenseAmount(JSONText(parsing: Array(text.utf8))) else { return nil }
        self = amount
    }
}
