extension JSONText {
    /// The decoded text of a string, nil for other kinds. A surrogate without its partner becomes U+FFFD.
    package var string: String? {
        decoded(.replacementCharacter).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The decoded bytes of a string, nil for other kinds: what identifies a name.
    ///
    /// UTF-8, except that a surrogate without its partner is kept as its three bytes (WTF-8), so that texts
    /// with different surrogates stay different.
    package var stringBytes: ArraySlice<UInt8>? { decoded(.itself) }

    /// Whether it is a string with half of a surrogate pair in it, which no text of ours can hold.
    package var hasLoneSurrogate: Bool {
        guard let bytes = stringBytes, self.bytes.contains(ASCII.backslash) else { return false }
        return !Array(bytes).span.isUTF8
    }

    private enum LoneSurrogate { case itself, replacementCharacter }

    private func decoded(_ loneSurrogate: LoneSurrogate) -> ArraySlice<UInt8>? {
        guard kind == .string else { return nil }
        let content = bytes.dropFirst().dropLast()
        guard content.contains(ASCII.backslash) else { return content }
        var decoded: [UInt8] = []
        decoded.reserveCapacity(content.count)
        var offset = content.startIndex
        while offset < content.endIndex {
            guard content[offset] == ASCII.backslash else {
                decoded.append(content[offset])
                offset += 1
                continue
            }
            if content[offset + 1] == UInt8(ascii: "u") {
                let escape = UnicodeEscape(in: content, at: offset)
                let isLone = escape.isLoneSurrogate && loneSurrogate == .replacementCharacter
                decoded.appendGeneralizedUTF8(isLone ? 0xFFFD : escape.codePoint)
                offset += escape.length
            } else {
                decoded.append(Self.character(escapedBy: content[offset + 1]))
                offset += 2
            }
        }
        return decoded[...]
    }

    private static func character(escapedBy letter: UInt8) -> UInt8 {
        switch letter {
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "r"): 0x0D
        default: letter
        }
    }
}
