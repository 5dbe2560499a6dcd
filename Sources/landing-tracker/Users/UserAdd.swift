import ArgumentParser
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

    @Flag(help: "Give a user who exists this password instead of refusing, as `user passwd` does.")
    var replace = false

    @OptionGroup var database: DatabaseOption

    func validate() throws {
        guard name.canBeShown, !name.utf8.contains(UInt8(ascii: ":")) else {
            throw ValidationError(
                "A name has at least one character, and neither a colon nor a control character.")
        }
    }

    func run() throws {
        let hash = try NewPassword(for: name, fromStandardInput: passwordStdin).hash
        let store = try database.openToChange(.createIfMissing)
        if replace, try store.replacePasswordHash(of: name, with: hash) {
            return Output.print("Changed the password of \(name).")
        }
        try store.addUser(name, passwordHash: hash, at: .now)
        Output.print("Added user \(name).")
    }
}
