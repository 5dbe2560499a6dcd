/// Scanning: where a JSON value ends. Nothing is built; the grammar is RFC 8259's, to the letter.
extension Span<UInt8> {
    /// The byte at an offset; 0 past the end, which fits nowhere in the grammar.
    @inline(__always)
    func byte(at offset: Int) -> UInt8 {
        offset < count ? self[offset] : 0
    }

    func hasSameBytes(as other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        for offset in 0..<count where self[offset] != other[offset] { return false }
        return true
    }

    /// The first offset from the given one that holds no white space (section 2).
    @inline(__always)
    func offsetAfterWhiteSpace(from start: Int) -> Int {
        var offset = start
        while true {
            switch byte(at: offset) {
            case 0x20, 0x09, 0x0A, 0x0D: offset += 1
            default: return offset
            }
        }
    }

    /// The offset behind the value that begins exactly at `start`, inside `outerLevel` containers.
    func endOfValue(from start: Int, outerLevel: Int = 0) throws(JSONError) -> Int {
        switch byte(at: start) {
        case ASCII.openBrace, ASCII.openBracket: try endOfContainer(from: start, outerLevel: outerLevel)
        default: try endOfScalarValue(from: start)
        }
    }

    /// The offset behind a string, number or literal.
    @inline(__always)
    private func endOfScalarValue(from start: Int) throws(JSONError) -> Int {
        switch byte(at: start) {
        case ASCII.quote: try endOfString(from: start).offset
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try endOfNumber(from: start)
        case UInt8(ascii: "t"): try endOfLiteral("true", from: start)
        case UInt8(ascii: "f"): try endOfLiteral("false", from: start)
        case UInt8(ascii: "n"): try endOfLiteral("null", from: start)
        default: throw .malformed(offset: start)
        }
    }

    private func endOfLiteral(_ literal: String, from start: Int) throws(JSONError) -> Int {
        var offset = start
        for byte in literal.utf8 {
            guard self.byte(at: offset) == byte else { throw .malformed(offset: offset) }
            offset += 1
        }
        return offset
    }

    /// The offset behind an array or object, by a loop: depth costs no stack.
    private func endOfContainer(from start: Int, outerLevel: Int) throws(JSONError) -> Int {
        var containers = OpenContainers(outerLevel: outerLevel)
        var offset = start
        while true {
            switch byte(at: offset) {
            case ASCII.openBrace:
                try containers.open(isObject: true)
                offset = offsetAfterWhiteSpace(from: offset + 1)
                if byte(at: offset) != ASCII.closeBrace {
                    offset = try startOfMemberValue(nameAt: offset)
                    continue
                }
            case ASCII.openBracket:
                try containers.open(isObject: false)
                offset = offsetAfterWhiteSpace(from: offset + 1)
                if byte(at: offset) != ASCII.closeBracket { continue }
            default:
                offset = offsetAfterWhiteSpace(from: try endOfScalarValue(from: offset))
            }
            offset = try offsetAfterClosing(&containers, at: offset)
            if containers.isEmpty { return offset }
            offset = try startOfNextValue(isMember: containers.innermostIsObject, commaAt: offset)
        }
    }

    /// Closes all containers that end here: the offset behind the outermost one, or that of the byte that
    /// must be a comma.
    @inline(__always)
    private func offsetAfterClosing(
        _ containers: inout OpenContainers, at start: Int
    ) throws(JSONError) -> Int {
        var offset = start
        while true {
            let closing = containers.innermostIsObject ? ASCII.closeBrace : ASCII.closeBracket
            guard byte(at: offset) == closing else { return offset }
            containers.close()
            if containers.isEmpty { return offset + 1 }
            offset = offsetAfterWhiteSpace(from: offset + 1)
        }
    }

    @inline(__always)
    private func startOfNextValue(isMember: Bool, commaAt offset: Int) throws(JSONError) -> Int {
        guard byte(at: offset) == ASCII.comma else { throw .malformed(offset: offset) }
        let next = offsetAfterWhiteSpace(from: offset + 1)
        return isMember ? try startOfMemberValue(nameAt: next) : next
    }

    private func startOfMemberValue(nameAt start: Int) throws(JSONError) -> Int {
        try startOfMemberValue(afterNameEndingAt: endOfString(from: start).offset)
    }

    /// The offset of the value behind a name and its colon.
    @inline(__always)
    func startOfMemberValue(afterNameEndingAt end: Int) throws(JSONError) -> Int {
        let colon = offsetAfterWhiteSpace(from: end)
        guard byte(at: colon) == ASCII.colon else { throw .malformed(offset: colon) }
        return offsetAfterWhiteSpace(from: colon + 1)
    }
}
