import ArgumentParser
import Foundation
import Storage
import Tracker
import Tracking
import Web

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Show a campaign's figures by day, and by groups within each day.")

    @Argument(help: "The campaign's number.")
    var campaign: Int64

    @Option(
        help: ArgumentHelp("The first day, YYYY-MM-DD; without it the last seven days.", valueName: "day"))
    var from: String?

    @Option(help: ArgumentHelp("The last day; without it today.", valueName: "day"))
    var to: String?

    @Option(help: ArgumentHelp("An IANA time zone, Europe/Kyiv for example. Default: UTC", valueName: "zone"))
    var timezone: String?

    @Option(help: ArgumentHelp("Parameters of the clicks to group by, at most four.", valueName: "a,b"))
    var groupBy: String?

    @Flag(help: "Print CSV.")
    var csv = false

    @Flag(help: "Print what GET /api/v2/reports/statistics answers.")
    var json = false

    @Flag(help: "With --csv or --json: leave out groups that have nothing on a day, as the table does.")
    var sparse = false

    @Flag(help: "With --csv: begin with a byte order mark, as spreadsheet programs want it.")
    var excel = false

    @OptionGroup var database: DatabaseOption

    func validate() throws {
        guard !(csv && json) else { throw ValidationError("Give either --csv or --json.") }
        guard csv || !excel else { throw ValidationError("--excel is for --csv.") }
    }

    func run() throws {
        let id = try CampaignID(argument: self.campaign)
        let query = try statisticsQuery(id)
        let store = try database.open()
        guard let statistics = try store.statistics(query) else { throw CommandFailure.noCampaign(id) }
        if csv { return Output.write((excel ? CSVTable.byteOrderMark : []) + statistics.csv(.visible)) }
        if json { return Output.print(.json(statistics.json)) }
        Output.print(StatisticsText(statistics).text)
    }

    private func statisticsQuery(_ id: CampaignID) throws(CommandFailure) -> StatisticsQuery {
        let zone = try ReportZone(argument: timezone)
        let today = try zone.today()
        let last = try to.map(ReportDay.init(argument:)) ?? today
        let first = try from.map(ReportDay.init(argument:)) ?? ReportDay(number: last.number - 6) ?? last
        let period = ReportPeriod(first: first, last: last)
        guard period.dayCount > 0 else {
            throw CommandFailure("--from \(period.first) is after --to \(period.last).", .usage)
        }
        let groups = StatisticsQuery.parameterNames(in: groupBy ?? "")
        let maximum = StatisticsQuery.maximumDayCount(groupedBy: groups)
        guard period.dayCount <= maximum else {
            let kind = groups.isEmpty ? "A report" : "A grouped report"
            throw CommandFailure("\(kind) has at most \(maximum) days.", .usage)
        }
        guard groups.count <= StatisticsQuery.maximumGroupParameterCount else {
            throw CommandFailure(
                "--group-by takes at most \(StatisticsQuery.maximumGroupParameterCount) parameters.", .usage)
        }
        var query = StatisticsQuery(campaign: id, period: period, zone: zone, groupParameters: groups)
        // What somebody reads in a terminal is not to scroll by.
        query.isSparse = sparse || !(csv || json)
        return query
    }
}
