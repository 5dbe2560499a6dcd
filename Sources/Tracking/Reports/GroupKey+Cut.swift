import Digests

// A value may be as long as an event, and a report would show it for each day. So a long one has a short key: its
// beginning, and the SHA-256 of all of it. No such key is a value's own, since those are shorter.
extension GroupKey {
    /// A longer text is cut, in bytes of UTF-8.
    package static let maximumTextCount = 1_024

    private static let mark = Array("…".utf8)
    private static let endCount = mark.count + 2 * SHA256.digestLength

    /// The key that somebody means by a text: that of the value, or the cut form of a long value.
    package init(sent text: [UInt8]) {
        self.init(text: Self.isCutForm(text) ? text : Array(Self.cut(text[...])))
    }

    /// A value's text as it stands in its key: `BEGINNING…HASH` for a long one, with 64 hexadecimal digits.
    static func cut(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard text.count > maximumTextCount else { return text }
        return (beginning(of: text) + mark + hexadecimalDigest(of: Array(text)))[...]
    }

    /// Up to the last border between two characters.
    private static func beginning(of text: ArraySlice<UInt8>) -> [UInt8] {
        var end = text.startIndex + maximumTextCount
        while end > text.startIndex, isContinuation(text[end]) { end -= 1 }
        return Array(text[..<end])
    }

    private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

    private static func hexadecimalDigest(of text: [UInt8]) -> [UInt8] {
        SHA256.digest(text).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 0xF)]] }
    }

    private static let digits = Array("0123456789abcdef".utf8)

    /// A character has four bytes at most, so that no beginning is shorter than the limit by more than three.
    private static func isCutForm(_ text: [UInt8]) -> Bool {
        guard maximumTextCount - 3...maximumTextCount ~= text.count - endCount else { return false }
        let end = text.suffix(endCount)
        return end.starts(with: mark) && end.dropFirst(mark.count).allSatisfy(digits.contains)
    }
}
