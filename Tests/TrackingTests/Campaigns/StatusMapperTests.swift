import JSON
import Testing
import Tracking

/// How a mapper is read.
struct StatusMapperTests {
    private func mapperLines(_ json: String) -> [String] {
        lines(of: json, as: StatusMapper.init(json:))
    }

    @Test(arguments: [
        #"{"parameter":"status","mapping":{"approved":"accept","hold":"expect"}}"#,
        #"{"mapping":{},"parameter":"s"}"#,
        #"{ "mapping" : { "B":"trash", "a":"reject" } }"#,
        #"{"parameter":"\u0073","mapping":{"\u00e9":"accept"},"note":[1e2]}"#,
    ])
    func textIsKeptAsItWasGiven(json: String) throws {
        #expect(try StatusMapper(json: json).json.utf8.elementsEqual(json.utf8))
    }

    @Test func entriesAreInOrder() throws {
        let mapper = try StatusMapper(
            json: #"{"mapping":{"z":"accept","a":"expect","\u006d":"trash"},"parameter":"\u0073t"}"#)
        #expect(mapper.parameter == "st")
        #expect(mapper.entries.map(\.word) == ["z", "a", "m"])
        #expect(mapper.entries.map(\.status) == [.accept, .expect, .trash])
    }

    @Test(arguments: [
        (#"{"parameter":"","mapping":{}}"#, "statusMapper.parameter: Shorter than minimum length 1."),
        (#"{"parameter":1,"mapping":{}}"#, "statusMapper.parameter: Not a valid string."),
        (#"{"parameter":["status"],"mapping":{}}"#, "statusMapper.parameter: Not a valid string."),
        (#"{"parameter":"a","mapping":[]}"#, "statusMapper.mapping: Not a valid mapping type."),
        (#"{"parameter":"a","mapping":"accept"}"#, "statusMapper.mapping: Not a valid mapping type."),
        ("[]", "statusMapper: Not a valid mapping type."),
        (#""status""#, "statusMapper: Not a valid mapping type."),
        ("1", "statusMapper: Not a valid mapping type."), ("null", "statusMapper: Field may not be null."),
        ("{", "statusMapper: Not valid JSON."), ("", "statusMapper: Not valid JSON."),
    ])
    func wrongShapeIsNamed(json: String, expected: String) {
        #expect(mapperLines(json) == [expected])
    }

    @Test(arguments: [
        #""approve""#, #""Accept""#, #"" accept""#, #""""#, "null", "1", "true", "[]", #"["accept"]"#, "{}",
    ])
    func valuesMustBeOneOfTheFour(value: String) {
        #expect(
            mapperLines(#"{"parameter":"status","mapping":{"a":"accept","b":\#(value)}}"#)
                == [
                    "statusMapper: statusMapper.mapping values must be one of: accept, expect, reject, trash."
                ])
    }

    @Test func allThatIsWrongIsNamedAtOnce() {
        #expect(
            mapperLines(#"{"parameter":"","mapping":7}"#) == [
                "statusMapper.parameter: Shorter than minimum length 1.",
                "statusMapper.mapping: Not a valid mapping type.",
            ])
    }

    @Test func sizeIsLimitedTo64Kilobytes() throws {
        func json(_ size: Int) -> String {
            let frame = #"{"mapping":{"":"accept"}}"#
            return #"{"mapping":{"\#(String(repeating: "x", count: size - frame.utf8.count))":"accept"}}"#
        }
        #expect(try StatusMapper(json: json(65_536)).entries.count == 1)
        #expect(mapperLines(json(65_537)) == ["statusMapper: Longer than maximum length 65536."])
    }

    @Test func wordsOfTheCommandLineMakeAMapper() throws {
        let mapper = try StatusMapper(
            parameter: "st\"atus", mapping: [("approved", .accept), ("hold", .expect), ("approved", .reject)])
        #expect(mapper.json == #"{"parameter":"st\"atus","mapping":{"approved":"reject","hold":"expect"}}"#)
        #expect(mapper.parameter == "st\"atus")
    }

    @Test func wordsWithoutAParameterMakeNone() {
        let expected = FieldErrors(.tooShort(minimum: 1), in: "statusMapper.parameter")
        #expect(throws: expected) { try StatusMapper(parameter: "", mapping: []) }
    }

    @Test func mappersOfDifferentBytesAreDifferent() throws {
        let composed = try StatusMapper(json: "{\"mapping\":{\"\u{e9}\":\"accept\"}}")
        let decomposed = try StatusMapper(json: "{\"mapping\":{\"e\u{301}\":\"accept\"}}")
        #expect(composed != decomposed)
        #expect(Set([composed, decomposed, composed]).count == 2)
    }
}
