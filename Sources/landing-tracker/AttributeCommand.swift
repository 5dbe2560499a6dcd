import ArgumentParser
import JSON
import Storage
import Tracker
import Tracking

struct AttributeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attribute",
        abstract: "Give a campaign the unattributed clicks that sent a number no campaign had.",
        discussion: """
            Their postbacks are mapped with the campaign's settings of this moment. Clicks that sent the number \
            before the campaign got it are never attributed without this.
            """)

    @Argument(help: "The number that the clicks sent.")
    var sentNumber: Int64

    @Option(help: ArgumentHelp("The campaign that gets them.", valueName: "campaign"))
    var to: Int64

    @Flag(help: #"Print {"attributed":N}."#)
    var json = false

    @OptionGroup var database: DatabaseOption

    func run() throws {
        let sent = try CampaignID(argument: sentNumber)
        let campaign = try CampaignID(argument: to)
        let store = try database.openToChange()
        let count = try store.attribute(sent, to: campaign, seenFrom: nil, by: .command, at: .now)
        if count == 0, try store.campaign(sent) != nil {
            let move: VisibleText = "landing-tracker campaign move-clicks \(sent) --to \(campaign) --from DAY"
            let offer: VisibleText = sent == campaign ? "" : " To move them: \(move)"
            throw CommandFailure(
                """
                Nothing to attribute: \(sent) is a campaign, and the clicks that sent its number are its own.\(offer)
                """, .usage)
        }
        guard !json else { return Output.print(json: ["attributed": .integer(Int64(count))]) }
        let reason: VisibleText = count == 0 ? ": no unattributed click has sent \(sent.number)." : "."
        Output.print("Attributed \(count) click\(count == 1 ? "" : "s") to campaign \(to)\(reason)")
    }
}
