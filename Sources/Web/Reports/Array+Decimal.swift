import Tracking

/// Numbers of a report in digits. Most of a grouped report's figures are zero, and nearly all the others are
/// small: both are written without making a String.
extension [UInt8] {
    mutating func appendInteger(_ number: Int64) {
        if number < 0 { append(UInt8(ascii: "-")) }
        appendDigits(number.magnitude, minimumCount: 1)
    }

    /// Two decimals, as `MoneySum.description` has them.
    mutating func appendDecimal(_ amount: MoneySum) {
        guard let hundredths = Int64(exactly: amount.hundredths) else {
            self += amount.description.utf8
            return
        }
        appendDecimal(hundredths, inUnitsOfOne: 100, decimals: 2)
    }

    /// As many decimals, further ones cut toward minus infinity, as `Ratio.text` has them.
    mutating func appendDecimal(_ ratio: Ratio, decimals: Int) {
        let scale = (0..<decimals).reduce(Int64(1)) { scale, _ in scale * 10 }
        guard let value = ratio.quicklyScaled(by: scale) ?? Int64(exactly: ratio.scaled(by: Int128(scale)))
        else {
            self += ratio.text(decimals: decimals).utf8
            return
        }
        appendDecimal(value, inUnitsOfOne: scale, decimals: decimals)
    }

    private mutating func appendDecimal(_ value: Int64, inUnitsOfOne scale: Int64, decimals: Int) {
        if value < 0 { append(UInt8(ascii: "-")) }
        let (whole, fraction) = value.magnitude.quotientAndRemainder(dividingBy: scale.magnitude)
        appendDigits(whole, minimumCount: 1)
        append(UInt8(ascii: "."))
        appendDigits(fraction, minimumCount: decimals)
    }

    private mutating func appendDigits(_ number: UInt64, minimumCount: Int) {
        let start = count
        var rest = number
        while rest > 0 || count - start < minimumCount {
            append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        }
        self[start...].reverse()
    }
}

extension Ratio {
    /// What `scaled(by:)` is, as long as 64 bits are enough, which are divided much faster; else nil.
    fileprivate func quicklyScaled(by scale: Int64) -> Int64? {
        guard divisor != 0 else { return 0 }
        guard let dividend = Int64(exactly: dividend), let divisor = Int64(exactly: divisor) else {
            return nil
        }
        let (scaled, overflows) = dividend.multipliedReportingOverflow(by: scale)
        guard !overflows else { return nil }
        let (value, rest) = scaled.quotientAndRemainder(dividingBy: divisor)
        return rest < 0 ? value - 1 : value
    }
}
