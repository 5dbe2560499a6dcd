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

    /// Unicode, CaseFolding.txt, status C and F.
    @Test(arguments: [
        ("ΑΠΟΔΕΚΤΌΣ", "αποδεκτός"), ("αποδεκτόσ", "ΑΠΟΔΕΚΤΌς"), ("STRASSE", "straße"), ("STRAẞE", "strasse"),
        ("ﬁn", "FIN"), ("ŉ", "ʼN"), ("\u{1F80}", "\u{1F00}\u{3B9}"), ("\u{390}", "\u{3B9}\u{308}\u{301}"),
        ("\u{13A0}", "\u{AB70}"), ("\u{130}", "i\u{307}"), ("\u{17F}", "S"), ("\u{1E9E}", "ss"),
        ("\u{10400}", "\u{10428}"), ("Ǆ", "ǅ"), ("\u{3D0}", "\u{392}"), ("\u{B5}", "\u{39C}"),
    ])
    func lettersThatDifferInCaseAloneAreOne(word: String, other: String) throws {
        #expect(try status(of: #"{"status":" \#(word)"}"#, mapping: #"{"\#(other)":"accept"}"#) == .accept)
        #expect(try status(of: #"{"status":"\#(other) "}"#, mapping: #"{"\#(word)":"accept"}"#) == .accept)
    }

    @Test(arguments: [("ı", "i"), ("ı", "I"), ("İ", "i"), ("é", "e"), ("ß", "s")])
    func otherLettersAreNotOne(word: String, other: String) throws {
        #expect(try status(of: #"{"status":"\#(word)"}"#, mapping: #"{"\#(other)":"accept"}"#) == .trash)
    }

    @Test func everyLetterMatchesItsOtherCases() throws {
        for scalar in (UInt32(0x80)...0x1FFFF).compactMap(Unicode.Scalar.init) {
            let properties = scalar.properties
            guard properties.changesWhenCaseMapped, scalar != "ı" else { continue }
            let cases = [
                properties.lowercaseMapping, properties.uppercaseMapping, properties.titlecaseMapping,
            ]
            for other in cases {
                let found = try status(of: #"{"status":"\#(scalar)"}"#, mapping: #"{"\#(other)":"accept"}"#)
                #expect(found == .accept, "\(scalar.value)")
            }
        }
    }

    @Test func longWordMatchesWhatIsAsLongWithoutItsCase() throws {
        let kelvins = String(repeating: "\u{212A}", count: 100)
        let letters = String(repeating: "k", count: 100)
        #expect(
            try status(of: #"{"status":"\#(kelvins)"}"#, mapping: #"{"\#(letters)":"accept"}"#) == .accept)
        #expect(
            try status(of: #"{"status":"\#(letters)"}"#, mapping: #"{"\#(kelvins)":"accept"}"#) == .accept)
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

    @Test(arguments: [
        #"{"mapping":{"approved":"accept"}}"#, #"{"parameter":null,"mapping":{"approved":"accept"}}"#,
        #"{"parameter":"status"}"#, #"{"parameter":"status","mapping":null}"#,
        #"{"parameter":"status","mapping":{}}"#, #"{"parameter":null,"mapping":null}"#, "{}",
    ])
    func mapperThatLacksSomethingMapsToTrash(json: String) throws {
        let mapper = try StatusMapper(json: json)
        #expect(mapper.json == json)
        #expect(mapper.reading(of: Parameters(json: #"{"status":"approved"}"#)).status == .trash)
    }
}
