import JSON

/// The value of one parameter, as grouped reports tell values apart: by the bytes of its text.
package struct GroupKey: Hashable, Sendable {
    /// UTF-8, at most 1,091 bytes of a value; nil stands for all that has no text of its own: missing, null, objects
    /// and arrays.
    package let text: [UInt8]?

    /// The key of journeys without the parameter.
    package static let missing = GroupKey(text: nil)

    package init(text: [UInt8]?) {
        self.text = text
    }

    /// The key of a click's parameter: a string as it is, a number or bool by its JSON text; long ones are cut.
    ///
    /// Half of a surrogate pair in a string becomes U+FFFD, since no answer could show it.
    package init(_ value: JSONText?) {
        switch value?.kind {
        case .string: text = value?.string.map { Array(Self.cut(Array($0.utf8)[...])) }
        case .number, .bool: text = value.map { Array(Self.cut($0.bytes)) }
        case .null, .object, .array, nil: text = nil
        }
    }

    /// The key that `shown` gives back; a text that it never shows, such as `clicks`, means itself.
    package init(shown: String) {
        let bytes = Array(shown.utf8)
        if bytes == Self.null {
            self.init(text: nil)
        } else if bytes.first == Self.escape {
            self.init(sent: Array(bytes.dropFirst()))
        } else {
            self.init(sent: bytes)
        }
    }

    /// The key in a report: the text, with `=` in front where it would be taken for something else.
    package var shown: String {
        guard let text else { return "null" }
        let string = String(decoding: text, as: UTF8.self)
        return text.first == Self.escape || Self.reserved.contains(text) ? "=" + string : string
    }

    private static let escape = UInt8(ascii: "=")
    private static let null = Array("null".utf8)
    /// The fields that stand beside the groups of a report, and the word for a missing value.
    private static let reserved: Set<[UInt8]> = Set(
        [
            "null", "expenses", "roi_accepted", "roi_expected", "profit_accepted", "profit_expected",
            "clicks", "statuses", "cr", "epc", "approvalRate", "repeats", "unattributed",
            "expensesByCurrency",
        ].map { Array($0.utf8) })
}

extension GroupKey {
    /// Not byte by byte, as an array is hashed: a report looks up as many keys as its blocks have.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(text.map { ByteKey($0[...]) })
    }
}

extension GroupKey: Comparable {
    /// By bytes; the missing value first.
    package static func < (left: GroupKey, right: GroupKey) -> Bool {
        guard let rightText = right.text else { return false }
        guard let leftText = left.text else { return true }
        return leftText.lexicographicallyPrecedes(rightText)
    }
}
