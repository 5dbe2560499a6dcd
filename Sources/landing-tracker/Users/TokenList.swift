import ArgumentParser
import JSON
import Storage
import Tracking

struct TokenList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List all tokens, by name.")

    @Flag(help: "Print the tokens as one JSON array.")
    var json = false

    @OptionGroup var database: DatabaseOption

    func run() throws {
        let store = try database.open()
        let tokens = try store.tokens()
        if json {
            let elements = tokens.map { token -> JSONValue in
                [
                    "name": .string(token.name), "readOnly": .bool(token.isReadOnly),
                    "createdAt": .integer(token.createdAt.seconds),
                ]
            }
            return Output.print(json: .array(elements))
        }
        guard !tokens.isEmpty else {
            return Output.print("No tokens yet. See `landing-tracker token add --help`.")
        }
        let rows = tokens.map { [$0.name, $0.isReadOnly ? "read" : "change", $0.createdAt.text] }
        Output.print(TextTable(heading: ["NAME", "MAY", "ADDED"], rows: rows).text)
    }
}
