import ArgumentParser

struct UserCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user",
        abstract: "Add, list, change and remove people who may log in to the pages and to the API.",
        subcommands: [UserAdd.self, UserList.self, UserEdit.self, UserPasswd.self, UserRemove.self])
}
