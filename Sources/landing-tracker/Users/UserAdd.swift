import ArgumentParser
import Storage
import Tracker
import Tracking
import Web

struct UserAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add a user, and the database when it is missing.",
        discussion: "Asks for the password, twice. What is stored is its yescrypt hash.")

    @Argument(help: "The name to log in with; no colon, no control character.")
    var name: String

    @Flag(help: "The user may see everything and change nothing.")
    var readOnly = false

    @Flag(help: "Read the password from standard input instead: its first line.")
    var passwordStdin = false

    @Flag(help: "Give a user who exists this password instead of refusing, as `user passwd` does.")
    var replace = false

    @OptionGroup var database: DatabaseOption

    func validate() throws {
        if let problem = LoginName.problem(ofUser: name) { throw ValidationError(problem) }
        if replace, readOnly {
            throw ValidationError(
                "--replace changes the password alone; see `landing-tracker user edit --help`.")
        }
    }

    func run() throws {
        let hash = try AskedPassword(for: name, fromStandardInput: passwordStdin).hash
        let store = try database.openToChange(.createIfMissing)
        if replace, try store.replacePasswordHash(of: name, with: hash) {
            return Output.print("Changed the password of \(name).")
        }
        try store.addUser(name, passwordHash: hash, isReadOnly: readOnly, at: .now)
        Output.print("Added user \(name).")
    }
}
