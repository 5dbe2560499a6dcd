import Testing
import Tracking

@testable import Web

struct DecimalTests {
    @Test(
        arguments: [
            (0, "0.00"), (1, "0.00"), (-1, "-0.01"), (999, "0.00"), (1000, "0.01"), (-1000, "-0.01"),
            (-1001, "-0.02"),
            (100_000, "1.00"), (1_234_567_899, "12345.67"), (-1_234_567_899, "-12345.68"),
            (Int128(Int64.max), "92233720368547.75"), (Int128(Int64.max) * 1000, "92233720368547758.07"),
            (-Int128(Int64.max) * 1000, "-92233720368547758.07"),
        ] as [(Int128, String)])
    func amountsAreCutTowardMinusInfinity(hundredThousandths: Int128, text: String) {
        let amount = MoneySum(hundredThousandths: hundredThousandths)
        #expect(written { $0.appendDecimal(amount) } == text)
        #expect(amount.description == text)
    }

    @Test(
        arguments: [
            (1, "0.00"), (-1, "-0.01"), (9_999_999_999, "0.00"), (10_000_000_000, "0.01"),
            (-10_000_000_001, "-0.02"), (Int128(Int64.max), "9223372.03"),
            (-Int128(Int64.max) - 2, "-9223372.04"),
            (Int128(Int64.max) * 1_000_000_000_000, "9223372036854775807.00"),
        ] as [(Int128, String)])
    func smallestPartsAreCutTowardMinusInfinity(trillionths: Int128, text: String) {
        let amount = MoneySum(trillionths: trillionths)
        #expect(written { $0.appendDecimal(amount) } == text)
        #expect(amount.description == text)
    }

    /// Both ways of writing agree, on whatever there is.
    @Test func ratiosAreWrittenAsTheirTextIs() {
        let numbers: [Int128] = [
            0, 1, 2, 3, 7, 10, 99, 100, 12_345, 1_000_000_007, Int128(Int64.max), Int128(Int64.max) + 1,
            Int128(Int64.max) * 1_000_000,
        ]
        for dividend in numbers + numbers.map({ -$0 }) {
            for divisor in numbers {
                for decimals in [2, 4] {
                    let ratio = Ratio(dividend, to: divisor)
                    #expect(
                        written { $0.appendDecimal(ratio, decimals: decimals) }
                            == ratio.text(decimals: decimals))
                }
            }
        }
    }

    @Test(arguments: [0, 1, -1, 10, 907, -1234, Int64.max, Int64.min])
    func integersAreWritten(number: Int64) {
        #expect(written { $0.appendInteger(number) } == String(number))
    }

    private func written(_ write: (inout [UInt8]) -> Void) -> String {
        var bytes = Array("x".utf8)
        write(&bytes)
        return String(decoding: bytes.dropFirst(), as: UTF8.self)
    }
}
