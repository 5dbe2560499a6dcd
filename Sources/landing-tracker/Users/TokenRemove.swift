import ArgumentParser
import Storage

struct TokenRemove: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Remove a token; the next request with it is refused.")

    @Argument(help: "The token's name.")
    var name: String

    @OptionGroup var database: DatabaseOption

    func run() throws {
        let store = try database.openToChange()
        guard try store.removeToken(name) else {
            throw CommandFailure("There is no token \(name). See `landing-tracker token list`.", .usage)
        }
        Output.print("Removed token \(name).")
    }
}
