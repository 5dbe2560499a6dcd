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
        let change = try self.change()
        guard change != Campaign.Change() else {
            throw CommandFailure("Nothing to change: give at least one option, --name for example.", .usage)
        }
        let store = try database.openToChange()
        guard let campaign = try store.updateCampaign(id, change) else { throw CommandFailure.noCampaign(id) }
        guard !json else { return Output.print(json: try store.json(of: campaign)) }
        Output.print("Changed campaign \(id.number).")
    }

    private func change() throws -> Campaign.Change {
        let mapper = try options.statusMapperValue()
        return Campaign.Change(
            name: try options.nameValue(), costModel: try options.costModelValue(),
            amount: try options.amountValue(), currency: try options.currencyValue(),
            statusMapper: noStatusMapper ? .some(nil) : mapper.map { .some($0) })
    }
}
