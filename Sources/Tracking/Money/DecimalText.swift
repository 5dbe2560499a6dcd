import JSON

/// The exact value of a decimal text: an integer times a power of ten, of any size.
struct DecimalText {
    let isNegative: Bool
    /// Neither leading nor trailing zeros; empty for zero.
    private let digits: [UInt8]
    /// The power of ten of the last digit.
    private let exponent: Int

    /// Far beyond any text's number of digits, and far from overflow.
    private static let extremeExponent = 1_000_000_000_000_000

    /// Reads a JSON number.
    init?(number: JSONText) {
        guard number.kind == .number else { return nil }
        self.init(valid: number.bytes)
    }

    /// Reads a text of ASCII digits, perhaps with a point and more digits; ASCII white space around is
    /// ignored.
    init?(plain text: ArraySlice<UInt8>, allowsFraction: Bool) {
        let trimmed = text.trimmingASCIIWhiteSpace()
        let parts = trimmed.split(
            separator: UInt8(ascii: "."), maxSplits: allowsFraction ? 1 : 0, omittingEmptySubsequences: false)
        guard parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isASCIIDigit) }) else { return nil }
        self.init(valid: trimmed)
    }

    /// Reads a text that has the grammar of a JSON number, leading zeros allowed.
    private init(valid text: ArraySlice<UInt8>) {
        isNegative = text.first == UInt8(ascii: "-")
        let end = text.firstIndex { $0 | 0x20 == UInt8(ascii: "e") } ?? text.endIndex
        let mantissa = text[..<end].drop { $0 == UInt8(ascii: "-") }
        let fraction = mantissa.drop { $0 != UInt8(ascii: ".") }.dropFirst()
        let significant = mantissa.filter(\.isASCIIDigit).drop { $0 == UInt8(ascii: "0") }
        let trailingZeros = significant.reversed().prefix { $0 == UInt8(ascii: "0") }.count
        digits = Array(significant.dropLast(trailingZeros))
        exponent = Self.exponent(text[end...].dropFirst()) - fraction.count + trailingZeros
    }

    /// The value of a signed exponent, held at an extreme one instead of overflowing.
    private static func exponent(_ text: ArraySlice<UInt8>) -> Int {
        var exponent = 0
        for byte in text where byte.isASCIIDigit {
            exponent = min(exponent * 10 + Int(byte - UInt8(ascii: "0")), extremeExponent)
        }
        return text.first == UInt8(ascii: "-") ? -exponent : exponent
    }

    var isZero: Bool { digits.isEmpty }
    var isInteger: Bool { isZero || exponent >= 0 }

    /// Of the value, those that are needed: none of `10.00`, five of `1e-5`.
    var decimalCount: Int { isZero ? 0 : max(0, -exponent) }

    /// The magnitude in units of a power of ten, what is smaller cut off; nil when it has more digits than any number of
    /// the type may.
    func magnitude<Number: FixedWidthInteger>(inUnitsOf unit: Int) -> Number? {
        let count = digits.count + exponent - unit
        guard !isZero, count > 0 else { return 0 }
        guard count <= Number.safeDigitCount else { return nil }
        var magnitude: Number = 0
        for position in 0..<count {
            let digit = position < digits.count ? digits[position] - UInt8(ascii: "0") : 0
            magnitude = magnitude * 10 + Number(digit)
        }
        return magnitude
    }
}

extension FixedWidthInteger {
    /// All numbers of so many decimal digits fit: 18 in 64 bits, 38 in 128.
    fileprivate static var safeDigitCount: Int { (bitWidth - 1) * 3 / 10 }
}
