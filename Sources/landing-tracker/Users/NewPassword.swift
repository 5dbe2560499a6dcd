import Passwords

/// A password that somebody is to have, as it will be stored.
struct NewPassword {
    let hash: String

    /// Whoever has guessed for a while has tried all shorter ones that people choose.
    private static let minimumLength = 8

    /// From standard input, or asked for at the terminal, twice.
    init(for name: String, fromStandardInput: Bool) throws(CommandFailure) {
        try self.init(
            fromStandardInput ? PasswordInput.firstLine() : PasswordInput.askTwice(for: name))
    }

    private init(_ password: [UInt8]) throws(CommandFailure) {
        do {
            hash = try PasswordHash(hashing: password).text
        } catch {
            switch error {
            case .empty: throw CommandFailure("The password is empty.", .usage)
            case .tooLong(let most):
                throw CommandFailure("The password is longer than \(most) bytes.", .usage)
            case .containsNUL: throw CommandFailure("The password has a NUL byte.", .usage)
            case .unavailable: throw CommandFailure("The system's libcrypt makes no yescrypt hash.", .fault)
            }
        }
        let length = String(validating: password, as: UTF8.self)?.count ?? password.count
        guard length >= Self.minimumLength else {
            throw CommandFailure(
                "The password has fewer than \(Self.minimumLength) characters.", .usage)
        }
    }
}
