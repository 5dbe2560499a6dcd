import ArgumentParser
import Passwords
import Storage
import Tracker
import Tracking

struct UserAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add a user, and the database when it is missing.",
        discussion: "Asks for the password, twice. What is stored is its yescrypt hash.")

    @Argument(help: "The name to log in with; no colon, no control character.")
    var name: String

    @Flag(help: "Read the password from standard input instead: its first line.")
    var passwordStdin = false

    @Flag(help: "Give a user who exists this password instead of refusing.")
    var replace = false

    @OptionGroup var database: DatabaseOption

    func validate() throws {
        guard name.canBeShown, !name.utf8.contains(UInt8(ascii: ":")) else {
            throw ValidationError(
                "A name has at least one character, and neither a colon nor a control character.")
        }
    }

    func run() throws {
        let password = try passwordStdin ? PasswordInput.firstLine() : PasswordInput.askTwice(for: name)
        let hash = try Self.hash(of: password)
        let store = try database.open(.createIfMissing)
        if replace, try store.replacePasswordHash(of: name, with: hash.text) {
            return Output.print("Changed the password of \(name).")
        }
        try store.addUser(name, passwordHash: hash.text, at: .now)
        Output.print("Added user \(name).")
    }

    private static func hash(of password: [UInt8]) throws(CommandFailure) -> PasswordHash {
        do {
            return try PasswordHash(hashing: password)
        } catch {
            switch error {
            case .empty: throw CommandFailure("The password is empty.", .usage)
            case .tooLong(let most):
                throw CommandFailure("The password is longer than \(most) bytes.", .usage)
            case .containsNUL: throw CommandFailure("The password has a NUL byte.", .usage)
            case .unavailable: throw CommandFailure("The system's libcrypt makes no yescrypt hash.", .fault)
            }
        }
    }
}
