import ArgumentParser
import JSON
import Storage
import Tracker

struct DatabaseBackup: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Make a backup of the database, beside a running server.",
        discussion: """
            The backup is one file, which has every event answered before the command began. It gets its name when it \
            has been read as `db verify` reads, and is on disk.
            """)

    @Argument(help: "The file to make, or a folder, where its name has the database's path and the time.")
    var target: String

    @Option(help: ArgumentHelp("How many backups of this database stay in the folder.", valueName: "count"))
    var keep: Int?

    @OptionGroup var options: CopyOptions

    @Flag(help: "Print file, bytes, journeys, lastEventAt (Unix seconds) and removed as JSON.")
    var json = false

    @OptionGroup var database: DatabaseOption

    func validate() throws {
        guard let keep, keep < 1 else { return }
        throw ValidationError("--keep must be at least 1.")
    }

    func run() throws {
        let settings = try database.settings()
        try settings.databaseOwner.takeOverFromRoot()
        try settings.databaseOwner.requireAccess(mayMake: false)
        let order = BackupOrder(
            target: target, keepCount: keep, diskReserveBytes: options.reserve.bytes(settings),
            acceptsDifferences: options.acceptDifferences)
        let backup = try CopyProgressLine.watching(verifiesLast: true) { watch in
            try settings.database.backUp(order, watch: watch)
        }
        for remark in backup.remarks { Output.printError("landing-tracker: \(remark)") }
        guard !json else { return Output.print(json: document(backup, of: settings)) }
        Output.print("Backed up \(settings.databasePath) to \(backup.file): \(backup.content.text).")
        for file in backup.removed { Output.print("Removed \(file).") }
    }

    private func document(_ backup: FinishedBackup, of settings: Settings) -> JSONValue {
        let places: [(name: String, value: JSONValue)] = [
            ("database", .string(settings.databasePath)), ("file", .string(backup.file)),
        ]
        let removed = JSONValue.array(backup.removed.map { .string($0) })
        return .object(places + backup.content.members + [(name: "removed", value: removed)])
    }
}
