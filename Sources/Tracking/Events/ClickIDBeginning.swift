/// The first digits of a click id, as somebody has copied them.
package struct ClickIDBeginning: Hashable, Sendable {
    /// The lowest click id that begins so, and the highest.
    package let first: ClickID
    package let last: ClickID

    private static let digitCount = 32
    /// Far more than the longest spelling of a whole one.
    private static let maximumByteCount = 100

    /// Reads 1 to 31 hexadecimal digits of either case. Hyphens, wherever they are, count for nothing, nor do white space
    /// around it and what stands before the digits of a whole one: `{`, `urn:uuid:`.
    ///
    /// - Returns: nil for everything else, a whole click id included.
    package init?(_ text: String) {
        guard text.utf8.count <= Self.maximumByteCount else { return nil }
        var bytes = Array(text.utf8)[...].trimmingASCIIWhiteSpace()
        if bytes.first == UInt8(ascii: "{") { bytes = bytes.dropFirst() }
        if bytes.starts(with: "urn:uuid:".utf8) { bytes = bytes.dropFirst("urn:uuid:".utf8.count) }
        let digits = bytes.filter { $0 != UInt8(ascii: "-") }.map(\.hexDigitValue)
        guard (1..<Self.digitCount).contains(digits.count) else { return nil }
        let known = digits.compactMap { $0 }
        guard known.count == digits.count else { return nil }
        let missing = Self.digitCount - known.count
        first = ClickID(digits: known + Array(repeating: 0, count: missing))
        last = ClickID(digits: known + Array(repeating: 15, count: missing))
    }
}

extension ClickID {
    fileprivate init(digits: [UInt8]) {
        let halves = [digits.prefix(16), digits.dropFirst(16)].map { half in
            half.reduce(UInt64(0)) { $0 << 4 | UInt64($1) }
        }
        self.init(high: halves[0], low: halves[1])
    }
}
