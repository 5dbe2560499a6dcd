import Digests

/// 32 random bytes that only one client is told, in base64url (RFC 4648 section 5).
///
/// What is kept is their SHA-256: a slow hash with a salt protects secrets that can be guessed, and 256 random bits
/// cannot.
package struct Secret: Hashable, Sendable {
    package let text: String

    private static let byteCount = 32
    /// Six bits a character, without padding.
    static let textLength = (byteCount * 8 + 5) / 6

    /// A new one, from the system's random numbers.
    package init() {
        text = Self.base64URL(Self.randomBytes(Self.byteCount))
    }

    /// Takes what a client sent.
    ///
    /// - Returns: nil for what cannot be one.
    package init?(_ text: String) {
        guard text.utf8.count == Self.textLength, text.utf8.allSatisfy(Self.alphabet.contains) else {
            return nil
        }
        self.text = text
    }

    /// What is stored and looked up: 64 hexadecimal digits.
    package var hash: String { Self.hash(of: text) }

    static func hash(of text: String) -> String { SHA256.hexadecimal(SHA256.digest(Array(text.utf8))) }

    package static func randomBytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    private static func base64URL(_ bytes: [UInt8]) -> String {
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
