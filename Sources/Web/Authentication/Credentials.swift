import Foundation
import Passwords

/// What an Authorization field carries.
enum Credentials {
    /// RFC 7617: both exactly as they were sent.
    case basic(user: [UInt8], password: [UInt8])
    /// RFC 6750: a token of ours.
    case token(AccessToken)

    /// Reads the value of an Authorization field.
    ///
    /// - Returns: nil for another scheme, and for what nobody can log in with.
    init?(_ text: String) {
        let parts = text.split(separator: " ", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        let secret = parts[1].trimmingPrefix { $0 == " " }
        switch parts[0].lowercased() {
        case "basic": self.init(basic: secret)
        case "bearer": self.init(bearer: secret)
        default: return nil
        }
    }

    /// The first colon ends the user's name; a password may have more of them.
    private init?(basic encoded: Substring) {
        guard let decoded = Data(base64Encoded: String(encoded)) else { return nil }
        let bytes = [UInt8](decoded)
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        self = .basic(user: Array(bytes[..<colon]), password: Array(bytes[(colon + 1)...]))
    }

    private init?(bearer text: Substring) {
        guard let token = AccessToken(String(text)) else { return nil }
        self = .token(token)
    }
}
