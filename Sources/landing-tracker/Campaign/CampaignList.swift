import ArgumentParser
import JSON
import Storage
import Tracking

struct CampaignList: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List all campaigns.")

    @Flag(help: "Print the campaigns as one JSON array.")
    var json = false

    @OptionGroup var database: DatabaseOption

    func run() throws {
        let store = try database.open()
        let campaigns = try store.campaigns()
        guard json else { return Output.print(CampaignText.table(campaigns)) }
        Output.print(json: .array(try campaigns.map(store.json(of:))))
    }
}
