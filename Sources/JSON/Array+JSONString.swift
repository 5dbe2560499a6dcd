extension [UInt8] {
    /// Appends UTF-8 as a JSON string, escaping only what RFC 8259 section 7 asks for.
    mutating func appendJSONString(_ text: [UInt8]) {
        append(ASCII.quote)
        let bytes = text.span
        // What needs no escape is copied at once.
        var start = 0
        for offset in bytes.indices where Self.needsEscape(bytes[offset]) {
            if start < offset { append(contentsOf: text[start..<offset]) }
            append(contentsOf: Self.escape(of: bytes[offset]))
            start = offset + 1
        }
        append(contentsOf: text[start...])
        append(ASCII.quote)
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == ASCII.quote || byte == ASCII.backslash
    }

    /// How many bytes `appendJSONString` makes of these.
    var lengthAsJSONString: Int {
        let bytes = span
        var length = count + 2
        for offset in bytes.indices where Self.needsEscape(bytes[offset]) {
            length += Self.escape(of: bytes[offset]).count - 1
        }
        return length
    }

    private static func escape(of byte: UInt8) -> [UInt8] {
        switch byte {
        case ASCII.quote: escapedQuote
        case ASCII.backslash: escapedBackslash
        default: controlEscapes[Int(byte)]
        }
    }

    private static let escapedQuote: [UInt8] = [ASCII.backslash, ASCII.quote]
    private static let escapedBackslash: [UInt8] = [ASCII.backslash, ASCII.backslash]

    /// Of U+0000 to U+001F.
    private static let controlEscapes = (UInt8(0)..<0x20).map { byte in
        switch byte {
        case 0x08: Array("\\b".utf8)
        case 0x09: Array("\\t".utf8)
        case 0x0A: Array("\\n".utf8)
        case 0x0C: Array("\\f".utf8)
        case 0x0D: Array("\\r".utf8)
        default: Array((byte < 0x10 ? "\\u000" : "\\u00").utf8) + Array(String(byte, radix: 16).utf8)
        }
    }
}
