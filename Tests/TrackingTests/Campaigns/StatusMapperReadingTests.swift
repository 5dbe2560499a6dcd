import JSON
import Testing
import Tracking

/// Why a postback has its status.
struct StatusMapperReadingTests {
    private let mapper: StatusMapper

    init() throws {
        mapper = try StatusMapper(
            json: #"{"parameter":"status","mapping":{"approved":"accept","Hold":"expect","1":"reject"}}"#)
    }

    @Test func wordThatIsFoundExactly() {
        let reading = mapper.reading(of: .status("approved"))
        #expect(reading.parameter == "status")
        #expect(reading.word == "approved")
        #expect(reading.entry == mapper.entries[0])
        #expect(reading.match == .exactly)
        #expect(reading.status == .accept)
    }

    @Test(arguments: ["hold", " HOLD ", "Hold\\t"])
    func wordThatIsFoundFolded(word: String) throws {
        let reading = mapper.reading(of: Parameters(json: #"{"status":"\#(word)"}"#))
        #expect(reading.word == word.replacing("\\t", with: "\t"))
        #expect(reading.entry?.word == "Hold")
        #expect(reading.match == .folded)
        #expect(reading.status == .expect)
    }

    @Test func numberIsReadAsItsText() {
        let reading = mapper.reading(of: Parameters(json: #"{"status":1}"#))
        #expect(reading.word == "1")
        #expect(reading.match == .exactly)
        #expect(reading.status == .reject)
    }

    @Test func wordThatIsInNoEntry() {
        let reading = mapper.reading(of: .status("paid"))
        #expect(reading.parameter == "status")
        #expect(reading.word == "paid")
        #expect(reading.entry == nil)
        #expect(reading.match == nil)
        #expect(reading.status == .trash)
    }

    @Test(arguments: [
        "{}", #"{"Status":"approved"}"#, #"{"status":null}"#, #"{"status":{"a":1}}"#, #"{"status":[]}"#,
    ])
    func postbackWithoutAWord(json: String) {
        let reading = mapper.reading(of: Parameters(json: json))
        #expect(reading.parameter == "status")
        #expect(reading.word == nil)
        #expect(reading.entry == nil)
        #expect(reading.match == nil)
        #expect(reading.status == .trash)
    }

    @Test func mapperThatLooksAtNoParameter() throws {
        let mapper = try StatusMapper(json: #"{"mapping":{"approved":"accept"}}"#)
        let reading = mapper.reading(of: .status("approved"))
        #expect(reading.parameter == nil)
        #expect(reading.word == nil)
        #expect(reading.status == .trash)
    }

    @Test func exactEntryGoesBeforeAFoldedOneThatStandsFirst() throws {
        let mapper = try StatusMapper(
            json: #"{"parameter":"status","mapping":{"HOLD":"reject","hold":"expect"}}"#)
        #expect(mapper.reading(of: .status("hold")).entry == mapper.entries[1])
        #expect(mapper.reading(of: .status("Hold")).entry == mapper.entries[0])
    }

    @Test func halfOfASurrogatePairIsShownAsAReplacement() throws {
        let mapper = try StatusMapper(json: #"{"parameter":"status","mapping":{"\ud800":"accept"}}"#)
        let reading = mapper.reading(of: Parameters(json: #"{"status":"\ud800"}"#))
        #expect(reading.word?.unicodeScalars.allSatisfy { $0 == "\u{FFFD}" } == true)
        #expect(reading.match == .exactly)
        #expect(reading.status == .accept)
    }

    /// The Kelvin sign takes three bytes, and `k` one.
    @Test func wordMayBeLongerThanTheOneThatItIs() throws {
        let mapper = try StatusMapper(json: #"{"parameter":"status","mapping":{"k":"accept"}}"#)
        #expect(mapper.reading(of: .status("\u{212A}")).match == .folded)
        #expect(mapper.reading(of: .status(String(repeating: " ", count: 100) + "K")).match == .folded)
        #expect(mapper.reading(of: .status(String(repeating: "K", count: 100_000))).status == .trash)
    }
}
