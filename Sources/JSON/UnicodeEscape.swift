/// One escape by code, as in `\u00e9`, or two that form a surrogate pair (RFC 8259 section 7).
struct UnicodeEscape {
    let codePoint: UInt32
    /// How many bytes the escape takes: 6, or 12 for a pair.
    let length: Int

    /// Reads the escape whose backslash stands at `offset` in the content of a valid string.
    init(in content: ArraySlice<UInt8>, at offset: Int) {
        let first = Self.codeUnit(in: content, at: offset)
        guard (0xD800...0xDBFF).contains(first), offset + 12 <= content.endIndex,
            content[offset + 6] == ASCII.backslash, content[offset + 7] == UInt8(ascii: "u"),
            case let second = Self.codeUnit(in: content, at: offset + 6),
            (0xDC00...0xDFFF).contains(second)
        else {
            codePoint = first
            length = 6
            return
        }
        codePoint = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
        length = 12
    }

    var isLoneSurrogate: Bool { (0xD800...0xDFFF).contains(codePoint) }

    private static func codeUnit(in content: ArraySlice<UInt8>, at offset: Int) -> UInt32 {
        var unit: UInt32 = 0
        for place in offset + 2..<offset + 6 { unit = unit << 4 | (content[place].hexDigitValue ?? 0) }
        return unit
    }
}

extension [UInt8] {
    /// Appends a code point in UTF-8's scheme, surrogates included.
    mutating func appendGeneralizedUTF8(_ codePoint: UInt32) {
        func continuation(_ shift: UInt32) -> UInt8 { 0x80 | UInt8(codePoint >> shift & 0x3F) }
        switch codePoint {
        case ..<0x80:
            append(UInt8(codePoint))
        case ..<0x800:
            append(0xC0 | UInt8(codePoint >> 6))
            append(continuation(0))
        case ..<0x10000:
            append(0xE0 | UInt8(codePoint >> 12))
            append(continuation(6))
            append(continuation(0))
        default:
            append(0xF0 | UInt8(codePoint >> 18))
            append(continuation(12))
            append(continuation(6))
            append(continuation(0))
        }
    }
}
