import CCrypt
import Digests

/// A password as it is kept: its salted yescrypt hash, in the text form of crypt(5).
package struct PasswordHash: Hashable, Sendable {
    /// `$y$j9T$<salt>$<hash>`.
    package let text: String

    /// Of all yescrypt hashes, and of them only: crypt(3) would take weak old forms, too.
    private static let prefix = "$y$"
    /// libcrypt reads no more (CRYPT_MAX_PASSPHRASE_SIZE with its NUL).
    package static let maximumPasswordLength = 511

    /// The hash of no password, as slow to try as any other: for names that nobody has. nil where no hash can be made.
    package static let ofNobody = randomSalt().flatMap(PasswordHash.init(text:))

    /// Takes a text that was stored.
    ///
    /// - Returns: nil when it is no yescrypt hash.
    package init?(text: String) {
        guard text.hasPrefix(Self.prefix), !text.utf8.contains(0) else { return nil }
        self.text = text
    }

    /// Hashes a password with a random salt; takes tens of milliseconds and 16 MiB, which is its purpose.
    package init(hashing password: [UInt8]) throws(PasswordError) {
        try Self.requireFit(password)
        guard let salt = Self.randomSalt(), let text = Self.hash(password, setting: salt) else {
            throw .unavailable
        }
        self.text = text
    }

    /// Whether there can be a hash of a password.
    static func requireFit(_ password: [UInt8]) throws(PasswordError) {
        guard !password.isEmpty else { throw .empty }
        guard password.count <= maximumPasswordLength else { throw .tooLong(maximum: maximumPasswordLength) }
        guard !password.contains(0) else { throw .containsNUL }
    }

    /// Whether it is the hash of this password; as slow as hashing, and as long for a wrong one as for the right
    /// one.
    package func verifies(_ password: [UInt8]) -> Bool {
        guard !password.isEmpty, password.count <= Self.maximumPasswordLength, !password.contains(0),
            let hash = Self.hash(password, setting: text)
        else { return false }
        return Array(hash.utf8).isSame(as: Array(text.utf8))
    }

    /// A yescrypt setting of the library's default cost, with a salt from the system.
    private static func randomSalt() -> String? {
        var setting = [CChar](repeating: 0, count: Int(CRYPT_GENSALT_OUTPUT_SIZE))
        // No bytes given: the library asks the system for random ones.
        guard let text = crypt_gensalt_rn(prefix, 0, nil, 0, &setting, Int32(setting.count)) else {
            return nil
        }
        return String(cString: text)
    }

    private static func hash(_ password: [UInt8], setting: String) -> String? {
        var phrase = password.map(CChar.init(bitPattern:)) + [0]
        // Too large for the stack of a thread, and to be zero before its first use.
        var work = [UInt8](repeating: 0, count: MemoryLayout<crypt_data>.size)
        defer {
            phrase.wipe()
            work.wipe()
        }
        // crypt_rn, unlike crypt_r, answers a refused setting with a null pointer, not with a text that begins
        // with a star.
        return crypt_rn(phrase, setting, &work, Int32(work.count)).map { String(cString: $0) }
    }
}

extension [UInt8] {
    fileprivate mutating func wipe() {
        for index in indices { self[index] = 0 }
    }
}

extension [CChar] {
    fileprivate mutating func wipe() {
        for index in indices { self[index] = 0 }
    }
}
