import ArgumentParser
import JSON
import Passwords
import Storage
import Tracker
import Tracking
import Web

struct TokenAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Make a token and print it, this once.",
        discussion:
            "Sent as `Authorization: Bearer TOKEN`. What is stored is its hash: a lost token is replaced, not shown."
    )

    @Argument(help: "What the token is for; no control character.")
    var name: String

    @Flag(help: "The token may read everything and change nothing.")
    var readOnly = false

    @Flag(help: "Print the token as JSON.")
    var json = false

    @OptionGroup var database: DatabaseOption

    func validate() throws {
        if let problem = LoginName.problem(ofToken: name) { throw ValidationError(problem) }
    }

    func run() throws {
        let token = AccessToken()
        let store = try database.openToChange(.createIfMissing)
        try store.addToken(name, hash: token.hash, isReadOnly: readOnly, at: .now)
        let document: JSONValue = [
            "name": .string(name), "readOnly": .bool(readOnly), "token": .string(token.text),
        ]
        guard !json else { return Output.print(json: document) }
        Output.print("\(token.text)")
    }
}
