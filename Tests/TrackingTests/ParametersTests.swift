import JSON
import Testing
import Tracking

struct ParametersTests {
    @Test func valueIsFoundByTheBytesOfItsName() {
        let parameters = Parameters(json: "{\"a\":1.0,\"\u{e9}\":\"x\"}")
        #expect(parameters["a"]?.text == "1.0")
        #expect(parameters["\u{e9}"]?.string == "x")
        #expect(parameters["e\u{301}"] == nil)
        #expect(parameters["b"] == nil)
        #expect(parameters[bytes: [0x61]]?.text == "1.0")
    }

    @Test func membersAreInOrder() {
        let parameters = Parameters(json: #"{"z":1,"a":[2]}"#)
        #expect(parameters.members.map(\.name.string) == ["z", "a"])
        #expect(parameters.members.map(\.value.text) == ["1", "[2]"])
        #expect(Parameters.empty.members.isEmpty)
    }

    @Test func spellingsOfOneLetterAreDifferent() {
        let composed = Parameters(json: "{\"a\":\"\u{e9}\"}")
        let decomposed = Parameters(json: "{\"a\":\"e\u{301}\"}")
        #expect(composed != decomposed)
        #expect(Set([composed, decomposed, composed]).count == 2)
    }
}
