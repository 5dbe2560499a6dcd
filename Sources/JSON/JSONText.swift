/// The exact text of one valid JSON value, without white space around it.
///
/// Equal means the same bytes: `1` and `1.0`, or two spellings of a string, are different texts.
package struct JSONText: Sendable, Hashable {
    package enum Kind: Sendable { case object, array, string, number, bool, null }

    package let kind: Kind
    /// UTF-8; a view into the document that the value was read from.
    package let bytes: ArraySlice<UInt8>

    /// Reads a document whose top level is any value.
    package init(parsing document: [UInt8]) throws(JSONError) {
        let span = document.span
        let start = span.offsetAfterWhiteSpace(from: 0)
        let end = try span.endOfValue(from: start)
        try span.requireEnd(after: end)
        self.init(valid: document[start..<end])
    }

    /// A text that a scan has found valid.
    init(valid bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        kind =
            switch bytes.first {
            case ASCII.openBrace: .object
            case ASCII.openBracket: .array
            case ASCII.quote: .string
            case UInt8(ascii: "t"), UInt8(ascii: "f"): .bool
            case UInt8(ascii: "n"): .null
            default: .number
            }
    }

    /// The string with this text.
    package init(string: String) {
        var bytes: [UInt8] = []
        bytes.appendJSONString(Array(string.utf8))
        self.init(valid: bytes[...])
    }

    /// The string with these UTF-8 bytes; what is no UTF-8 in them becomes U+FFFD.
    package init(utf8 text: [UInt8]) {
        guard text.span.isUTF8 else {
            self.init(string: String(decoding: text, as: UTF8.self))
            return
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count + 2)
        bytes.appendJSONString(text)
        self.init(valid: bytes[...])
    }

    /// How long the string with these UTF-8 bytes is, in bytes.
    package static func length(utf8 text: [UInt8]) -> Int { text.lengthAsJSONString }

    /// The array of these elements.
    package init(array elements: [JSONText]) {
        var bytes = [ASCII.openBracket]
        bytes.append(contentsOf: elements.map(\.bytes).joined(separator: [ASCII.comma]))
        bytes.append(ASCII.closeBracket)
        self.init(valid: bytes[...])
    }

    /// The text itself, as it was written.
    package var text: String { String(decoding: bytes, as: UTF8.self) }
}
