import ArgumentParser

struct TokenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Add, list and remove tokens with which programs log in.",
        subcommands: [TokenAdd.self, TokenList.self, TokenRemove.self])
}
