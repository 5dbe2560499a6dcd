import ArgumentParser
import Foundation
import Storage
import Tracker
import Tracking
import Web

struct JourneyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journey",
        abstract: "Show everything that carries one click id: its click, leads and postbacks.")

    @Argument(help: "The click id, in any spelling that the API takes.")
    var clickID: String

    @Flag(help: "Print what GET /api/v2/reports/leads/<clickId> answers.")
    var json = false

    @OptionGroup var database: DatabaseOption

    func run() throws {
        guard let id = ClickID(Array(clickID.utf8)[...]) else {
            throw CommandFailure("'\(clickID)' is no click id. A click id is a UUID.", .usage)
        }
        let settings = try database.settings()
        let store = try database.open(settings)
        guard let journey = try store.journey(id) else {
            throw CommandFailure("No event carries the click id \(id) in \(settings.databasePath).", .usage)
        }
        guard !json else { return Output.print(json: journey.json) }
        Output.print(JourneyText(journey).text)
    }
}
