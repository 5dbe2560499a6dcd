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
        appendDecimal(Ratio(amount.hundredThousandths, to: 100_000), decimals: 2)
    }

    /// As many decimals, further ones cut toward minus infinity, as `Ratio.text` has them.
    mutating func appendDecimal(_ ratio: Ratio, decimals: Int) {
        guard let dividend = Int64(exactly: ratio.dividend), let divisor = Int64(exactly: ratio.divisor)
        else {
            self += ratio.text(decimals: decimals).utf8
            return
        }
        let scale = (0..<decimals).reduce(Int64(1)) { scale, _ in scale * 10 }
        let (scaled, overflows) = dividend.multipliedReportingOverflow(by: scale)
        guard !overflows else {
            self += ratio.text(decimals: decimals).utf8
            return
        }
        var (value, rest) = divisor == 0 ? (0, 0) : scaled.quotientAndRemainder(dividingBy: divisor)
        if rest < 0 { value -= 1 }
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
