import ArgumentParser
import Storage

struct UserPasswd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "passwd",
        abstract: "Give a user another password, end his sessions, and every wait after wrong ones.",
        discussion: """
            Asks for the password, twice. It may be the old one: who has been kept out by somebody who guesses gets in again.
            """)

    @Argument(help: "The user's name.")
    var name: String

    @Flag(help: "Read the password from standard input instead: its first line.")
    var passwordStdin = false

    @OptionGroup var database: DatabaseOption

    func run() throws {
        let store = try database.openToChange()
        let absence = CommandFailure("There is no user \(name). See `landing-tracker user list`.", .usage)
        guard try store.passwordHash(of: name) != nil else { throw absence }
        let password = try AskedPassword(for: name, fromStandardInput: passwordStdin)
        guard try store.replacePasswordHash(of: name, with: password.hash) else { throw absence }
        Output.print("Changed the password of \(name).")
    }
}
