import Passwords
import Testing

struct AccessTokenTests {
    @Test func tokenIsLongRandomText() {
        let tokens = (0..<100).map { _ in AccessToken().text }
        #expect(Set(tokens).count == 100)
        for token in tokens {
            #expect(token.hasPrefix("ltk_"))
            #expect(token.utf8.count == 47)
            #expect(
                token.dropFirst(4).allSatisfy {
                    $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_")
                })
        }
    }

    @Test func hashIsThatOfTheText() throws {
        let token = AccessToken()
        #expect(try #require(AccessToken(token.text)).hash == token.hash)
        #expect(token.hash.utf8.count == 64)
        #expect(!token.hash.contains(token.text))
        #expect(AccessToken().hash != token.hash)
    }

    @Test(arguments: ["", "ltk_", "ltk_short", String(repeating: "a", count: 47)])
    func otherTextsAreNoTokens(text: String) {
        #expect(AccessToken(text) == nil)
    }
}
