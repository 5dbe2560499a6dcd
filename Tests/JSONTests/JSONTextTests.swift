import JSON
import Testing

struct JSONTextTests {
    @Test(arguments: [
        "null", "true", "false", "0", "-0", "10", "10.0", "1e2", "1E+2", "-1.5e-7",
        "123456789012345678901234567890",
        "1e999999999", #""""#, #""a""#, #""\"\\\/\b\f\n\r\t\u00e9""#, #""\ud83d\ude00""#, #""\ud800""#,
        "\"\u{7f}\"",
        "\"é😀\u{10ffff}\u{ffff}\"", "[]", "{}", "[[],{}]", #"{"":{"":[]}}"#, #"[1,"a",null]"#,
        #"{"a":1,"a":2}"#,
    ])
    func validTextIsKept(text: String) throws {
        let padded = " \t\r\n" + text + "\n "
        #expect(try JSONText(parsing: Array(padded.utf8)).text.utf8.elementsEqual(text.utf8))
    }

    @Test(arguments: [
        "", " ", "nul", "nulll", "NULL", "True", "NaN", "Infinity", "-", "+1", "01", "-01", "1.", ".5",
        "1.e1", "1e",
        "1e+", "0x1", "1_000", "1,", "\"", "\"a", #""\x41""#, #""\u12g4""#, #""\u123""#, #""\"#, "'a'",
        "\"\n\"",
        "\"\u{0}\"", "\"\t\"", "[", "]", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "[1}", "{", "}", "{]",
        "{\"a\"",
        "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{\"a\" 1}", "{a:1}", "{1:1}", "{,}", "{\"a\"::1}",
        "1 2",
        "{}{}", "[]]", "/**/1", "1//", "#", "\u{feff}1", "\u{a0}1", "1\u{0}", "\u{b}1", "\u{c}1",
    ])
    func anythingElseIsRefused(text: String) {
        #expect(throws: JSONError.self) { try JSONText(parsing: Array(text.utf8)) }
    }

    @Test(
        arguments: [
            ([0xC3], "truncated"), ([0xC3, 0x28], "no continuation"), ([0x80], "stray continuation"),
            ([0xC0, 0xAF], "overlong of two"), ([0xC1, 0xBF], "overlong of two"),
            ([0xE0, 0x80, 0xAF], "overlong of three"),
            ([0xF0, 0x80, 0x80, 0xAF], "overlong of four"), ([0xF0, 0x8F, 0xBF, 0xBF], "overlong of four"),
            ([0xED, 0xA0, 0x80], "surrogate"), ([0xED, 0xBF, 0xBF], "surrogate"),
            ([0xF4, 0x90, 0x80, 0x80], "above U+10FFFF"), ([0xF5, 0x80, 0x80, 0x80], "above U+10FFFF"),
            ([0xE2, 0x82], "truncated"), ([0xF0, 0x9F, 0x98], "truncated"), ([0xFF], "no lead"),
            ([0xCF, 0xF0], "CP1251"),
        ] as [([UInt8], String)])
    func invalidUTF8IsRefused(bytes: [UInt8], why: String) {
        let quote = UInt8(ascii: "\"")
        #expect(throws: JSONError.self, "\(why)") { try JSONText(parsing: [quote] + bytes + [quote]) }
        #expect(throws: JSONError.self, "\(why)") { try JSONText(parsing: [quote] + bytes) }
        #expect(throws: JSONError.self, "\(why)") { try JSONText(parsing: bytes) }
    }

    @Test(
        arguments: [
            ([0xC2, 0x80]), ([0xDF, 0xBF]), ([0xE0, 0xA0, 0x80]), ([0xED, 0x9F, 0xBF]), ([0xEE, 0x80, 0x80]),
            ([0xEF, 0xBF, 0xBF]), ([0xF0, 0x90, 0x80, 0x80]), ([0xF4, 0x8F, 0xBF, 0xBF]),
        ] as [[UInt8]])
    func limitsOfUTF8AreAccepted(bytes: [UInt8]) throws {
        let quote = UInt8(ascii: "\"")
        #expect(try Array(JSONText(parsing: [quote] + bytes + [quote]).bytes.dropFirst().dropLast()) == bytes)
    }

    @Test func malformedTellsWhere() {
        #expect(throws: JSONError.malformed(offset: 7)) { try JSONText(parsing: Array(#"{"a":1,}"#.utf8)) }
        #expect(throws: JSONError.malformed(offset: 2)) { try JSONText(parsing: Array("1 2".utf8)) }
        #expect(throws: JSONError.malformed(offset: 0)) { try JSONText(parsing: []) }
    }

    @Test(
        arguments: [
            ("{}", .object), ("[]", .array), ("\"\"", .string), ("-1", .number), ("true", .bool),
            ("null", .null),
        ] as [(String, JSONText.Kind)])
    func kindIsTheValues(text: String, kind: JSONText.Kind) throws {
        #expect(try JSONText(parsing: Array(text.utf8)).kind == kind)
    }

    @Test func elementsAreExactTexts() throws {
        let array = try JSONText(parsing: Array(#"[ 1.0 , "a" ,[2 , 3], {} ]"#.utf8))
        #expect(array.elements?.map(\.text) == ["1.0", "\"a\"", "[2 , 3]", "{}"])
        #expect(array.firstElement?.text == "1.0")
    }

    @Test func emptyArrayHasNoFirstElement() throws {
        let array = try JSONText(parsing: Array("[ ]".utf8))
        #expect(array.firstElement == nil)
        #expect(array.elements == [])
    }

    @Test(arguments: ["{}", "1", "null", "\"[1]\""])
    func otherKindsHaveNoElements(text: String) throws {
        let value = try JSONText(parsing: Array(text.utf8))
        #expect(value.elements == nil)
        #expect(value.firstElement == nil)
    }

    @Test func elementOfAViewInsideADocumentIsFound() throws {
        let object = try JSONObject(parsing: Array(#"{"a":[[1],2],"b":{"c":3}}"#.utf8))
        #expect(object["a"]?.firstElement?.firstElement?.text == "1")
        #expect(object["a"]?.elements?.last?.text == "2")
        #expect(object["b"]?.object?["c"]?.text == "3")
        #expect(object["a"]?.object == nil)
    }

    @Test func arrayOfTextsIsJoined() {
        let texts = ["a", "b"].map { JSONText(string: $0) }
        #expect(JSONText(array: texts).text == #"["a","b"]"#)
        #expect(JSONText(array: []).text == "[]")
        #expect(JSONText(array: texts).kind == .array)
    }
}
