import JSON
import Testing
import Tracking

/// Queries and forms.
struct EventPairsTests {
    @Test func everyValueIsAString() throws {
        let postback = try Postback(
            EventFields([
                "status": "approved", "clickId": "\(ClickID.sample)", "payout": "10", "e": "", "": "x",
                "q": "\"\u{0}",
            ]))
        #expect(postback.clickID == .sample)
        #expect(
            postback.parameters.json == #"{"status":"approved","payout":"10","e":"","":"x","q":"\"\u0000"}"#)
    }

    @Test func repeatedKeyKeepsAllValuesAtTheFirstPlace() throws {
        let fields = EventFields([
            "a": "1", "clickId": "\(ClickID.sample)", "b": "2", "a": "", "a": "1", "a[]": "3",
        ])
        #expect(try Lead(fields).parameters.json == #"{"a":["1","","1"],"b":"2","a[]":"3"}"#)
    }

    @Test func keysThatOnlyLookEqualStayApart() throws {
        let fields = EventFields([
            "clickId": "\(ClickID.sample)", "\u{e9}": "1", "e\u{301}": "2", "A": "3", "a": "4",
        ])
        let json = "{\"\u{e9}\":\"1\",\"e\u{301}\":\"2\",\"A\":\"3\",\"a\":\"4\"}"
        #expect(try Lead(fields).parameters == Parameters(json: json))
    }

    @Test(arguments: [
        "{8F1B5C6E7A3D4D20A7F112A2B8F7A9C1}", "8f1b5c6e-7a3d-4d20-a7f1-12a2b8f7a9c1 ", "", "{sub1}",
    ])
    func firstClickIDCountsWhenNoOtherFollows(second: String) throws {
        let fields = EventFields(["clickId": "\(ClickID.sample)", "clickId": second, "a": "1"])
        let lead = try Lead(fields)
        #expect(lead.clickID == .sample)
        #expect(lead.parameters.json == #"{"a":"1"}"#)
    }

    @Test func twoClickIDsAreRefused() {
        let fields = EventFields([
            "clickId": "\(ClickID.sample)", "clickId": "\(ClickID.sample)",
            "clickId": "00000000-0000-0000-0000-000000000000",
        ])
        #expect(lines(of: fields, as: Lead.init) == ["clickId: Not a valid UUID."])
    }

    @Test func firstClickIDMustBeOne() {
        let fields = EventFields(["clickId": "", "clickId": "\(ClickID.sample)"])
        #expect(
            lines(of: fields, as: Postback.init) == ["clickId: Not a valid UUID."])
    }

    @Test(arguments: [
        "{sub1}", "", "8f1b5c6e-7a3d-4d20-a7f1-12a2b8f7a9c1+", "8f1b5c6e-7a3d-4d20-a7f1-12a2b8f7a9c1,1",
    ])
    func macrosAndScrapsAreNoClickID(text: String) {
        let fields = EventFields(["clickId": text])
        #expect(
            lines(of: fields, as: Postback.init) == ["clickId: Not a valid UUID."])
    }

    @Test(arguments: [
        "8F1B5C6E-7A3D-4D20-A7F1-12A2B8F7A9C1", "{8f1b5c6e-7a3d-4d20-a7f1-12a2b8f7a9c1}",
        "8f1b5c6e7a3d4d20a7f112a2b8f7a9c1", " 8f1b5c6e-7a3d-4d20-a7f1-12a2b8f7a9c1 ",
    ])
    func networksSpellTheClickIDInTheirWays(text: String) throws {
        #expect(try Postback(EventFields(["clickId": text])).clickID == .sample)
    }

    @Test(arguments: [
        "12,34", "1 234.50", "{payout}", "", "-5", "1e400", "10,0", "##CPA_AMOUNT##,##RS_AMOUNT##",
    ])
    func oddPayoutIsKeptAsItCame(payout: String) throws {
        let postback = try Postback(EventFields(["clickId": "\(ClickID.sample)", "payout": payout]))
        #expect(postback.parameters["payout"]?.string == payout)
    }

    @Test(.timeLimit(.minutes(30)))
    func manyPairsAreGroupedInOneGo() throws {
        let pairs = (0..<100_000).map { (name: Array("n\($0 % 50_000)".utf8), value: [UInt8]()) }
        let clickID = (name: Array("clickId".utf8), value: Array(ClickID.sample.description.utf8))
        let lead = try Lead(EventFields(pairs: pairs + [clickID]))
        #expect(lead.parameters.members.count == 50_000)
    }
}
