import ArgumentParser
import Storage

struct UserRemove: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Remove a user; the next request with that name is refused.")

    @Argument(help: "The user's name.")
    var name: String

    @OptionGroup var database: DatabaseOption

    func run() throws {
        let store = try database.openToChange()
        guard try store.removeUser(name) else {
            throw CommandFailure("There is no user \(name). See `landing-tracker user list`.", .usage)
        }
        Output.print("Removed user \(name).")
    }
}
