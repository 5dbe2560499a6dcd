/// Why a password cannot be had, or not be hashed.
package enum PasswordError: Error, Hashable {
    case empty
    /// In characters.
    case tooShort(minimum: Int)
    /// In bytes of UTF-8.
    case tooLong(maximum: Int)
    case containsNUL
    /// The C library has no yescrypt, or the system no random bytes.
    case unavailable
}

extension PasswordError: CustomStringConvertible {
    /// A sentence for people.
    package var description: String {
        switch self {
        case .empty: "The password is empty."
        case .tooShort(let minimum): "The password has fewer than \(minimum) characters."
        case .tooLong(let maximum): "The password is longer than \(maximum) bytes."
        case .containsNUL: "The password has a NUL byte."
        case .unavailable: "The system's libcrypt makes no yescrypt hash."
        }
    }
}
