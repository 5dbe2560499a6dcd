import JSON

/// A name in the brackets of a network or of an advertising platform, which it should have replaced by a value before it
/// called: `{payout}`, `{{ad.name}}`, `${SUBID}`, `[sub1]`, `[[[payment_sum]]]`, `%subid%`, `##CLICK_ID##`.
package enum Placeholder {
    private static let brackets = [
        ("{{", "}}"), ("${", "}"), ("{", "}"), ("[[[", "]]]"), ("[=", "=]"), ("[", "]"), ("##", "##"),
        ("#", "#"),
        ("%", "%"), ("<", ">"),
    ].map { (open: Array($0.utf8), close: Array($1.utf8)) }

    private static let longestName = 64

    /// Whether a text, white space around it apart, is one, and nothing else.
    package static func isOne(_ text: some Collection<UInt8>) -> Bool {
        guard text.count <= longestName + 16 else { return false }
        let text = Array(text)[...].trimmingASCIIWhiteSpace()
        return brackets.contains { open, close in
            guard text.starts(with: open), text.reversed().starts(with: close.reversed()),
                text.count > open.count + close.count
            else { return false }
            return isName(text.dropFirst(open.count).dropLast(close.count))
        }
    }

    package static func isOne(_ text: String) -> Bool { isOne(text.utf8) }

    private static func isName(_ text: ArraySlice<UInt8>) -> Bool {
        guard let first = text.first, isLetter(first), text.count <= longestName else { return false }
        return text.allSatisfy { isLetter($0) || $0.isASCIIDigit || [0x2D, 0x2E, 0x3A, 0x5F].contains($0) }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte.lowercasedASCII) }
}

extension Parameters {
    /// The parameters whose value is a placeholder that nobody has filled in.
    package var placeholders: [(name: String, value: String)] {
        guard mayHavePlaceholders else { return [] }
        return members.compactMap { member in
            guard let value = member.value.string, Placeholder.isOne(value), let name = member.name.string
            else {
                return nil
            }
            return (name: name, value: value)
        }
    }

    /// A glance, since nearly none has any: whether some value begins as a bracket does.
    private var mayHavePlaceholders: Bool {
        var last: UInt8 = 0
        for byte in json.utf8 {
            if last == UInt8(ascii: "\""), Self.bracketBeginnings.contains(byte) { return true }
            last = byte
        }
        return false
    }

    private static let bracketBeginnings = Array("{$[#%< \t".utf8)
}
