import JSON
import Testing
import Tracking

struct CampaignIDTests {
    @Test(
        arguments: [
            ("42", 42), ("42.0", 42), ("4.2e1", 42), ("4.2E+1", 42), ("420e-1", 42), ("0.42e2", 42),
            ("42.000", 42),
            ("1", 1), ("9007199254740991", 9_007_199_254_740_991),
            ("9007199254740991.000", 9_007_199_254_740_991),
            ("9.007199254740991e15", 9_007_199_254_740_991), ("100e-2", 1), ("1e15", 1_000_000_000_000_000),
            (#""42""#, 42), (#"" 42\n""#, 42), (#""042""#, 42), (#""\u0034\u0032""#, 42),
            (#""9007199254740991""#, 9_007_199_254_740_991),
            (#""000000000000000000000000000000001""#, 1),
        ] as [(String, Int64)])
    func integersInAnySpellingAreRead(text: String, number: Int64) throws {
        #expect(try CampaignID(JSONText(text)).number == number)
    }

    @Test(arguments: [
        "0", "-0", "0.0", "0e9", "-1", "-42", "1.7", "42.5", "4.25e1", "1e-1", "1e-999999999999999999999",
        "-1e999999999",
        "99999999999999999999.5", "true", "false", "[]", "[42]", "{}", #""""#, #"" ""#, #""0""#, #""000""#,
        #""-1""#, #""+42""#,
        #""42.0""#, #""4e1""#, #""0x2a""#, #""4_2""#, #""4 2""#, #""42a""#, #""٤٢""#, #""４２""#,
        #""42\u0000""#, #""\u00a042""#, #""abc""#,
    ])
    func anythingElseIsNoInteger(text: String) throws {
        let value = try JSONText(text)
        #expect(message(of: value, as: CampaignID.init) == "Not a valid integer.")
    }

    @Test(arguments: [
        "9007199254740992", "9007199254740992.0", "9.007199254740992e15", "1e16", "1e999999999",
        "1E+99999999999999999999999",
        "123456789012345678901234567890", "18446744073709551617", #""9007199254740992""#,
        #""18446744073709551617""#,
    ])
    func largerIsTooLarge(text: String) throws {
        let value = try JSONText(text)
        #expect(message(of: value, as: CampaignID.init) == "Number too large.")
    }

    @Test func nullHasItsOwnMessage() throws {
        let value = try JSONText("null")
        #expect(message(of: value, as: CampaignID.init) == "Field may not be null.")
    }

    @Test(.timeLimit(.minutes(30)))
    func megabyteOfDigitsIsReadExactly() throws {
        let zeros = String(repeating: "0", count: 1_000_000)
        #expect(try CampaignID(JSONText("42\(zeros)e-1000000")).number == 42)
        #expect(try CampaignID(JSONText("0.\(zeros)42e1000002")).number == 42)
        let fraction = try JSONText("42.\(zeros)1")
        #expect(message(of: fraction, as: CampaignID.init) == "Not a valid integer.")
    }

    @Test(arguments: [
        (0, false), (-1, false), (1, true), (9_007_199_254_740_991, true), (9_007_199_254_740_992, false),
    ])
    func numberMustBeInRange(number: Int64, isID: Bool) {
        #expect((CampaignID(number) != nil) == isID)
    }
}
