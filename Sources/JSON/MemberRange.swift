/// Where one member of an object stands in its document.
struct MemberRange {
    /// With the quotes.
    var name: Range<Int>
    var value: Range<Int>
    var nameHasEscapes: Bool

    init(name: Range<Int>, value: Range<Int>, nameHasEscapes: Bool) {
        self.name = name
        self.value = value
        self.nameHasEscapes = nameHasEscapes
    }

    /// Writes a member's texts at the end of a document.
    init(appending member: JSONObject.Member, to document: inout [UInt8]) {
        let start = document.count
        document.append(contentsOf: member.name.bytes)
        let middle = document.count
        document.append(contentsOf: member.value.bytes)
        name = start..<middle
        value = middle..<document.count
        nameHasEscapes = member.name.bytes.contains(ASCII.backslash)
    }

    func nameText(in document: [UInt8]) -> JSONText { JSONText(valid: document[name]) }
    func valueText(in document: [UInt8]) -> JSONText { JSONText(valid: document[value]) }

    /// The decoded bytes of the name.
    func nameBytes(in document: [UInt8]) -> ArraySlice<UInt8> {
        nameHasEscapes
            ? nameText(in: document).stringBytes ?? []
            : document[name].dropFirst().dropLast()
    }

    /// Whether the decoded name has these bytes.
    func hasName(_ other: Span<UInt8>, in document: [UInt8]) -> Bool {
        hasName(other, in: document.span)
    }

    func hasName(_ other: Span<UInt8>, in document: Span<UInt8>) -> Bool {
        guard nameHasEscapes else {
            return document.extracting(name.lowerBound + 1..<name.upperBound - 1).hasSameBytes(as: other)
        }
        // An escape has at most six bytes for each that it stands for, and a pair of them twelve for four.
        guard (other.count...6 * other.count).contains(name.count - 2) else { return false }
        let decoded = JSONText(valid: Array(copying: document.extracting(name))[...]).stringBytes
        return decoded?.span.hasSameBytes(as: other) ?? false
    }

    /// Whether both names are the same bytes in the document.
    func hasSpelling(of other: MemberRange, in document: [UInt8]) -> Bool {
        document.span.extracting(name).hasSameBytes(as: document.span.extracting(other.name))
    }
}
