import JSON
import Testing
import Tracking

struct ExpenseAmountTests {
    @Test(
        arguments: [
            ("0", 0), ("0.0", 0), ("-0", 0), ("0e999999999", 0), ("12.5", 12_500_000_000_000),
            ("0.00001", 10_000_000), ("0.000019", 19_000_000), ("1e-12", 1), ("0.000000000001", 1),
            ("1.0000000000000000", 1_000_000_000_000), ("1000e-15", 1), ("0.333", 333_000_000_000),
            ("1.25e+3", 1_250_000_000_000_000), ("0.0000125e7", 125_000_000_000_000),
            ("9999999999.999999999999", 9_999_999_999_999_999_999_999), ("100", 100_000_000_000_000),
            ("1.00000000000000000000000000000000000000", 1_000_000_000_000),
        ] as [(String, Int128)])
    func amountIsExactAndKeepsItsText(number: String, trillionths: Int128) throws {
        let amount = try ExpenseAmount(JSONText(number))
        #expect(amount.value.trillionths == trillionths)
        #expect(amount.text == number)
        #expect(ExpenseAmount(stored: number) == amount)
    }

    @Test(arguments: [
        ("-0.01", FieldProblem.negative), ("-1e-9", .negative), ("10000000000", .numberTooLarge),
        ("9999999999.9999999999999", .tooManyDecimals(maximum: 12)), ("1e999999999", .numberTooLarge),
        ("1e-13", .tooManyDecimals(maximum: 12)), ("0.0000000000001", .tooManyDecimals(maximum: 12)),
        ("10.1234567890123", .tooManyDecimals(maximum: 12)),
        ("1e-999999999999999999999", .tooManyDecimals(maximum: 12)),
        ("1.000000000000000000000000000000000000000", .tooLong(maximum: 40)),
        (#""12.5""#, .notNumber), ("true", .notNumber), ("null", .null), ("{}", .notNumber),
        ("[1]", .notNumber),
    ])
    func otherValuesAreNoAmounts(value: String, problem: FieldProblem) throws {
        let text = try JSONText(value)
        #expect(throws: problem) { try ExpenseAmount(text) }
        #expect(ExpenseAmount(stored: value) == nil)
    }

    @Test(arguments: ["", " ", "1 2", "x", "0x1", "1,5", "+1", ".5"])
    func otherTextsWereNeverStored(text: String) {
        #expect(ExpenseAmount(stored: text) == nil)
    }

    /// However small they are, and beside payouts.
    @Test func sumsAreExact() throws {
        let texts = ["9.99999", "0.000004", "0.000006"]
        let sum = try texts.reduce(MoneySum.zero) { try $0 + ExpenseAmount(JSONText($1)).value }
        #expect(sum == MoneySum(Money(hundredThousandths: 10 * Money.unit)))
        #expect(sum.description == "10.00")
        let profit = MoneySum(hundredThousandths: 1) - MoneySum(trillionths: 10_000_001)
        #expect(profit == MoneySum(trillionths: -1))
        #expect(profit.description == "-0.01")
        #expect(profit.hundredThousandths == -1)
        #expect(profit.hundredths == -1)
    }
}
