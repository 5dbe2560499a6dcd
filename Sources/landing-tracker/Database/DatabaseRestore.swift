import ArgumentParser
import JSON
import Storage
import Tracker

struct DatabaseRestore: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Put a backup in the place of the database, which is kept under another name.",
        discussion: """
            Reads all of the backup first, and changes nothing unless it is whole. Nobody may have the database open: \
            stop the service and its socket. Where no database is yet the backup becomes it.
            """)

    @Argument(help: "The backup.")
    var file: String

    @OptionGroup var options: CopyOptions

    @Flag(help: "Print database, file, bytes, journeys, lastEventAt (Unix seconds) and kept as JSON.")
    var json = false

    @OptionGroup var database: DatabaseOption

    func run() throws {
        // Before root is another user, who perhaps may not read it.
        let source = try BackupSource(file)
        let settings = try database.settings()
        try settings.databaseOwner.takeOverFromRoot()
        try settings.databaseOwner.requireAccess(mayMake: true)
        let order = RestoreOrder(
            diskReserveBytes: options.reserve.bytes(settings), acceptsDifferences: options.acceptDifferences)
        let restore = try CopyProgressLine.watching { watch in
            try settings.database.restore(source, order, watch: watch)
        }
        if !restore.holders.isEmpty {
            Output.printError(
                """
                landing-tracker: The database that was there before is still open in \
                \(restore.holders.joined(separator: ", ")). End that before anything else.
                """)
        }
        guard !json else { return Output.print(json: document(restore, settings)) }
        Output.print("Restored \(settings.databasePath) from \(file): \(restore.content.text).")
        guard let kept = restore.kept.first else { return }
        Output.print(
            """
            What was there before is kept: \(restore.kept.joined(separator: " "))
            To go back, make one file of it and restore that:
              landing-tracker db backup --database \(kept) NEW
              landing-tracker db restore --database \(settings.databasePath) NEW
            """)
    }

    private func document(_ restore: FinishedRestore, _ settings: Settings) -> JSONValue {
        let places: [(name: String, value: JSONValue)] = [
            ("database", .string(settings.databasePath)), ("file", .string(file)),
        ]
        let kept = JSONValue.array(restore.kept.map { .string($0) })
        return .object(places + restore.content.members + [(name: "kept", value: kept)])
    }
}
