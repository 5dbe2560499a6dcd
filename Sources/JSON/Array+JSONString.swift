extension [UInt8] {
    /// Appends UTF-8 as a JSON string, escaping only what RFC 8259 section 7 asks for.
    mutating func appendJSONString(_ text: Span<UInt8>) {
        append(ASCII.quote)
        for offset in text.indices {
            let byte = text[offset]
            switch byte {
            case ASCII.quote, ASCII.backslash:
                append(ASCII.backslash)
                append(byte)
            case 0..<0x20:
                appendControlCharacter(byte)
            default:
                append(byte)
            }
        }
        append(ASCII.quote)
    }

    private mutating func appendControlCharacter(_ byte: UInt8) {
        switch byte {
        case 0x08: append(contentsOf: "\\b".utf8)
        case 0x09: append(contentsOf: "\\t".utf8)
        case 0x0A: append(contentsOf: "\\n".utf8)
        case 0x0C: append(contentsOf: "\\f".utf8)
        case 0x0D: append(contentsOf: "\\r".utf8)
        default:
            append(contentsOf: byte < 0x10 ? "\\u000".utf8 : "\\u00".utf8)
            append(contentsOf: String(byte, radix: 16).utf8)
        }
    }
}
