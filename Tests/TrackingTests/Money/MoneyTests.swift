import JSON
import Testing
import Tracking

struct MoneyTests {
    @Test(arguments: [
        ("10", "10.00"), ("10.0", "10.00"), ("1e1", "10.00"), ("1E+1", "10.00"), ("100e-1", "10.00"),
        ("10.5", "10.50"),
        ("0", "0.00"), ("-0", "0.00"), ("-0.0", "0.00"), ("0.01", "0.01"), ("0.019", "0.01"),
        ("0.009", "0.00"), ("1e-9", "0.00"),
        ("1e-999999999999", "0.00"), ("9999999999.99", "9999999999.99"), ("9999999999.999", "9999999999.99"),
        ("0.1", "0.10"), ("1.005", "1.00"), ("2.675", "2.67"), ("1.15", "1.15"), ("4.35", "4.35"),
        ("0e999", "0.00"),
        (#""10.50""#, "10.50"), (#""10""#, "10.00"), (#""007.129""#, "7.12"), (#"" 3.5\n""#, "3.50"),
        (#""0.00""#, "0.00"),
        ("0.30000000000000000000000000000000000001", "0.30"),
        ("0.29999999999999999999999999999999999999", "0.29"),
    ])
    func costIsExactAndCut(text: String, shown: String) throws {
        #expect(try Money(JSONText(text)).description == shown)
    }

    @Test(arguments: [
        "true", "[]", "[1]", "{}", #""""#, #"" ""#, #"".5""#, #""5.""#, #"".""#, #""1.2.3""#, #""+5""#,
        #""-5""#, #""1e1""#, #""0x1""#,
        #""1,5""#, #""1 5""#, #""1_5""#, #""NaN""#, #""Infinity""#, #""١٠""#, #""１０""#, #""10\u0000""#,
        #""10 usd""#, #""{payout}""#,
    ])
    func anythingElseIsNoNumber(text: String) throws {
        let value = try JSONText(text)
        #expect(message(of: value, as: Money.init(_:)) == "Not a valid number.")
    }

    @Test(arguments: ["-1", "-0.001", "-1e999", "-1e-999"])
    func negativeIsRefused(text: String) throws {
        let value = try JSONText(text)
        #expect(
            message(of: value, as: Money.init(_:)) == "Must be greater than or equal to 0.")
    }

    @Test(arguments: [
        "10000000000", "1e10", "1e400", "1e999999999999", #""10000000000""#, "99999999999999999999999",
    ])
    func largerIsTooLarge(text: String) throws {
        let value = try JSONText(text)
        #expect(message(of: value, as: Money.init(_:)) == "Number too large.")
    }

    @Test func nullHasItsOwnMessage() throws {
        let value = try JSONText("null")
        #expect(message(of: value, as: Money.init(_:)) == "Field may not be null.")
    }

    @Test func unitIsAHundredThousandth() throws {
        #expect(try Money(JSONText("12.34")).hundredThousandths == 1_234_000)
    }

    @Test(
        arguments: [
            (0, "0.00"), (1, "0.00"), (999, "0.00"), (1000, "0.01"), (-1, "-0.01"), (-1000, "-0.01"),
            (-1001, "-0.02"),
            (-99_999, "-1.00"), (-100_000, "-1.00"), (-123_456_789, "-1234.57"), (123_456_789, "1234.56"),
            (.max, "92233720368547.75"), (.min, "-92233720368547.76"),
        ] as [(Int64, String)])
    func descriptionIsCutTowardMinusInfinity(hundredThousandths: Int64, shown: String) {
        #expect(Money(hundredThousandths: hundredThousandths).description == shown)
    }
}
