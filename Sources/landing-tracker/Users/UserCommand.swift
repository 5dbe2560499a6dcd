import ArgumentParser

struct UserCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user",
        abstract: "Add, list and remove people who may log in to the administration and the reports.",
        subcommands: [UserAdd.self, UserList.self, UserPasswd.self, UserRemove.self])
}
