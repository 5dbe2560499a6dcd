import JSON
import Testing

struct JSONObjectTests {
    @Test(arguments: [
        #"{"a":10,"b":10.0,"c":1e2,"d":123456789012345678901234567890,"e":"\u00e9","z":[1,{"y":null}]}"#,
        "{}", #"{"":""}"#, #"{"\u0061\/":[ 1 , 2 ],"é":{ "b" : 1, "b":2 }}"#,
    ])
    func textIsKeptByteForByte(text: String) throws {
        #expect(try JSONObject(parsing: Array(text.utf8)).text().utf8.elementsEqual(text.utf8))
    }

    @Test func whiteSpaceOutsideValuesGoes() throws {
        let object = try JSONObject(parsing: Array(" {\r\n \"a\" : [ 1 ] ,\t\"b\":2 } ".utf8))
        #expect(object.text() == #"{"a":[ 1 ],"b":2}"#)
    }

    @Test(arguments: [
        (["clickId"], #"{"a":1,"b":2}"#), (["a"], #"{"clickId":"x","b":2}"#),
        (["b", "clickId"], #"{"a":1}"#),
        (["a", "b", "clickId"], "{}"), (["other", "click"], #"{"clickId":"x","a":1,"b":2}"#),
    ])
    func namedMembersAreLeftOut(names: [String], text: String) throws {
        let object = try JSONObject(parsing: Array(#"{"clickId":"x","a":1,"b":2}"#.utf8))
        #expect(object.text(without: names) == text)
    }

    @Test(arguments: [
        (#"{"a":1,"b":2,"a":3}"#, #"{"a":3,"b":2}"#), (#"{"a":1,"\u0061":2}"#, #"{"a":2}"#),
        (#"{"\u0061":1,"b":0,"a":2}"#, #"{"\u0061":2,"b":0}"#), (#"{"":1,"":2,"":3}"#, #"{"":3}"#),
        (#"{"x":{"a":1,"a":2},"x":{"a":1,"a":2} }"#, #"{"x":{"a":1,"a":2}}"#),
        (#"{"\ud83d\ude00":1,"😀":2}"#, #"{"\ud83d\ude00":2}"#),
    ])
    func lastValueOfARepeatedNameStandsInTheFirstPlace(text: String, kept: String) throws {
        #expect(try JSONObject(parsing: Array(text.utf8)).text().utf8.elementsEqual(kept.utf8))
    }

    @Test(arguments: [
        #"{"\ud800":1,"\ud801":2}"#, #"{"\ud800":1,"\ufffd":2}"#, #"{"e\#u{301}":1,"\#u{e9}":2}"#,
        #"{"e\u0301":1,"\u00e9":2}"#, #"{"a":1,"A":2,"a ":3,"a\u0000":4}"#,
    ])
    func namesAreComparedByBytes(text: String) throws {
        #expect(try JSONObject(parsing: Array(text.utf8)).text().utf8.elementsEqual(text.utf8))
    }

    @Test(arguments: [15, 16, 17, 500])
    func repeatsAreFoundAmongAnyNumberOfMembers(count: Int) throws {
        let members = (0..<count).map { #""n\#($0)":\#($0)"# } + [#""n3":"last""#, #""n0":"first""#]
        let object = try JSONObject(parsing: Array("{\(members.joined(separator: ","))}".utf8))
        #expect(object.members.count == count)
        #expect(object.members.first?.value.text == #""first""#)
        #expect(object.members[3].value.text == #""last""#)
    }

    @Test(.timeLimit(.minutes(30)))
    func hundredThousandMembersAreReadInOneGo() throws {
        let members = (0..<100_000).map { #""n\#($0)":1"# }
        let object = try JSONObject(parsing: Array("{\(members.joined(separator: ","))}".utf8))
        #expect(object.members.count == 100_000)
    }

    @Test func valueIsFoundByItsDecodedName() throws {
        let object = try JSONObject(parsing: Array(#"{"\u0061b":1,"é":2,"x\u0000":3}"#.utf8))
        #expect(object["ab"]?.text == "1")
        #expect(object["\u{e9}"]?.text == "2")
        #expect(object["e\u{301}"] == nil)
        #expect(object["x\u{0}"]?.text == "3")
        #expect(object["x"] == nil)
        #expect(object[bytes: Array("ab".utf8)]?.text == "1")
    }

    @Test func membersKeepTheirSpelling() throws {
        let object = try JSONObject(parsing: Array(#"{"\u0061":1.0}"#.utf8))
        #expect(object.members.map(\.name.text) == [#""\u0061""#])
        #expect(object.members.map(\.value.text) == ["1.0"])
    }

    @Test func objectIsMadeOfMembers() throws {
        let members = ["a", "é\"", "a"].enumerated().map { index, name in
            JSONObject.Member(name: JSONText(string: name), value: JSONText(string: "\(index)"))
        }
        let object = JSONObject(members)
        #expect(object.text() == #"{"a":"2","é\"":"1"}"#)
        #expect(object["é\""]?.string == "1")
    }

    @Test(arguments: ["[]", "1", "null", " \"a\" ", "[{}]"])
    func otherKindsAreNoObject(text: String) {
        #expect(throws: JSONError.notAnObject) { try JSONObject(parsing: Array(text.utf8)) }
    }

    @Test(arguments: [
        "", "[", "1x", "{", "{}x", "{} {}", #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, #"{"a":1 "b":2}"#, "{,}",
    ])
    func malformedIsNotMistakenForAnotherKind(text: String) {
        do throws(JSONError) {
            _ = try JSONObject(parsing: Array(text.utf8))
            Issue.record("accepted")
        } catch {
            guard case .malformed = error else {
                Issue.record("\(error)")
                return
            }
        }
    }

    /// What follows is not looked at, however long it is.
    @Test func readingStopsAtTheLimit() throws {
        let fitting = Array(#"{"a":1,"b":2}"#.utf8)
        #expect(try JSONObject(parsing: fitting, memberLimit: 2).members.count == 2)
        for text in [#"{"a":1,"a":2,"c":3}"#, #"{"a":1,"b":2,"c":3!"#] {
            #expect(throws: JSONError.tooManyMembers) {
                try JSONObject(parsing: Array(text.utf8), memberLimit: 2)
            }
        }
        #expect(throws: JSONError.malformed(offset: 12)) {
            try JSONObject(parsing: Array(#"{"a":1,"b":2!"#.utf8), memberLimit: 2)
        }
    }

    /// Without an object of them.
    @Test(arguments: [
        (#"{"a":1}"#, "1"), (#" { "b" : [1,{"a":2}] , "a" : "x" } "#, #""x""#), (#"{"a":1,"a":2}"#, "2"),
        (#"{"\u0061":3}"#, "3"), (#"{"\u0061\u0061":3,"b":1}"#, nil), (#"{"a":1"#, nil), ("[1]", nil),
        ("{}", nil),
    ])
    func valueIsFoundInAText(text: String, value: String?) {
        #expect(JSONObject.value(bytes: Array("a".utf8), in: text)?.text == value)
    }

    @Test func manyLongNamesAreToldApart() throws {
        let names = (0..<500).map { String(repeating: "n", count: 300) + "\($0 / 2)" }
        let text = "{" + names.enumerated().map { #""\#($1)":\#($0)"# }.joined(separator: ",") + "}"
        let object = try JSONObject(parsing: Array(text.utf8))
        #expect(object.members.count == 250)
        #expect(object[names[7]]?.text == "7")
        #expect(object[names[6]]?.text == "7")
    }
}
