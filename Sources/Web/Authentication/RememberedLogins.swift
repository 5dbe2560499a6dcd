import Digests
import Passwords
import Synchronization

/// Logins that were right a while ago, so that a busy client does not cost a slow hash with each request.
///
/// A pair is kept as a code that only this process can make, next to the stored hash that it matched: with another
/// password for the user that hash is another one, and the pair counts no more.
final class RememberedLogins: Sendable {
    private let key: [UInt8]
    private let matches = Mutex<[[UInt8]: PasswordHash]>([:])

    /// Far more than there are users; passwords changed since do not pile up.
    private static let limit = 1000

    init() {
        var generator = SystemRandomNumberGenerator()
        key = (0..<SHA256.digestLength).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// Whether this password was found to match this hash before.
    func contains(user: [UInt8], password: [UInt8], matching hash: PasswordHash) -> Bool {
        let code = code(user: user, password: password)
        return matches.withLock { $0[code] == hash }
    }

    func remember(user: [UInt8], password: [UInt8], matching hash: PasswordHash) {
        let code = code(user: user, password: password)
        matches.withLock { matches in
            if matches.count >= Self.limit { matches.removeAll() }
            matches[code] = hash
        }
    }

    /// A user's name has no colon, so that no two pairs are written alike.
    private func code(user: [UInt8], password: [UInt8]) -> [UInt8] {
        SHA256.authenticationCode(user + [UInt8(ascii: ":")] + password, key: key)
    }
}
