import Passwords

/// A password that somebody is to have, as whoever runs the command has given it.
struct AskedPassword {
    /// As it will be stored.
    let hash: String

    /// From standard input, or asked for at the terminal, twice.
    init(for name: String, fromStandardInput: Bool) throws(CommandFailure) {
        let bytes = try fromStandardInput ? PasswordInput.firstLine() : PasswordInput.askTwice(for: name)
        do throws(PasswordError) {
            hash = try NewPassword(bytes).hash().text
        } catch {
            throw CommandFailure("\(error)", error == .unavailable ? .fault : .usage)
        }
    }
}
