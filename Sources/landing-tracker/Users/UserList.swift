import ArgumentParser
import JSON
import Storage
import Tracking

struct UserList: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List all users.")

    @Flag(help: "Print the users as one JSON array.")
    var json = false

    @OptionGroup var database: DatabaseOption

    func run() throws {
        let store = try database.open()
        let users = try store.users()
        if json {
            let elements = users.map { user -> JSONValue in
                [
                    "name": .string(user.name), "readOnly": .bool(user.isReadOnly),
                    "createdAt": .integer(user.createdAt.seconds),
                ]
            }
            return Output.print(json: .array(elements))
        }
        guard !users.isEmpty else {
            return Output.print("No users yet. See `landing-tracker user add --help`.")
        }
        let rows = users.map { [$0.name, $0.isReadOnly ? "read" : "change", $0.createdAt.text] }
        Output.print(TextTable(heading: ["NAME", "MAY", "ADDED"], rows: rows).text)
    }
}
