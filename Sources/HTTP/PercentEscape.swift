/// The three bytes `%41` that stand for one (RFC 3986 section 2.1).
enum PercentEscape {
    static let length = 3

    /// The byte that an escape at `offset` stands for; nil when no valid escape begins there.
    static func byte(at offset: Int, in text: Span<UInt8>) -> UInt8? {
        guard offset + 2 < text.count, text[offset] == UInt8(ascii: "%"),
            let high = hexDigit(text[offset + 1]), let low = hexDigit(text[offset + 2])
        else { return nil }
        return high << 4 | low
    }

    /// Spells a byte as an escape, in capitals.
    static func append(_ byte: UInt8, to text: inout [UInt8]) {
        text.append(UInt8(ascii: "%"))
        text.append(digit(byte >> 4))
        text.append(digit(byte & 0xF))
    }

    private static func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
    }
}

extension UInt8 {
    /// A character that means itself in any part of an address (RFC 3986 section 2.3).
    var isUnreserved: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "_"), UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
