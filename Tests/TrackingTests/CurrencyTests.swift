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

}
