import JSON
import Tracking

extension Money {
    private static let decimals = 5

    /// Reads an amount of expenses: a number, 0 ... 9999999999.99, exact to 1/100,000: it is only cut to hundredths
    /// when it is shown.
    init(expense value: JSONText) throws(FieldProblem) {
        guard value.kind != .string else { throw .notNumber }
        // Refuses what no amount may be, so that below few digits are left before the point.
        _ = try Money(value)
        let end = value.bytes.firstIndex { $0 | 0x20 == UInt8(ascii: "e") } ?? value.bytes.endIndex
        let mantissa = value.bytes[..<end]
        let fraction = mantissa.drop { $0 != UInt8(ascii: ".") }.dropFirst()
        let digits = mantissa.filter { $0 >= UInt8(ascii: "0") }.drop { $0 == UInt8(ascii: "0") }
        guard !digits.isEmpty else {
            self.init(hundredThousandths: 0)
            return
        }
        let zeroCount = Self.exponent(value.bytes[end...].dropFirst()) - fraction.count + Self.decimals
        let shown =
            digits.dropLast(max(0, -zeroCount)) + repeatElement(UInt8(ascii: "0"), count: max(0, zeroCount))
        self.init(hundredThousandths: shown.reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) })
    }

    /// The value of an exponent; of one that is too long for any amount but a tiny one, a very negative number.
    private static func exponent(_ text: ArraySlice<UInt8>) -> Int {
        guard !text.isEmpty else { return 0 }
        return Int(String(decoding: text, as: UTF8.self)) ?? -1_000_000_000
    }
}
