import JSON
import Testing
import Tracking

/// What a postback's word becomes.
struct MappingTests {
    private func status(of parameters: String, mapping: String, parameter: String = "status") throws
        -> LeadStatus
    {
        try StatusMapper(json: #"{"parameter":"\#(parameter)","mapping":\#(mapping)}"#)
            .reading(of: Parameters(json: parameters)).status
    }

    private static let words =
        #"{"approved":"accept","hold":"expect","declined":"reject","1":"accept","true":"expect","1.0":"reject"}"#

    @Test(
        arguments: [
            (#"{"status":"approved"}"#, .accept), (#"{"status":"hold"}"#, .expect),
            (#"{"status":"declined"}"#, .reject),
            (#"{"status":"unknown"}"#, .trash), (#"{"status":""}"#, .trash), (#"{"status":1}"#, .accept),
            (#"{"status":true}"#, .expect),
            (#"{"status":1.0}"#, .reject), (#"{"status":1e0}"#, .trash), (#"{"status":false}"#, .trash),
            (#"{"status":null}"#, .trash),
            (#"{"status":"1"}"#, .accept), (#"{"status":"true"}"#, .expect),
            (#"{"status":["approved"]}"#, .accept),
            (#"{"status":["hold","approved"]}"#, .expect), (#"{"status":[1,2]}"#, .accept),
            (#"{"status":[true]}"#, .expect),
            (#"{"status":[]}"#, .trash), (#"{"status":[null,"approved"]}"#, .trash),
            (#"{"status":[["approved"]]}"#, .trash),
            (#"{"status":[{"a":1}]}"#, .trash), (#"{"status":{"a":1}}"#, .trash),
            (#"{"status":{"approved":"approved"}}"#, .trash),
            ("{}", .trash), (#"{"Status":"approved"}"#, .trash), (#"{"status ":"approved"}"#, .trash),
            (#"{"status":"\u0061pproved"}"#, .accept), (#"{"\u0073tatus":"approved"}"#, .accept),
            (#"{"status":"approved\u0000"}"#, .trash),
        ] as [(String, LeadStatus)])
    func wordBecomesAStatus(parameters: String, expected: LeadStatus) throws {
        #expect(try status(of: parameters, mapping: Self.words) == expected)
    }

    @Test(arguments: [
        "Approved", "APPROVED", " approved", "approved\\n", "\\t\\r\\u000b\\u000c aPPROVED \\n",
    ])
    func caseAndSurroundingWhiteSpaceAreFolded(word: String) throws {
        #expect(try status(of: #"{"status":"\#(word)"}"#, mapping: Self.words) == .accept)
        #expect(try status(of: #"{"status":"approved"}"#, mapping: #"{"\#(word)":"accept"}"#) == .accept)
    }

    @Test(arguments: ["app roved", "approved.", "approved\\u00a0", "approved\\u200b", "approve"])
    func nothingElseIsFolded(word: String) throws {
        #expect(try status(of: #"{"status":"\#(word)"}"#, mapping: Self.words) == .trash)
    }

    @Test func foldingKnowsUnicode() throws {
        #expect(try status(of: #"{"status":"ОДОБРЕН"}"#, mapping: #"{"Одобрен":"accept"}"#) == .accept)
        #expect(try status(of: #"{"status":"\u00c9TAT"}"#, mapping: #"{"état":"accept"}"#) == .accept)
    }

    @Test func exactWordGoesBeforeAFoldedOne() throws {
        let mapping = #"{"A":"reject","a":"accept"," a":"expect"}"#
        #expect(try status(of: #"{"status":"a"}"#, mapping: mapping) == .accept)
        #expect(try status(of: #"{"status":" a"}"#, mapping: mapping) == .expect)
        #expect(try status(of: #"{"status":"a "}"#, mapping: mapping) == .reject)
    }

    @Test func spellingsOfOneLetterAreDifferentWords() throws {
        #expect(try status(of: "{\"status\":\"e\u{301}\"}", mapping: "{\"\u{e9}\":\"accept\"}") == .trash)
        #expect(
            try status(of: "{\"status\":\"\u{212a}\"}", mapping: "{\"K\":\"accept\",\"\u{212b}\":\"expect\"}")
                == .accept)
        let both = "{\"e\u{301}\":\"accept\",\"\u{e9}\":\"reject\"}"
        #expect(try status(of: #"{"status":"\u00e9"}"#, mapping: both) == .reject)
        #expect(try status(of: #"{"status":"e\u0301"}"#, mapping: both) == .accept)
    }

    @Test func parametersNameIsComparedByBytes() throws {
        #expect(
            try status(of: "{\"e\u{301}\":\"a\"}", mapping: #"{"a":"accept"}"#, parameter: "\u{e9}") == .trash
        )
        #expect(
            try status(of: #"{"\u00e9":"a"}"#, mapping: #"{"a":"accept"}"#, parameter: "\u{e9}") == .accept)
    }

    @Test func loneSurrogatesAreNoOneWord() throws {
        let mapping = #"{"\ud800":"accept","\ud801A":"reject"}"#
        #expect(try status(of: #"{"status":"\ud800"}"#, mapping: mapping) == .accept)
        #expect(try status(of: #"{"status":" \ud801a"}"#, mapping: mapping) == .reject)
        #expect(try status(of: #"{"status":"\ud802"}"#, mapping: mapping) == .trash)
        #expect(try status(of: #"{"status":"\ufffd"}"#, mapping: mapping) == .trash)
    }

    @Test func emptyWordMayBeMapped() throws {
        #expect(try status(of: #"{"status":""}"#, mapping: #"{"":"accept"}"#) == .accept)
        #expect(try status(of: #"{"status":" "}"#, mapping: #"{"":"accept"}"#) == .accept)
    }

    @Test func mapperWithoutParameterIsTrash() throws {
        let mapper = try StatusMapper(json: #"{"mapping":{"approved":"accept"}}"#)
        #expect(mapper.reading(of: Parameters(json: #"{"status":"approved"}"#)).status == .trash)
    }
}
