import JSON
import Testing

struct NestingTests {
    private func arrays(_ levels: Int, inside: String = "") -> String {
        String(repeating: "[", count: levels) + inside + String(repeating: "]", count: levels)
    }

    private func objects(_ levels: Int) -> String {
        String(repeating: #"{"a":"#, count: levels - 1) + "{}" + String(repeating: "}", count: levels - 1)
    }

    @Test func level128IsAccepted() {
        #expect(throws: Never.self) { try JSONText(parsing: Array(arrays(128).utf8)) }
        #expect(throws: Never.self) { try JSONText(parsing: Array(objects(128).utf8)) }
        #expect(throws: Never.self) { try JSONObject(parsing: Array(objects(128).utf8)) }
        #expect(throws: Never.self) {
            try JSONObject(parsing: Array(#"{"a":\#(arrays(127, inside: "1"))}"#.utf8))
        }
    }

    @Test func level129IsTooDeep() {
        #expect(throws: JSONError.tooDeep) { try JSONText(parsing: Array(arrays(129).utf8)) }
        #expect(throws: JSONError.tooDeep) { try JSONText(parsing: Array(objects(129).utf8)) }
        #expect(throws: JSONError.tooDeep) { try JSONObject(parsing: Array(objects(129).utf8)) }
        #expect(throws: JSONError.tooDeep) { try JSONObject(parsing: Array(#"{"a":\#(arrays(128))}"#.utf8)) }
    }

    @Test func brackets10MillionDeepAreRefusedWithoutAStack() {
        let document = [UInt8](repeating: UInt8(ascii: "["), count: 10_000_000)
        #expect(throws: JSONError.tooDeep) { try JSONText(parsing: document) }
        #expect(throws: JSONError.tooDeep) { try JSONObject(parsing: document) }
    }

    @Test func siblingsDoNotAddUp() {
        let siblings = Array(repeating: arrays(126), count: 10).joined(separator: ",")
        #expect(throws: Never.self) { try JSONObject(parsing: Array(#"{"a":[\#(siblings)]}"#.utf8)) }
    }

    @Test func containersOfBothKindsCloseInOrder() throws {
        let text = #"[{"a":[{"b":[[],{}]},{}]},[{"c":{}}],1]"#
        #expect(try JSONText(parsing: Array(text.utf8)).text == text)
        #expect(throws: JSONError.self) { try JSONText(parsing: Array(#"[{"a":[1}]]"#.utf8)) }
        #expect(throws: JSONError.self) { try JSONText(parsing: Array(#"{"a":[1},2]"#.utf8)) }
        #expect(throws: JSONError.self) { try JSONText(parsing: Array(#"[{"a":1,2}]"#.utf8)) }
        #expect(throws: JSONError.self) { try JSONText(parsing: Array(#"[["a":1]]"#.utf8)) }
    }
}
