import ArgumentParser
import Foundation
import JSON
import Storage
import Tracker

struct DatabaseMigrate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Bring the tables of a database of an earlier version up to date.",
        discussion: """
            Makes a backup beside the database before, named .before-upgrade-TIME, and changes nothing where there is no \
            room for one. `serve` does the same when it starts, unless Apache starts it; nothing else changes tables.
            """)

    @OptionGroup var reserve: ReserveOption

    @Flag(
        help:
            "Print database, from, to and backup as JSON; from, to and backup are null when there was nothing to do."
    )
    var json = false

    @OptionGroup var database: DatabaseOption

    func run() throws {
        let settings = try database.settings()
        try settings.databaseOwner.takeOverFromRoot()
        try settings.databaseOwner.requireAccess(mayMake: false)
        let order = UpgradeOrder(diskReserveBytes: reserve.bytes(settings))
        let upgrade = try CopyProgressLine.watching { watch in
            try settings.database.upgrade(order, watch: watch)
        }
        // Where nothing is missing it says what is wrong with the database, if anything.
        let store = try settings.database.open(.existing)
        let isTerminal = isatty(STDERR_FILENO) == 1
        var doneCount = 0
        while let progress = try store.fillSomeRows() {
            doneCount += progress.doneCount
            if isTerminal { Output.printProgress("\(progress.step): \(doneCount) rows") }
        }
        if isTerminal { Output.printProgress("") }
        guard !json else { return Output.print(json: document(upgrade, settings)) }
        guard let upgrade else { return Output.print("\(settings.databasePath) is up to date.") }
        Output.print(
            """
            Upgraded \(settings.databasePath) from "\(upgrade.from)" to "\(upgrade.to)". As it was before it is in \
            \(upgrade.backup).
            """)
    }

    private func document(_ upgrade: FinishedUpgrade?, _ settings: Settings) -> JSONValue {
        func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
        return [
            "backup": text(upgrade?.backup), "database": .string(settings.databasePath),
            "from": text(upgrade?.from), "to": text(upgrade?.to),
        ]
    }
}
