import JSON
import Testing

struct JSONStringTests {
    @Test(arguments: [
        (#""""#, ""), (#""abc""#, "abc"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"),
        (#""\u00e9\u00E9""#, "éé"),
        (#""\u0000""#, "\u{0}"), (#""\ud83d\ude00""#, "😀"), (#""\uD834\uDD1Ex""#, "𝄞x"),
        (#""a\ud800""#, "a\u{fffd}"),
        (#""\udc00b""#, "\u{fffd}b"), (#""\ud800\ud800\udc00""#, "\u{fffd}\u{10000}"),
        (#""\ud800\u0041""#, "\u{fffd}A"),
        (#""\ud800\n""#, "\u{fffd}\n"), (#""\uffff\uFFFE""#, "\u{ffff}\u{fffe}"), (#""e\u0301""#, "e\u{301}"),
        (#""\ud800x\udc00""#, "\u{fffd}x\u{fffd}"), (#""\\u0041""#, "\\u0041"),
    ])
    func escapesAreDecoded(text: String, string: String) throws {
        let decoded = try #require(try JSONText(parsing: Array(text.utf8)).string)
        #expect(decoded.utf8.elementsEqual(string.utf8))
    }

    @Test(arguments: ["1", "true", "null", "[]", "{}"])
    func otherKindsAreNoString(text: String) throws {
        let value = try JSONText(parsing: Array(text.utf8))
        #expect(value.string == nil)
        #expect(value.stringBytes == nil)
    }

    @Test func loneSurrogatesStayDifferent() throws {
        let high = try JSONText(parsing: Array(#""\ud800""#.utf8))
        let low = try JSONText(parsing: Array(#""\udc00""#.utf8))
        #expect(high.string == low.string)
        #expect(high.stringBytes == [0xED, 0xA0, 0x80])
        #expect(low.stringBytes == [0xED, 0xB0, 0x80])
    }

    @Test func pairInEscapesHasTheBytesOfTheCharacter() throws {
        let escaped = try JSONText(parsing: Array(#""\ud83d\ude00\u20AC\u00e9""#.utf8))
        #expect(try #require(escaped.stringBytes).elementsEqual("😀€é".utf8))
    }

    @Test(arguments: [
        ("", #""""#), ("a/é😀\u{7f}", "\"a/é😀\u{7f}\""), ("\"\\", #""\"\\""#),
        ("\u{0}\u{1}\u{1f}", #""\u0000\u0001\u001f""#),
        ("\u{8}\t\n\u{c}\r\r\n", #""\b\t\n\f\r\r\n""#), ("\u{2028}", "\"\u{2028}\""),
    ])
    func onlyWhatMustBeIsEscaped(string: String, text: String) {
        #expect(JSONText(string: string).text.utf8.elementsEqual(text.utf8))
        #expect(JSONText(utf8: Array(string.utf8)).bytes.elementsEqual(text.utf8))
    }

    @Test func everyScalarComesBack() throws {
        let scalars = (0...0x10FFFF).lazy.filter { $0 < 0x800 || $0 % 251 == 0 || $0 > 0x10FFF0 }
        for scalar in scalars.compactMap({ Unicode.Scalar(UInt32($0)) }) {
            let string = "x" + String(scalar)
            let text = try JSONText(parsing: Array(JSONText(string: string).bytes))
            #expect(text.stringBytes.map(Array.init) == Array(string.utf8))
        }
    }

    @Test func bytesThatAreNotUTF8AreReplaced() throws {
        let text = JSONText(utf8: [0x61, 0xFF, 0xED, 0xA0])
        #expect(text.string?.hasPrefix("a\u{fffd}") == true)
        #expect(throws: Never.self) { try JSONText(parsing: Array(text.bytes)) }
    }
}
