import ArgumentParser
import Storage
import Tracking

struct CampaignEdit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit",
        abstract: "Change a campaign: just what is given.",
        discussion: "Postbacks that have come keep the status and cost that they were given then.")

    @Argument(help: "The campaign's number.")
    var id: Int64

    @OptionGroup var options: CampaignOptions

    @Flag(help: "Remove the status mapper: every postback becomes trash.")
    var noStatusMapper = false

    @Flag(help: "Print the campaign as JSON.")
    var json = false

    @OptionGroup var database: DatabaseOption

    func run() throws {
        let id = try CampaignID(argument: self.id)
        let store = try Store(path: try database.settings().databasePath, opening: .existing)
        guard let campaign = try store.updateCampaign(id, change) else { throw CommandFailure.noCampaign(id) }
        Output.print(json ? try store.json(of: campaign) : "Changed campaign \(id.number).")
    }

    private func change(_ settings: inout Campaign.Settings) throws {
        if let name = try options.nameValue() { settings.name = name }
        if let costModel = try options.costModelValue() { settings.costModel = costModel }
        settings.cost = Payout(
            amount: try options.amountValue() ?? settings.cost.amount,
            currency: try options.currencyValue() ?? settings.cost.currency)
        if let mapper = try options.statusMapperValue() { settings.statusMapper = mapper }
        if noStatusMapper { settings.statusMapper = nil }
    }
}
