import Testing
import Tracking

struct MoneyByCurrencyTests {
    private let usd: Currency
    private let eur: Currency
    private let uah: Currency

    init() throws {
        usd = try #require(Currency("usd"))
        eur = try #require(Currency("eur"))
        uah = try #require(Currency("uah"))
    }

    @Test func amountsOfTwoCurrenciesAreNeverAddedUp() {
        var sums = MoneyByCurrency(sum(1), in: usd)
        sums.add(sum(2), in: eur)
        sums.add(sum(3), in: usd)
        #expect(sums[usd] == sum(4))
        #expect(sums[eur] == sum(2))
        #expect(sums[uah] == .zero)
        #expect(sums.currencies == [eur, usd])
    }

    /// Whatever was added, and in whatever order.
    @Test func equalSumsAreEqual() {
        let amounts: [(Currency, Int128)] = [(usd, 5), (eur, 2), (uah, 1), (usd, -3), (uah, -1)]
        let expected = MoneyByCurrency(sum(2), in: usd) + MoneyByCurrency(sum(2), in: eur)
        for shift in amounts.indices {
            let rotated = amounts[shift...] + amounts[..<shift]
            let sums = rotated.reduce(into: MoneyByCurrency.zero) { $0.add(sum($1.1), in: $1.0) }
            #expect(sums == expected)
            #expect(sums.hashValue == expected.hashValue)
            #expect(sums.currencies == [eur, usd])
        }
    }

    @Test func zeroIsNoCurrency() {
        var sums = MoneyByCurrency(.zero, in: usd)
        #expect(sums == .zero)
        sums.add(sum(7), in: usd)
        sums.add(sum(-7), in: usd)
        #expect(sums == .zero)
        #expect(sums.currencies == [])
        #expect(!sums.hasOther(than: eur))
    }

    @Test func otherCurrencyIsAnyButTheOne() {
        let dollars = MoneyByCurrency(sum(1), in: usd)
        #expect(!dollars.hasOther(than: usd))
        #expect(dollars.hasOther(than: eur))
        #expect((dollars + MoneyByCurrency(sum(1), in: eur)).hasOther(than: usd))
        #expect(!MoneyByCurrency.zero.hasOther(than: usd))
    }

    @Test func sumsMayBeNegative() {
        var sums = MoneyByCurrency(sum(-5), in: eur)
        #expect(sums[eur] == sum(-5))
        sums += MoneyByCurrency(sum(2), in: eur)
        #expect(sums[eur] == sum(-3))
        #expect(sums.currencies == [eur])
    }

    @Test func sumsGoBeyond64Bits() {
        let largest = MoneyByCurrency(MoneySum(Money(hundredThousandths: .max)), in: usd)
        let sums = (0..<1_000).reduce(MoneyByCurrency.zero) { sum, _ in sum + largest }
        #expect(sums[usd].hundredThousandths == 1_000 * Int128(Int64.max))
    }

    @Test func additionKeepsBothSides() {
        let left = MoneyByCurrency(sum(1), in: usd) + MoneyByCurrency(sum(2), in: eur)
        let right = MoneyByCurrency(sum(3), in: uah) + MoneyByCurrency(sum(-2), in: eur)
        let both = left + right
        #expect(both == right + left)
        #expect(both.currencies == [uah, usd])
        #expect(left[eur] == sum(2))
    }

    private func sum(_ hundredThousandths: Int128) -> MoneySum {
        MoneySum(hundredThousandths: hundredThousandths)
    }
}
