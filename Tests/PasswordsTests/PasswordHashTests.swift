import Passwords
import Testing

struct PasswordHashTests {
    @Test(arguments: ["secret", "pässword 🔑", " ", "with:colon", String(repeating: "x", count: 511)])
    func hashVerifiesItsPasswordOnly(password: String) throws {
        let hash = try PasswordHash(hashing: Array(password.utf8))
        #expect(hash.text.hasPrefix("$y$"))
        #expect(hash.verifies(Array(password.utf8)))
        #expect(!hash.verifies(Array(password.utf8.dropLast())))
        #expect(!hash.verifies(Array((password + "x").utf8)))
    }

    @Test func samePasswordHasAnotherSaltEachTime() throws {
        let password = Array("secret".utf8)
        #expect(try PasswordHash(hashing: password) != PasswordHash(hashing: password))
    }

    @Test(arguments: [
        ([], PasswordError.empty), ([0x61, 0, 0x62], .containsNUL),
        ([UInt8](repeating: 0x61, count: 512), .tooLong(maximum: 511)),
    ])
    func badPasswordsAreRefused(password: [UInt8], error: PasswordError) throws {
        #expect(throws: error) { try PasswordHash(hashing: password) }
        #expect(try !PasswordHash(hashing: Array("a".utf8)).verifies(password))
    }

    /// libcrypt would stop at the NUL and find the rest right.
    @Test func passwordIsNotCutAtANUL() throws {
        #expect(try !PasswordHash(hashing: Array("a".utf8)).verifies([0x61, 0]))
    }

    /// With the same method and cost as every new hash, before the salt.
    @Test func hashOfNobodyCostsAsMuchAndFitsNoPassword() throws {
        let nobody = try #require(PasswordHash.ofNobody)
        let real = try PasswordHash(hashing: Array("secret".utf8))
        #expect(nobody.text.split(separator: "$").prefix(2) == real.text.split(separator: "$").prefix(2))
        #expect(nobody.text.split(separator: "$")[2].count == real.text.split(separator: "$")[2].count)
        for password in ["", "secret", nobody.text] { #expect(!nobody.verifies(Array(password.utf8))) }
    }

    @Test func storedTextIsReadAgain() throws {
        let hash = try PasswordHash(hashing: Array("secret".utf8))
        let stored = try #require(PasswordHash(text: hash.text))
        #expect(stored == hash)
        #expect(stored.verifies(Array("secret".utf8)))
    }

    /// Made by Python's crypt module, so that a change of form cannot go unseen.
    @Test func hashOfAnotherProgramIsVerified() throws {
        let hash = try #require(PasswordHash(text: Self.knownHash))
        #expect(hash.verifies(Array("correct horse".utf8)))
        #expect(!hash.verifies(Array("battery staple".utf8)))
    }

    @Test(arguments: ["", "secret", "*0", "ab0123456789A", "$1$abc$def", "$y$j9T$\0"])
    func otherTextsAreNoHashes(text: String) {
        #expect(PasswordHash(text: text) == nil)
    }

    @Test(arguments: ["$y$", "$y$j9T$", "$y$j9T$!!", "$y$j9T$abc$def", "$y$zzzzzz$abc$def"])
    func damagedHashVerifiesNothing(text: String) throws {
        let hash = try #require(PasswordHash(text: text))
        #expect(!hash.verifies(Array("secret".utf8)))
    }

    private static let knownHash = "$y$j9T$F5Jx5fExrKuPp53xLKQ..1$zwtVrjrUCmXcyLTs6oxLTQlzifSUkF8RHJ./tK5KU79"
}
