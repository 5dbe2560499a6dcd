extension Span<UInt8> {
    /// Where a string ends, and whether its text is its bytes.
    struct StringEnd {
        /// Behind the closing quote.
        let offset: Int
        let hasEscapes: Bool
    }

    /// The end of the string whose opening quote stands at `start` (RFC 8259 section 7), its UTF-8 checked.
    @inline(__always)
    func endOfString(from start: Int) throws(JSONError) -> StringEnd {
        guard byte(at: start) == ASCII.quote else { throw .malformed(offset: start) }
        var offset = start + 1
        var hasEscapes = false
        while offset < count {
            switch self[offset] {
            case ASCII.quote:
                return StringEnd(offset: offset + 1, hasEscapes: hasEscapes)
            case ASCII.backslash:
                hasEscapes = true
                offset = try endOfEscape(from: offset)
            case 0x20..<0x80:
                offset += 1
            case 0x80...:
                offset = try endOfScalar(from: offset)
            default:
                throw .malformed(offset: offset)
            }
        }
        throw .malformed(offset: offset)
    }

    private func endOfEscape(from start: Int) throws(JSONError) -> Int {
        switch byte(at: start + 1) {
        case ASCII.quote, ASCII.backslash, UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return start + 2
        case UInt8(ascii: "u"):
            for offset in start + 2..<start + 6 where byte(at: offset).hexDigitValue == nil {
                throw .malformed(offset: offset)
            }
            return start + 6
        default:
            throw .malformed(offset: start + 1)
        }
    }

    var isUTF8: Bool {
        var offset = 0
        do throws(JSONError) {
            while offset < count { offset = self[offset] < 0x80 ? offset + 1 : try endOfScalar(from: offset) }
            return true
        } catch {
            return false
        }
    }

    /// The offset behind a scalar of two to four bytes: no overlong forms, no surrogates, nothing above
    /// U+10FFFF (Unicode table 3-7).
    private func endOfScalar(from start: Int) throws(JSONError) -> Int {
        let lead = self[start]
        let length: Int
        switch lead {
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF: length = 3
        case 0xF0...0xF4: length = 4
        default: throw .malformed(offset: start)
        }
        guard secondBytes(after: lead).contains(byte(at: start + 1)) else {
            throw .malformed(offset: start + 1)
        }
        for offset in start + 2..<Swift.max(start + 2, start + length)
        where !(0x80...0xBF).contains(byte(at: offset)) {
            throw .malformed(offset: offset)
        }
        return start + length
    }

    private func secondBytes(after lead: UInt8) -> ClosedRange<UInt8> {
        switch lead {
        case 0xE0: 0xA0...0xBF
        case 0xED: 0x80...0x9F
        case 0xF0: 0x90...0xBF
        case 0xF4: 0x80...0x8F
        default: 0x80...0xBF
        }
    }
}

extension UInt8 {
    /// The value of an ASCII hexadecimal digit of either case.
    var hexDigitValue: UInt32? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(self - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(self - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(self - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}
