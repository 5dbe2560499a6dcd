import JSON
import Testing
import Tracking

/// A mapper as rows.
struct StatusMapperEditingTests {
    @Test(arguments: [
        #"{"parameter":"s","mapping":{"a":"accept","b":"trash"}}"#,
        #"{"parameter":"\u0073","mapping":{"\ud800":"accept","":"reject"},"note":{"x":[1, 2]}}"#,
        #"{"mapping":{"x":"expect"}}"#,
    ])
    func rowsGiveTheMapperBack(json: String) throws {
        let mapper = try StatusMapper(json: json)
        let again = try StatusMapper(
            replacing: mapper, parameter: mapper.spelledParameter, entries: mapper.spelledEntries)
        #expect(again.json == json)
    }

    /// Of a name that stands twice the last value counts, in the place of the first.
    @Test func repeatedNamesAreOneRow() throws {
        let mapper = try StatusMapper(json: #"{"mapping":{"a":"accept","b":"trash","\u0061":"reject"}}"#)
        #expect(mapper.spelledEntries.map(\.status) == mapper.entries.map(\.status))
        #expect(mapper.spelledEntries.map { $0.word.string } == ["a", "b"])
    }

    @Test func mapperWithoutAFormerOneHasOnlyItsRows() throws {
        let mapper = try StatusMapper(
            replacing: nil, parameter: JSONText(string: "a\"b"),
            entries: [(word: JSONText(string: "x"), status: .accept)])
        #expect(mapper.json == #"{"parameter":"a\"b","mapping":{"x":"accept"}}"#)
    }

    @Test func rowThatMatchedIsTold() throws {
        let mapper = try StatusMapper(
            json: #"{"parameter":"s","mapping":{"e\u0301":"accept","\u00e9":"reject","B":"trash"}}"#)
        #expect(mapper.reading(ofWord: Array("\u{e9}".utf8)[...]).row == 2)
        #expect(mapper.reading(ofWord: Array(" b".utf8)[...]).row == 3)
        #expect(mapper.reading(ofWord: Array("c".utf8)[...]).row == nil)
        #expect(mapper.reading(of: Parameters(json: #"{"s":"e\u0301"}"#)).row == 1)
    }
}
