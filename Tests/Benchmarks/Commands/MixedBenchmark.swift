import ArgumentParser
import Storage
import TestSupport
import Tracking

/// What a grouped report in a loop costs those who track at the same time.
struct MixedBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mixed",
        abstract: "Send clicks through nginx with and without a grouped 30-day report in a loop, in turns.")

    @Option(help: "How many journeys are there before, over 30 days.") var journeys: Int64 = 1_000_000
    @Option(help: "How often each is measured.") var rounds = 5
    @Option(help: "Seconds of each measurement.") var seconds = 4
    @Option(help: "Connections that are open at once.") var connections = 64
    @OptionGroup var filling: FillingOptions

    func run() throws {
        let folder = try TemporaryFolder()
        var scenario = Scenario.product
        scenario.clients.count = connections
        scenario.database = try FilledDatabase(journeys: journeys)
            .copy(from: filling.folder(else: folder), into: folder)
        let site = try Installation(scenario, try BenchmarkFiles())
        let token = try Tracker(database: site.place.database)
            .output(["token", "add", "benchmark", "--read-only"]).trimmed
        var (alone, beside): ([Measurement], [Measurement]) = ([], [])
        var reportTimes: [Double] = []
        for _ in 0..<rounds {
            alone.append(try site.measure(Wrk(clients: scenario.clients), seconds: seconds))
            let loop = ReportLoop(port: site.ports.http, path: try reportPath(), token: token)
            beside.append(try site.measure(Wrk(clients: scenario.clients), seconds: seconds))
            reportTimes += try loop.stop()
        }
        try site.stop()
        print(table(alone, beside, reportTimes).text)
    }

    private func reportPath() throws -> String {
        guard let first = JourneyLoader.firstDay,
            let last = ReportDay(number: first.number + Int(JourneyLoader.dayCount) - 1)
        else { throw Unexpected("no such day") }
        return "/api/v2/reports/statistics?campaignId=42"
            + "&periodStart=\(first)&periodEnd=\(last)&groupParameters=source"
    }

    private func table(
        _ alone: [Measurement], _ beside: [Measurement], _ reportTimes: [Double]
    ) -> MarkdownTable {
        var table = MarkdownTable(header: [
            "\(connections) connections, \(rounds) x \(seconds) s, \(journeys) journeys", "requests/s",
            "of alone",
            "p50 ms", "p99 ms", "errors", "reports", "report median ms",
        ])
        let base = alone.map(\.requestsPerSecond).median
        let reports = ["\(reportTimes.count)", reportTimes.median.rounded(toPlaces: 0)]
        for (title, runs, last) in [
            ("clicks alone", alone, ["-", "-"]), ("clicks beside a report in a loop", beside, reports),
        ] {
            let rate = runs.map(\.requestsPerSecond).median
            table.rows.append(
                [
                    title, rate.rounded(toPlaces: 0), (rate / base).rounded(toPlaces: 2),
                    runs.map(\.load.p50Milliseconds).median.rounded(toPlaces: 2),
                    runs.map(\.load.p99Milliseconds).median.rounded(toPlaces: 2),
                    "\(runs.reduce(0) { $0 + $1.load.errorCount })",
                ] + last)
        }
        return table
    }
}

extension String {
    fileprivate var trimmed: String { String(split(whereSeparator: \.isWhitespace).first ?? "") }
}
