/// A quotient of two integers, exact until it is shown; 0 when the divisor is 0.
package struct Ratio: Hashable, Sendable {
    package let dividend: Int128
    /// Never negative.
    package let divisor: Int128

    package init(_ dividend: Int128, to divisor: Int128) {
        self.dividend = divisor < 0 ? -dividend : dividend
        self.divisor = divisor < 0 ? -divisor : divisor
    }

    /// A JSON number with just so many decimals, further ones cut toward minus infinity.
    package func text(decimals: Int) -> String {
        let scale = (0..<decimals).reduce(Int128(1)) { scale, _ in scale * 10 }
        let value = scaled(by: scale)
        let (whole, fraction) = value.magnitude.quotientAndRemainder(dividingBy: scale.magnitude)
        let digits = String(fraction)
        let point = decimals > 0 ? "." + String(repeating: "0", count: decimals - digits.count) + digits : ""
        return "\(value < 0 ? "-" : "")\(whole)\(point)"
    }

    /// The quotient in units of one `scale`th, cut toward minus infinity.
    package func scaled(by scale: Int128) -> Int128 {
        guard divisor != 0 else { return 0 }
        // Long division, since the dividend times the scale may not fit.
        let (whole, rest) = dividend.quotientAndRemainder(dividingBy: divisor)
        let (part, left) = (rest * scale).quotientAndRemainder(dividingBy: divisor)
        return whole * scale + part - (left < 0 ? 1 : 0)
    }
}
