extension Span<UInt8> {
    /// The members of the object that is this document, in order, repeated names included.
    func memberRanges() throws(JSONError) -> [MemberRange] {
        let start = offsetAfterWhiteSpace(from: 0)
        guard byte(at: start) == ASCII.openBrace else {
            try requireEnd(after: endOfValue(from: start))
            throw .notAnObject
        }
        var ranges: [MemberRange] = []
        var offset = offsetAfterWhiteSpace(from: start + 1)
        if byte(at: offset) != ASCII.closeBrace {
            ranges.reserveCapacity(16)
            while true {
                let range = try memberRange(from: offset)
                ranges.append(range)
                offset = offsetAfterWhiteSpace(from: range.value.upperBound)
                guard byte(at: offset) == ASCII.comma else { break }
                offset = offsetAfterWhiteSpace(from: offset + 1)
            }
            guard byte(at: offset) == ASCII.closeBrace else { throw .malformed(offset: offset) }
        }
        try requireEnd(after: offset + 1)
        return ranges
    }

    private func memberRange(from start: Int) throws(JSONError) -> MemberRange {
        let nameEnd = try endOfString(from: start)
        let valueStart = try startOfMemberValue(afterNameEndingAt: nameEnd.offset)
        let valueEnd = try endOfValue(from: valueStart, outerLevel: 1)
        return MemberRange(
            name: start..<nameEnd.offset, value: valueStart..<valueEnd, nameHasEscapes: nameEnd.hasEscapes)
    }

    /// Nothing but white space may follow the top-level value.
    func requireEnd(after offset: Int) throws(JSONError) {
        let rest = offsetAfterWhiteSpace(from: offset)
        guard rest == count else { throw .malformed(offset: rest) }
    }
}
