import Testing
import Tracking

struct PlaceholderTests {
    @Test(arguments: [
        "{payout}", "{{ad.name}}", "${SUBID}", "[sub1]", "[[[payment_sum]]]", "[=x=]", "%subid%", "#s1#",
        "##CLICK_ID##",
        "<x>", "{reward.amount}", " {sub_id_1} ", "{transaction-id}",
    ])
    func nameInBracketsIsOne(text: String) {
        #expect(Placeholder.isOne(text))
    }

    @Test(arguments: [
        "", "{}", "{{}}", "payout", "{payout", "payout}", "{a b}", "{1}", "10 %", "%20%", "#1", "[]", "[1]",
        "{\"a\":1}",
        "{payout}{sum}", "<script>alert(1)</script>", "{\u{202E}x}", "{é}", "##", "%%", "${}",
        "{" + String(repeating: "a", count: 65) + "}",
    ])
    func anythingElseIsNone(text: String) {
        #expect(!Placeholder.isOne(text))
    }

    @Test func parametersTellWhichWereNeverFilledIn() {
        let parameters = Parameters(
            json:
                #"{"payout":"{payout}","a":{"b":"{c}"},"status":"approved","sub":"\u007bsub1}","x":"{{ad.name}}"}"#
        )
        #expect(parameters.placeholders.map(\.name) == ["payout", "sub", "x"])
        #expect(parameters.placeholders.map(\.value) == ["{payout}", "{sub1}", "{{ad.name}}"])
        #expect(Parameters(json: #"{"a":"b","c":1}"#).placeholders.isEmpty)
    }

    /// Names that one has mistyped, among the numbers of campaigns.
    @Test(
        arguments: [
            (24, [42, 7], 42), (421, [42, 7], 42), (4, [42], nil), (43, [42, 7], 42), (42, [42], nil),
            (4_2_0, [42, 420_0], nil),
            (412, [4_12_0, 9], 4_120), (24, [42, 25], 42), (15, [14, 16], nil), (99, [42], nil),
            (100, [10, 1_000], nil),
        ] as [(Int64, [Int64], Int64?)])
    func mistypedNumberMeansItsNeighbour(sent: Int64, numbers: [Int64], meant: Int64?) throws {
        let sent = try #require(CampaignID(sent))
        #expect(sent.meaning(among: numbers.compactMap(CampaignID.init))?.number == meant)
    }

    @Test func textEndsEarlyAndSaysSo() {
        #expect("abc".cut(afterBytes: 3) == "abc")
        #expect("abcd".cut(afterBytes: 3) == "abc…")
        #expect("aéé".cut(afterBytes: 2) == "a…")
        #expect("e\u{301}x".cut(afterBytes: 2) == "e…")
        let once = "aéééé".cut(afterBytes: 4)
        #expect(once.cut(afterBytes: 4) == once)
    }
}
