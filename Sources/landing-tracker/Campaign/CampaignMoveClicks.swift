import ArgumentParser
import JSON
import Storage
import Tracker
import Tracking
import Web

struct CampaignMoveClicks: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "move-clicks",
        abstract: "Give a campaign clicks that were sent to another one.",
        discussion: """
            Their postbacks are mapped anew, with the settings that the right campaign has now. Each run has a number, \
            and --undo gives back what it has changed. One that was interrupted goes on when it is asked for again.
            """)

    @Argument(help: "The campaign that the clicks count for.")
    var campaign: Int64?

    @Option(help: ArgumentHelp("The campaign that gets them.", valueName: "campaign"))
    var to: Int64?

    @Option(help: ArgumentHelp("The first day of the clicks, YYYY-MM-DD.", valueName: "day"))
    var from: String?

    @Option(help: ArgumentHelp("The last day; without it today.", valueName: "day"))
    var toDay: String?

    @Option(help: ArgumentHelp("An IANA time zone, Europe/Kyiv for example. Default: UTC", valueName: "zone"))
    var timezone: String?

    @Option(
        help: ArgumentHelp(
            "Only clicks whose parameter has this text. May be given several times: all must hold.",
            valueName: "name=text"))
    var parameter: [String] = []

    @Flag(help: "Show what would change, and change nothing.")
    var dryRun = false

    @Option(help: ArgumentHelp("Take back what a run has moved.", valueName: "run"))
    var undo: Int64?

    @Flag(help: #"Print {"moved":N,"run":R}, or what the API answers to the others."#)
    var json = false

    @OptionGroup var database: DatabaseOption

    func validate() throws {
        if undo != nil {
            guard campaign == nil, to == nil, from == nil, toDay == nil, timezone == nil, parameter.isEmpty,
                !dryRun
            else { throw ValidationError("--undo takes back a whole run: give its number and nothing else.") }
        } else {
            guard campaign != nil, to != nil, from != nil else {
                throw ValidationError("Give the campaign, --to and --from; or --undo with a run's number.")
            }
        }
    }

    func run() throws {
        if let undo { return try takeBack(undo) }
        let move = try clickMove()
        if dryRun { return show(try database.open().preview(move), of: move) }
        let store = try database.openToChange()
        let run = try store.beginMove(move, by: .command, at: .now)
        if !json { Output.print("Run \(run): --undo \(run) takes it back.") }
        let count = try store.carryOut(move, as: run)
        guard !json else {
            return Output.print(json: ["moved": .integer(Int64(count)), "run": .integer(run)])
        }
        let clicks: VisibleText = "\(count) click\(count == 1 ? "" : "s")"
        Output.print("Moved \(clicks) from campaign \(move.from) to \(move.to).")
    }

    private func clickMove() throws(CommandFailure) -> ClickMove {
        // Where one of them is missing, `validate` has said so.
        let (from, to) = (try CampaignID(argument: campaign ?? 0), try CampaignID(argument: to ?? 0))
        let zone = try ReportZone(argument: timezone)
        let first = try ReportDay(argument: self.from ?? "")
        let today = try zone.today()
        let last = try toDay.map(ReportDay.init(argument:)) ?? today
        guard first <= last else {
            throw CommandFailure("--from \(first) is after --to-day \(last).", .usage)
        }
        let move = ClickMove(
            from: from, to: to, during: ReportPeriod(first: first, last: last), in: zone,
            parameters: try filters())
        guard let move else {
            throw CommandFailure("The clicks of campaign \(from) are its own already.", .usage)
        }
        return move
    }

    private func filters() throws(CommandFailure) -> [ClickMove.ParameterFilter] {
        let filters = try parameter.map(Self.filter)
        do throws(FieldProblem) { try ClickMove.check(filters) } catch {
            throw CommandFailure("--parameter: \(error.message)", .usage)
        }
        return filters
    }

    /// Splits at the first `=`.
    private static func filter(_ text: String) throws(CommandFailure) -> ClickMove.ParameterFilter {
        guard let equals = text.firstIndex(of: "=") else {
            throw CommandFailure("--parameter \(text): write name=text, source=facebook for example.", .usage)
        }
        return ClickMove.ParameterFilter(
            name: String(text[..<equals]), text: String(text[text.index(after: equals)...]))
    }

    private func show(_ preview: MovePreview, of move: ClickMove) {
        guard !json else { return Output.print(json: preview.json) }
        Output.print(MoveText.preview(preview, of: move))
    }

    private func takeBack(_ run: Int64) throws {
        let undone = try database.openToChange().undoMove(run, by: .command)
        guard !json else { return Output.print(json: undone.json) }
        Output.print(MoveText.undone(undone))
    }
}
