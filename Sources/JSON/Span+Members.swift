extension Span<UInt8> {
    /// The members of the object that is this document, in order, repeated names included; at most so many.
    ///
    /// - Throws: `tooManyMembers` at the first one too many: what follows is not looked at.
    func memberRanges(limit: Int = .max) throws(JSONError) -> [MemberRange] {
        var ranges: [MemberRange] = []
        ranges.reserveCapacity(Swift.min(limit, 16))
        try forEachMember { range throws(JSONError) in
            guard ranges.count < limit else { throw .tooManyMembers }
            ranges.append(range)
        }
        return ranges
    }

    /// Calls `body` with each member of the object that is this document, in order, repeated names included.
    func forEachMember(_ body: (MemberRange) throws(JSONError) -> Void) throws(JSONError) {
        let start = offsetAfterWhiteSpace(from: 0)
        guard byte(at: start) == ASCII.openBrace else {
            try requireEnd(after: endOfValue(from: start))
            throw .notAnObject
        }
        var offset = offsetAfterWhiteSpace(from: start + 1)
        if byte(at: offset) != ASCII.closeBrace {
            while true {
                let range = try memberRange(from: offset)
                try body(range)
                offset = offsetAfterWhiteSpace(from: range.value.upperBound)
                guard byte(at: offset) == ASCII.comma else { break }
                offset = offsetAfterWhiteSpace(from: offset + 1)
            }
            guard byte(at: offset) == ASCII.closeBrace else { throw .malformed(offset: offset) }
        }
        try requireEnd(after: offset + 1)
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
