import ArgumentParser
import Storage

struct UserEdit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit",
        abstract: "Say whether a user may change something, on the pages and by the API.",
        discussion: "Holds from the next request on.")

    @Argument(help: "The user's name.")
    var name: String

    @Flag(help: "What the user may do.")
    var right: Right

    @OptionGroup var database: DatabaseOption

    enum Right: String, EnumerableFlag {
        case readOnly, readWrite

        static func help(for right: Right) -> ArgumentHelp? {
            switch right {
            case .readOnly: "The user may see everything and change nothing."
            case .readWrite: "The user may change everything."
            }
        }
    }

    func run() throws {
        let store = try database.openToChange()
        guard try store.setReadOnly(right == .readOnly, user: name) else {
            throw CommandFailure("There is no user \(name). See `landing-tracker user list`.", .usage)
        }
        switch right {
        case .readOnly: Output.print("\(name) may see everything and change nothing.")
        case .readWrite: Output.print("\(name) may change everything.")
        }
    }
}
