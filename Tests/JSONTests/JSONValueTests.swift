import JSON
import Testing

struct JSONValueTests {
    @Test(
        arguments: [
            (nil, "null"), (true, "true"), (false, "false"), (0, "0"),
            (-9_223_372_036_854_775_808, "-9223372036854775808"),
            ("a\"\n\u{0}é", #""a\"\n\u0000é""#), (.text("10.00"), "10.00"),
            (.text(#"{"a":1e2}"#), #"{"a":1e2}"#), ([], "[]"),
            ([:], "{}"), ([1, [nil, ["a": []]]], #"[1,[null,{"a":[]}]]"#),
            (["z": 1, "a": 2, "z": 3], #"{"z":1,"a":2,"z":3}"#),
            (["a\"": "b"], #"{"a\"":"b"}"#),
        ] as [(JSONValue, String)])
    func valueIsWrittenCompactly(value: JSONValue, text: String) {
        #expect(value.serialized.elementsEqual(text.utf8))
    }

    @Test func whatIsWrittenCanBeRead() throws {
        let value: JSONValue = [
            "code": 422, "errors": ["json": ["a\u{1}": ["Not a valid UUID."]]], "none": nil,
        ]
        let object = try JSONObject(parsing: value.serialized)
        #expect(
            object["errors"]?.object?["json"]?.object?["a\u{1}"]?.firstElement?.string == "Not a valid UUID.")
    }
}
