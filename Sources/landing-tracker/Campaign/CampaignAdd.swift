import ArgumentParser
import Storage
import Tracker
import Tracking

struct CampaignAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add a campaign, and the database when it is missing.",
        discussion: "Name, cost model, cost value and currency are required.")

    @Option(
        help: ArgumentHelp(
            "The campaign's number; without it the next one. Who moves here from another tracker keeps its numbers.",
            valueName: "number"))
    var id: Int64?

    @OptionGroup var options: CampaignOptions

    @Flag(help: "Print the campaign as JSON.")
    var json = false

    @OptionGroup var database: DatabaseOption

    func run() throws {
        let settings = try campaignSettings()
        let id = try self.id.map(CampaignID.init(argument:))
        let store = try database.openToChange(.createIfMissing)
        let campaign = try store.addCampaign(settings, id: id, at: .now)
        guard !json else { return Output.print(json: try store.json(of: campaign)) }
        Output.print("Added campaign \(campaign.id.number).")
    }

    private func campaignSettings() throws -> Campaign.Settings {
        let mapper = try options.statusMapperValue()
        guard let name = try options.nameValue(), let costModel = try options.costModelValue(),
            let amount = try options.amountValue(), let currency = try options.currencyValue()
        else {
            throw CommandFailure("Missing: \(missingOptions.joined(separator: ", ")).", .usage)
        }
        return Campaign.Settings(
            name: name, costModel: costModel, cost: Payout(amount: amount, currency: currency),
            statusMapper: mapper)
    }

    private var missingOptions: [String] {
        let required: [(String, String?)] = [
            ("--name", options.name), ("--cost-model", options.costModel),
            ("--cost-value", options.costValue), ("--currency", options.currency),
        ]
        return required.filter { $0.1 == nil }.map(\.0)
    }
}
