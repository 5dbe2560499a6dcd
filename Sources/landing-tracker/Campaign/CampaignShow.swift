import ArgumentParser
import JSON
import Storage
import Tracking
import Web

struct CampaignShow: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show one campaign.")

    @Argument(help: "The campaign's number.")
    var id: Int64

    @Flag(help: "Print the campaign as JSON.")
    var json = false

    @OptionGroup var database: DatabaseOption

    func run() throws {
        let id = try CampaignID(argument: self.id)
        let store = try database.open()
        guard let campaign = try store.campaign(id) else { throw CommandFailure.noCampaign(id) }
        let summary = try store.summary(of: id)
        guard !json else { return Output.print(json: campaign.json(summary)) }
        Output.print(CampaignText.details(campaign, summary))
    }
}

extension CampaignID {
    init(argument: Int64) throws(CommandFailure) {
        guard let id = CampaignID(argument) else {
            throw CommandFailure("\(argument) is no campaign number; it is 1 to 9007199254740991.", .usage)
        }
        self = id
    }
}

extension CommandFailure {
    static func noCampaign(_ id: CampaignID) -> CommandFailure {
        CommandFailure("There is no campaign \(id.number). See `landing-tracker campaign list`.", .usage)
    }
}

extension Store {
    /// The campaign as the API shows it.
    func json(of campaign: Campaign) throws(StoreError) -> JSONValue {
        campaign.json(try summary(of: campaign.id))
    }
}
