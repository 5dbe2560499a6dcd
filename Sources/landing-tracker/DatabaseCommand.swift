import ArgumentParser
import JSON
import Storage

struct DatabaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "db", abstract: "Look after the database.",
        subcommands: [
            DatabaseInit.self, DatabaseVerify.self, DatabaseBackup.self, DatabaseRestore.self,
            DatabaseMigrate.self,
        ])
}

struct DatabaseVerify: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Recompute all that reports read from the events and say where it differs.",
        discussion: "Changes nothing, and may run beside a server. Exits with 70 when something differs.")

    /// Of each kind: more would say no more.
    private static let differenceLimit = 1_000

    @Flag(help: "Print the differences as one JSON array.")
    var json = false

    @OptionGroup var database: DatabaseOption

    func run() throws {
        let store = try database.open()
        let differences = try store.verify(limit: Self.differenceLimit)
        if json {
            let elements = differences.map { difference -> JSONValue in
                [
                    "what": .string(difference.what), "expected": .string(difference.expected),
                    "found": .string(difference.found),
                ]
            }
            Output.print(json: .array(elements))
        } else {
            Output.print(
                differences.isEmpty
                    ? "Every counter follows from the events."
                    : .lines(differences.map { "\($0)" }))
        }
        guard differences.isEmpty else {
            let count = differences.count
            throw CommandFailure(
                "\(count) figure\(count == 1 ? " does" : "s do") not follow from the events. Please report this.",
                .fault)
        }
    }
}
