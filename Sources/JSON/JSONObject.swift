/// A JSON object whose members are kept as exact text, in order.
///
/// Of members with the same name, compared by decoded bytes, the last value counts and stands in the place of
/// the first. What is inside a value is never looked at.
package struct JSONObject: Sendable {
    /// Name and value, each in its exact spelling.
    package struct Member: Sendable, Hashable {
        package let name: JSONText
        package let value: JSONText

        package init(name: JSONText, value: JSONText) {
            self.name = name
            self.value = value
        }
    }

    private let document: [UInt8]
    private let ranges: [MemberRange]

    /// Reads a document whose top level is an object with at most so many members, repeated ones included.
    ///
    /// - Throws: `notAnObject` only when the document is valid JSON; `tooManyMembers` when it is so far.
    package init(parsing document: [UInt8], memberLimit: Int = .max) throws(JSONError) {
        self.document = document
        ranges = try document.span.memberRanges(limit: memberLimit).withoutRepeatedNames(in: document)
    }

    package init(_ members: [Member]) {
        var document: [UInt8] = []
        var ranges: [MemberRange] = []
        ranges.reserveCapacity(members.count)
        for member in members {
            ranges.append(MemberRange(appending: member, to: &document))
        }
        self.document = document
        self.ranges = ranges.withoutRepeatedNames(in: document)
    }

    package var members: [Member] {
        ranges.map { Member(name: $0.nameText(in: document), value: $0.valueText(in: document)) }
    }

    /// The value of the member with this name, compared by UTF-8 bytes: no two spellings of a letter are
    /// equal.
    package subscript(_ name: String) -> JSONText? {
        value(named: name.utf8.span)
    }

    /// The value of the member whose decoded name has these bytes.
    package subscript(bytes name: [UInt8]) -> JSONText? {
        value(named: name.span)
    }

    /// The value of a member in an object's text, whose decoded name has these bytes; nil also for what is no object.
    ///
    /// Reads the text where it is, and keeps nothing else of it: a whole object costs three times as much.
    package static func value(bytes name: [UInt8], in text: String) -> JSONText? {
        let document = text.utf8.span
        var value: Range<Int>?
        do throws(JSONError) {
            try document.forEachMember { member throws(JSONError) in
                if member.hasName(name.span, in: document) { value = member.value }
            }
        } catch {
            return nil
        }
        return value.map { JSONText(valid: Array(copying: document.extracting($0))[...]) }
    }

    private func value(named name: Span<UInt8>) -> JSONText? {
        for range in ranges where range.hasName(name, in: document) {
            return range.valueText(in: document)
        }
        return nil
    }

    /// The exact text of the object without some of its members and without white space between the others.
    package func text(without names: [String] = []) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(document.count + 2)
        text.append(ASCII.openBrace)
        for range in ranges
        where !names.contains(where: { range.hasName($0.utf8.span, in: document) }) {
            if text.count > 1 { text.append(ASCII.comma) }
            text.append(contentsOf: document[range.name])
            text.append(ASCII.colon)
            text.append(contentsOf: document[range.value])
        }
        text.append(ASCII.closeBrace)
        return String(decoding: text, as: UTF8.self)
    }
}
