import Foundation
import Passwords
import Storage
import Synchronization

/// Logins that a test site knows, and some that it does not.
struct Login: Sendable {
    /// The value of an Authorization field.
    let field: String

    static let anna = Login(user: "anna", password: "pässword: 1")
    static let boris = Login(user: "Борис", password: "secret")
    static let token = Login(token: tokens.full)
    static let readingToken = Login(token: tokens.reading)
    static let unknownToken = Login(token: AccessToken())

    init(field: String) {
        self.field = field
    }

    init(user: String, password: String) {
        field = "Basic " + Data("\(user):\(password)".utf8).base64EncodedString()
    }

    private init(token: AccessToken) {
        field = "Bearer " + token.text
    }

    /// Hashed once for all sites, since hashing is slow.
    static func addAll(to store: any LoginStore) throws {
        for (name, hash) in try hashes.get() { try store.addUser(name, passwordHash: hash, at: TestSite.now) }
        try store.addToken("machine", hash: tokens.full.hash, isReadOnly: false, at: TestSite.now)
        try store.addToken("monitor", hash: tokens.reading.hash, isReadOnly: true, at: TestSite.now)
    }

    /// Whether a password is that of a hash. Each is tried once for all sites, too.
    static func verifies(_ hash: PasswordHash, _ password: [UInt8]) -> Bool {
        let attempt = Attempt(hash: hash, password: password)
        if let isRight = attempts.withLock({ $0[attempt] }) { return isRight }
        let isRight = hash.verifies(password)
        attempts.withLock { $0[attempt] = isRight }
        return isRight
    }

    private struct Attempt: Hashable {
        let hash: PasswordHash
        let password: [UInt8]
    }

    private static let attempts = Mutex<[Attempt: Bool]>([:])

    private static let tokens = (full: AccessToken(), reading: AccessToken())

    private static let hashes = Result {
        [
            ("anna", try PasswordHash(hashing: Array("pässword: 1".utf8)).text),
            ("Борис", try PasswordHash(hashing: Array("secret".utf8)).text),
        ]
    }
}
