/// The secret that a machine logs in with: `ltk_` and 32 random bytes in base64url (RFC 4648 section 5).
///
/// What is kept is its SHA-256: a slow hash with a salt protects secrets that can be guessed, and 256 random bits
/// cannot.
package struct AccessToken: Sendable {
    /// Shown to the administrator once, and never stored.
    package let text: String

    private static let prefix = "ltk_"

    /// A new token from the system's random numbers.
    package init() {
        text = Self.prefix + Secret().text
    }

    /// Takes what a client sent.
    ///
    /// - Returns: nil for what cannot be a token of ours.
    package init?(_ text: String) {
        guard text.hasPrefix(Self.prefix), text.utf8.count == Self.length else { return nil }
        self.text = text
    }

    /// What is stored and looked up: 64 hexadecimal digits.
    package var hash: String { Secret.hash(of: text) }

    /// Six bits a character, without padding.
    private static let length = prefix.utf8.count + Secret.textLength
}
