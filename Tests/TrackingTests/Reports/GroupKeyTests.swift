import JSON
import Testing
import Tracking

struct GroupKeyTests {
    @Test(arguments: [
        (#""facebook""#, "facebook"), (#""""#, ""), (#""10""#, "10"), ("10", "10"), ("10.0", "10.0"),
        ("1e2", "1e2"), ("true", "true"), (#""true""#, "true"), ("null", "null"), (#""null""#, "=null"),
        ("[1]", "null"), (#"{"a":1}"#, "null"), (#""=x""#, "==x"), (#""clicks""#, "=clicks"),
        (#""statuses""#, "=statuses"), (#""expenses""#, "=expenses"), (#""roi_accepted""#, "=roi_accepted"),
        (#""epc""#, "=epc"), (#""approvalRate""#, "=approvalRate"), (#""Clicks""#, "Clicks"), (#""%""#, "%"),
        (#""a`b'c\"d.e$f""#, #"a`b'c"d.e$f"#), (#""\ud83d\ude00""#, "😀"), (#""lead_status""#, "lead_status"),
        (#""\ud83d""#, "\u{FFFD}"),
    ])
    func valueIsShownAs(json: String, shown: String) throws {
        let key = GroupKey(try JSONText(parsing: Array(json.utf8)))
        #expect(Array(key.shown.utf8) == Array(shown.utf8))
        #expect(GroupKey(shown: key.shown) == key)
    }

    @Test func missingValueIsNull() {
        #expect(GroupKey(nil) == .missing)
        #expect(GroupKey.missing.shown == "null")
        #expect(GroupKey(shown: "null") == .missing)
    }

    @Test func textThatIsNeverShownMeansItself() {
        #expect(GroupKey(shown: "clicks") == GroupKey(text: Array("clicks".utf8)))
    }

    @Test func keysDifferByBytes() {
        let composed = GroupKey(text: Array("\u{e9}".utf8))
        let decomposed = GroupKey(text: Array("e\u{301}".utf8))
        #expect(composed != decomposed)
        #expect(GroupKey(text: Array("A".utf8)) != GroupKey(text: Array("a".utf8)))
        #expect(GroupKey.missing != GroupKey(text: []))
        #expect(GroupKey.missing < GroupKey(text: []))
        #expect(decomposed < composed)
    }

    @Test func clickGivesItsKeysInOrder() {
        let parameters = Parameters(json: #"{"b":1,"a":"x","":null}"#)
        #expect(parameters.keyTexts.map { String(decoding: $0.name, as: UTF8.self) } == ["b", "a", ""])
        #expect(
            parameters.keyTexts.map { GroupKey(text: $0.text.map(Array.init)).shown } == ["1", "x", "null"])
        #expect(parameters.groupKey(of: Array("a".utf8)).shown == "x")
        #expect(parameters.groupKey(of: Array("c".utf8)) == .missing)
        #expect(!parameters.isEmpty)
        #expect(Parameters.empty.isEmpty)
    }
}
