import JSON
import Testing
import Tracking

struct ExpenseAmountTests {
    @Test(
        arguments: [
            ("0", 0), ("0.0", 0), ("-0", 0), ("0e999999999", 0), ("12.5", 1_250_000), ("0.00001", 1),
            ("0.000019", 1),
            ("0.333", 33_300), ("1e-5", 1), ("1E-6", 0), ("1e-999999999999999999999", 0),
            ("1.25e+3", 125_000_000),
            ("125000e-3", 12_500_000), ("0.0000125e7", 12_500_000), ("9999999999.99", 999_999_999_999_000),
            ("9999999999.99999", 999_999_999_999_999), ("100", 10_000_000),
            ("007e0".replacing("00", with: ""), 700_000),
        ] as [(String, Int64)])
    func amountIsExact(number: String, hundredThousandths: Int64) throws {
        #expect(try Money(expense: JSONText(number)).hundredThousandths == hundredThousandths)
    }

    @Test(arguments: [
        ("-0.01", FieldProblem.negative), ("-1e-9", .negative), ("10000000000", .numberTooLarge),
        ("1e999999999", .numberTooLarge), (#""12.5""#, .notNumber), ("true", .notNumber), ("null", .null),
        ("{}", .notNumber), ("[1]", .notNumber),
    ])
    func otherValuesAreNoAmounts(value: String, problem: FieldProblem) throws {
        let value = try JSONText(value)
        #expect(throws: problem) { try Money(expense: value) }
    }
}
