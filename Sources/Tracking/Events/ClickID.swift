import JSON

/// Identity of one visitor journey: the UUID that a click, its lead and its postbacks share.
///
/// All accepted spellings are one identity; `description` is the canonical lower-case form.
package struct ClickID: Hashable, Sendable {
    /// The 16 bytes of the UUID in network order (RFC 9562 section 4), as two big-endian halves.
    package let high: UInt64
    package let low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Reads the text of a click id: 32 hexadecimal digits of either case, with the four hyphens or without
    /// any; as they are, in braces, or behind `urn:uuid:`; ASCII white space around.
    ///
    /// - Returns: nil for everything else.
    package init?(_ text: ArraySlice<UInt8>) {
        var digits = text.trimmingASCIIWhiteSpace()
        if digits.first == UInt8(ascii: "{") {
            guard digits.last == UInt8(ascii: "}") else { return nil }
            digits = digits.dropFirst().dropLast()
        } else if digits.starts(with: Self.urnPrefix) {
            digits = digits.dropFirst(Self.urnPrefix.count)
        }
        self.init(digits: digits)
    }

    package init?(_ text: String) {
        self.init(Array(text.utf8)[...])
    }

    /// Reads the value of a `clickId` field.
    package init(_ value: JSONText) throws(FieldProblem) {
        guard value.kind != .null else { throw .null }
        guard let text = value.stringBytes, let clickID = ClickID(text) else { throw .notUUID }
        self = clickID
    }

    private static let urnPrefix = Array("urn:uuid:".utf8)

    private init?(digits: ArraySlice<UInt8>) {
        let hasHyphens = digits.count == 36
        guard hasHyphens || digits.count == 32 else { return nil }
        var high: UInt64 = 0
        var low: UInt64 = 0
        for (position, byte) in digits.enumerated() {
            if hasHyphens, position == 8 || position == 13 || position == 18 || position == 23 {
                guard byte == UInt8(ascii: "-") else { return nil }
                continue
            }
            guard let digit = byte.hexDigitValue else { return nil }
            high = high << 4 | low >> 60
            low = low << 4 | UInt64(digit)
        }
        self.init(high: high, low: low)
    }
}
