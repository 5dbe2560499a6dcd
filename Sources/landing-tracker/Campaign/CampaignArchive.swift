import ArgumentParser
import Storage
import Tracking

struct CampaignArchive: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "archive",
        abstract: "Leave a campaign out of the pages' lists.",
        discussion: "It records as before, and nothing is deleted.")

    @Argument(help: "The campaign's number.")
    var id: Int64

    @Flag(help: "List it again.")
    var undo = false

    @Flag(help: "Print the campaign as JSON.")
    var json = false

    @OptionGroup var database: DatabaseOption

    func run() throws {
        let id = try CampaignID(argument: self.id)
        let store = try database.openToChange()
        guard let campaign = try store.updateCampaign(id, Campaign.Change(isArchived: !undo)) else {
            throw CommandFailure.noCampaign(id)
        }
        guard !json else { return Output.print(json: try store.json(of: campaign)) }
        Output.print("Campaign \(id.number) is \(undo ? "listed again" : "archived").")
    }
}
