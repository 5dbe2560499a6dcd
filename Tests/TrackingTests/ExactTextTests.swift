import Testing
import Tracking

struct ExactTextTests {
    @Test(
        arguments: [
            (0, "0.00"), (1_000_000_000_000, "1.00"), (12_500_000_000_000, "12.50"), (1, "0.000000000001"),
            (7_129_000_000_000, "7.129"), (9_999_999_999_999_999_999_999, "9999999999.999999999999"),
            (100_000_000_000, "0.10"),
        ] as [(Int128, String)])
    func allDecimalsAreShownAndTwoAtLeast(trillionths: Int128, text: String) {
        #expect(MoneySum(trillionths: trillionths).exactText == text)
    }
}
