import Foundation

/// Who a client says it is.
package struct Login: Sendable {
    /// The whole header.
    package let header: String

    /// RFC 7617.
    package init(user: String, password: String) {
        header = "Authorization: Basic " + Data("\(user):\(password)".utf8).base64EncodedString()
    }

    /// RFC 6750.
    package init(token: String) {
        header = "Authorization: Bearer \(token)"
    }

    /// The secret behind the scheme.
    package var credentials: String { String(header.split(separator: " ")[2]) }
}
