import Digests

/// The secret that a machine logs in with: `ltk_` and 32 random bytes in base64url (RFC 4648 section 5).
///
/// What is kept is its SHA-256: a slow hash with a salt protects secrets that can be guessed, and 256 random bits
/// cannot.
package struct AccessToken: Sendable {
    /// Shown to the administrator once, and never stored.
    package let text: String

    private static let prefix = "ltk_"
    private static let randomByteCount = 32

    /// A new token from the system's random numbers.
    package init() {
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<Self.randomByteCount).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        text = Self.prefix + Self.base64URL(bytes)
    }

    /// Takes what a client sent.
    ///
    /// - Returns: nil for what cannot be a token of ours.
    package init?(_ text: String) {
        guard text.hasPrefix(Self.prefix), text.utf8.count == Self.length else { return nil }
        self.text = text
    }

    /// What is stored and looked up: 64 hexadecimal digits.
    package var hash: String {
        SHA256.digest(Array(text.utf8)).map { byte in
            String(byte >> 4, radix: 16) + String(byte & 0xF, radix: 16)
        }.joined()
    }

    /// Six bits a character, without padding.
    private static let length = prefix.utf8.count + (randomByteCount * 8 + 5) / 6

    private static func base64URL(_ bytes: [UInt8]) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
        var characters: [UInt8] = []
        var bits: UInt32 = 0
        var bitCount: UInt32 = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            bitCount += 8
            while bitCount >= 6 {
                bitCount -= 6
                characters.append(alphabet[Int(bits >> bitCount & 0x3F)])
            }
        }
        if bitCount > 0 { characters.append(alphabet[Int(bits << (6 - bitCount) & 0x3F)]) }
        return String(decoding: characters, as: UTF8.self)
    }
}
