import JSON
import Testing
import Tracking

struct CurrencyTests {
    @Test(arguments: [
        "usd", "USD", "Usd", "eur", "uah", "RUB", "kzt", "jpy", "CHF", "xof", "XPF", "xcg", "zwg", "sle",
        "ved",
    ])
    func codeInCirculationIsLowerCased(code: String) {
        #expect(Currency(code)?.code == code.lowercased())
    }

    @Test(arguments: [
        "", "us", "usdd", " usd", "usd ", "xau", "XAG", "xpt", "xpd", "xxx", "xts", "xdr", "xsu", "xua",
        "xba", "bov", "che",
        "chw", "clf", "cou", "mxv", "usn", "uyi", "uyw", "dem", "hrk", "ang", "sll", "zwl", "abc", "123",
        "\u{212a}zt", "u\u{0}d", "$",
    ])
    func otherCodesAreRefused(code: String) {
        #expect(Currency(code) == nil)
        #expect(
            message(of: JSONText(string: code), as: Currency.init)
                == "Not a valid currency code.")
    }

    @Test(arguments: [
        ("1", "Not a valid string."), ("null", "Field may not be null."),
        (#"["usd"]"#, "Not a valid string."),
    ])
    func noStringIsRefused(text: String, expected: String) throws {
        let value = try JSONText(text)
        #expect(message(of: value, as: Currency.init) == expected)
    }

    /// As they were in circulation when they were stored.
    @Test(arguments: ["usd", "hrk", "dem", "zwl", "sll", "ang", "bgn", "aaa", "zzz"])
    func storedCodeNeedNotBeInCirculation(code: String) {
        #expect(Currency(stored: code)?.code == code)
        #expect(Currency(stored: code)?.description == code)
    }

    @Test(arguments: [
        "", "us", "usdd", "USD", "Usd", "us1", "us ", "us\u{0}", "\u{e9}u", "\u{212a}z", "`aa", "a{a",
    ])
    func nothingElseIsAStoredCode(code: String) {
        #expect(Currency(stored: code) == nil)
    }

    @Test func storedAndGivenCodesAreTheSameCurrency() {
        #expect(Currency(stored: "eur") == Currency("EUR"))
        #expect(Currency(stored: "eur") != Currency("usd"))
    }

    @Test func currenciesAreInAlphabeticalOrder() {
        let codes = ["zzz", "eur", "usd", "aed", "uah", "abz", "baa", "aaa"]
        #expect(codes.compactMap(Currency.init(stored:)).sorted().map(\.code) == codes.sorted())
    }
}
