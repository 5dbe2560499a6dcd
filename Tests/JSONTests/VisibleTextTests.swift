import JSON
import Testing

struct VisibleTextTests {
    @Test(arguments: [
        ("", ""), ("plain", "plain"), ("два слова 🎈", "два слова 🎈"), ("e\u{301}", "e\u{301}"),
        ("a\u{0}b", #"a\u{0}b"#), ("\u{1B}[2J", #"\u{1B}[2J"#),
        ("a\nb\r\nc\td", #"a\u{A}b\u{D}\u{A}c\u{9}d"#),
        ("\u{7F}", #"\u{7F}"#), ("\u{80}\u{9B}31m\u{9F}", #"\u{80}\u{9B}31m\u{9F}"#), ("\u{A0}", "\u{A0}"),
        ("\u{202A}\u{202E}abc\u{202C}", #"\u{202A}\u{202E}abc\u{202C}"#),
        ("\u{2066}\u{2067}\u{2068}\u{2069}", #"\u{2066}\u{2067}\u{2068}\u{2069}"#),
        ("\u{200E}\u{200F}\u{61C}", #"\u{200E}\u{200F}\u{61C}"#), ("\u{2028}\u{2029}", #"\u{2028}\u{2029}"#),
        ("\u{FFFD}\u{200D}", "\u{FFFD}\u{200D}"),
    ])
    func onlyWhatIsObeyedIsEscaped(text: String, visible: String) {
        #expect(text.visible.unicodeScalars.elementsEqual(visible.unicodeScalars))
        #expect(text.visible.visible == text.visible)
    }

    @Test(arguments: [
        (#"{"a":1}"#, #"{"a":1}"#), (#""é🎈""#, #""é🎈""#),
        (
            "\"\u{7F}\u{9B}\u{61C}\u{200F}\u{2029}\u{202E}\u{2069}\"",
            #""\u007f\u009b\u061c\u200f\u2029\u202e\u2069""#
        ),
        ("{\"a\":[\r\n\t1,\n2]}", #"{"a":[   1, 2]}"#), (#""\u001b\n""#, #""\u001b\n""#),
    ])
    func jsonStaysTheSameDocument(document: String, visible: String) throws {
        let bytes = Array(document.utf8).visibleJSON
        #expect(String(decoding: bytes, as: UTF8.self) == visible)
        let original = try JSONText(parsing: Array(document.utf8))
        #expect(try JSONText(parsing: bytes).string == original.string)
        #expect(!String(decoding: bytes, as: UTF8.self).unicodeScalars.contains { $0.isObeyed })
    }

    @Test func everyObeyedScalarHasAnEscapeInJSON() throws {
        for scalar in (UInt32(0)...0x2_FFFF).compactMap(Unicode.Scalar.init) where scalar.isObeyed {
            let text = String(Character(scalar))
            let bytes = Array(JSONText(string: text).bytes).visibleJSON
            #expect(try JSONText(parsing: bytes).string == text)
            #expect(bytes.allSatisfy { (0x20..<0x7F).contains($0) })
        }
    }

    @Test(arguments: [
        (#""a""#, false), (#""\ud83d\ude00""#, false), (#""\ufffd""#, false), ("1", false),
        (#""\ud800""#, true),
        (#""a\udc00b""#, true), (#""\ude00\ud83d""#, true), (#"["\ud800"]"#, false),
    ])
    func halfOfAPairIsNoticed(document: String, hasLoneSurrogate: Bool) throws {
        #expect(try JSONText(parsing: Array(document.utf8)).hasLoneSurrogate == hasLoneSurrogate)
    }
}
