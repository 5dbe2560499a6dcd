extension Span<UInt8> {
    /// The offset behind the number that begins at `start` (RFC 8259 section 6).
    @inline(__always)
    func endOfNumber(from start: Int) throws(JSONError) -> Int {
        var offset = byte(at: start) == UInt8(ascii: "-") ? start + 1 : start
        if byte(at: offset) == UInt8(ascii: "0") {
            offset += 1
        } else {
            offset = try endOfDigits(from: offset)
        }
        if byte(at: offset) == UInt8(ascii: ".") {
            offset = try endOfDigits(from: offset + 1)
        }
        guard byte(at: offset) | 0x20 == UInt8(ascii: "e") else { return offset }
        offset += 1
        if byte(at: offset) == UInt8(ascii: "+") || byte(at: offset) == UInt8(ascii: "-") { offset += 1 }
        return try endOfDigits(from: offset)
    }

    /// The offset behind one or more digits.
    @inline(__always)
    private func endOfDigits(from start: Int) throws(JSONError) -> Int {
        var offset = start
        while (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte(at: offset)) { offset += 1 }
        guard offset > start else { throw .malformed(offset: start) }
        return offset
    }
}
