import ArgumentParser
import Storage
import Tracker

struct DatabaseInit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Make a new, empty database.",
        discussion: """
            Changes nothing where there is one already. A file of no bytes, which every other command refuses, becomes the \
            database.
            """)

    @OptionGroup var database: DatabaseOption

    func run() throws {
        let settings = try database.settings()
        try settings.databaseOwner.takeOverFromRoot()
        try settings.databaseOwner.requireAccess(mayMake: true)
        guard try settings.database.make(inPlaceOfEmpty: true) else {
            throw CommandFailure("\(settings.databasePath) is there already, and was left as it is.", .usage)
        }
        Output.print("Made the database \(settings.databasePath).")
    }
}
