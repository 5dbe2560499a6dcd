import Testing
import Tracking

struct FiguresTests {
    private let usd: Currency
    private let eur: Currency

    init() throws {
        usd = try #require(Currency("usd"))
        eur = try #require(Currency("eur"))
    }

    @Test(arguments: [
        (0, "0.00"), (1_000, "0.01"), (1_250_000, "12.50"), (1_250_999, "12.50"), (-1, "-0.01"),
        (-100_000, "-1.00"), (-100_001, "-1.01"), (999, "0.00"),
    ])
    func moneyIsCutTowardMinusInfinity(hundredThousandths: Int, text: String) {
        #expect(MoneySum(hundredThousandths: Int128(hundredThousandths)).description == text)
        #expect(Money(hundredThousandths: Int64(hundredThousandths)).description == text)
    }

    @Test func sumsGoBeyond64Bits() {
        let sum = (0..<1_000).reduce(into: MoneySum.zero) { sum, _ in
            sum += MoneySum(Money(hundredThousandths: .max))
        }
        #expect(sum.description == "92233720368547758.07")
    }

    @Test(arguments: [
        (1, 3, 4, "0.3333"), (2, 3, 4, "0.6666"), (-1, 3, 4, "-0.3334"), (-1, 1, 2, "-1.00"),
        (5, 0, 2, "0.00"),
        (1, 1, 0, "1"), (-1, 2, 0, "-1"), (0, 7, 2, "0.00"), (7, 7, 4, "1.0000"), (1, 1_000_000, 4, "0.0000"),
        (-1, 1_000_000, 4, "-0.0001"), (1, 20, 2, "0.05"),
    ])
    func ratioIsCutTowardMinusInfinity(dividend: Int, divisor: Int, decimals: Int, text: String) {
        #expect(Ratio(Int128(dividend), to: Int128(divisor)).text(decimals: decimals) == text)
    }

    @Test func profitAndRatesFollowFromTheCounts() {
        var tally = Tally()
        tally.clicks = 8
        tally.accept = .init(leads: 2, payouts: dollars(20))
        tally.expect = .init(leads: 1, payouts: dollars(10))
        tally.trash.leads = 1
        let figures = Figures(tally: tally, expenses: dollars(30))
        let money = figures.money(in: usd)
        #expect(money.acceptedPayouts.description == "20.00")
        #expect(money.expectedPayouts.description == "30.00")
        #expect(money.acceptedProfit.description == "-10.00")
        #expect(money.expectedProfit.description == "0.00")
        #expect(money.acceptedROI.text(decimals: 2) == "-33.34")
        #expect(money.expectedROI.text(decimals: 2) == "0.00")
        #expect(figures.conversionRate.text(decimals: 4) == "0.2500")
        #expect(money.earningsPerClick.text(decimals: 4) == "2.5000")
        #expect(figures.approvalRate.text(decimals: 4) == "0.5000")
    }

    @Test func eachCurrencyHasMoneyOfItsOwn() {
        var tally = Tally()
        tally.clicks = 2
        tally.accept = .init(leads: 2, payouts: dollars(20) + euros(7))
        tally.expect = .init(leads: 1, payouts: euros(1))
        let figures = Figures(tally: tally, expenses: dollars(5))
        #expect(figures.currencies == [eur, usd])
        #expect(figures.money(in: usd).acceptedProfit.description == "15.00")
        #expect(figures.money(in: usd).expectedPayouts.description == "20.00")
        #expect(figures.money(in: eur).expectedPayouts.description == "8.00")
        #expect(figures.money(in: eur).acceptedROI.text(decimals: 2) == "0.00")
        #expect(figures.money(in: eur).earningsPerClick.text(decimals: 4) == "3.5000")
    }

    @Test func profitWithoutExpensesIsThePayouts() {
        var tally = Tally()
        tally.accept = .init(leads: 1, payouts: dollars(10))
        let money = Figures(tally: tally).money(in: usd)
        #expect(money.acceptedProfit.description == "10.00")
        #expect(money.acceptedROI.text(decimals: 2) == "0.00")
        #expect(money.earningsPerClick.text(decimals: 4) == "0.0000")
    }

    @Test func smallExpensesHaveAnExactReturn() {
        var tally = Tally()
        tally.accept = .init(leads: 1, payouts: dollars(1))
        let millionth = MoneyByCurrency(MoneySum(trillionths: 1_000_000), in: usd)
        let money = Figures(tally: tally, expenses: millionth).money(in: usd)
        #expect(money.acceptedROI.text(decimals: 2) == "99999900.00")
        #expect(money.acceptedProfit.description == "0.99")
        #expect(money.expenses.description == "0.00")
    }

    @Test func figuresAddUpStatusByStatus() {
        var sum = Tally()
        for (index, status) in LeadStatus.allCases.enumerated() {
            var tally = Tally()
            tally.clicks = 1
            tally[status] = .init(leads: Int64(index + 1), payouts: dollars(Int128(index)))
            sum += tally
            sum += tally
        }
        #expect(sum.clicks == 8)
        #expect(LeadStatus.allCases.map { sum[$0].leads } == [2, 4, 6, 8])
        #expect(LeadStatus.allCases.map { sum[$0].payouts } == [0, 2, 4, 6].map(dollars))
        #expect(sum.leads == 20)
    }

    @Test func pageBeyondEveryListDoesNotOverflow() throws {
        #expect(Page.first.offset == 0)
        #expect(try #require(Page(number: 1_000, size: 20)).offset == 19_980)
        #expect(try #require(Page(number: .max, size: 500)).offset == .max)
        #expect(Page(number: 0) == nil)
        #expect(Page(number: 1, size: 0) == nil)
        #expect(Page(number: 1, size: 3_661) == nil)
    }

    private func dollars(_ units: Int128) -> MoneyByCurrency {
        MoneyByCurrency(MoneySum(hundredThousandths: units * Int128(Money.unit)), in: usd)
    }

    private func euros(_ units: Int128) -> MoneyByCurrency {
        MoneyByCurrency(MoneySum(hundredThousandths: units * Int128(Money.unit)), in: eur)
    }
}
