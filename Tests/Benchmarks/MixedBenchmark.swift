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

    func run() throws {
        let site = try LoadedSite { path in
            let store = try Store(path: path, opening: .existing)
            try JourneyLoader.fill(store, journeys)
            try store.close()
        }
        let token = try site.tracker.output(["token", "add", "benchmark", "--read-only"]).trimmed
        let load = Wrk(connections: connections, seconds: seconds)
        var (alone, beside): ([Measurement], [Measurement]) = ([], [])
        var reportTimes: [Double] = []
        for _ in 0..<rounds {
            alone.append(try site.measure(.kept, with: load))
            let loop = ReportLoop(port: site.port, path: try reportPath(), token: token)
            beside.append(try site.measure(.kept, with: load))
            reportTimes += try loop.stop()
        }
        let counts = try site.countAtTheEnd()
        print(table(alone, beside, reportTimes).text)
        print("\n\(counts.answers) answers of 201 by the tracker.")
    }

    private func reportPath() throws -> String {
        guard let first = JourneyLoader.firstDay,
            let last = ReportDay(number: first.number + Int(JourneyLoader.dayCount) - 1)
        else { throw Unexpected("no such day") }
        return "/\(Target.kept.rawValue)/api/v2/reports/statistics?campaignId=42"
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
                    runs.map(\.medianMilliseconds).median.rounded(toPlaces: 2),
                    runs.map(\.slowestPercentMilliseconds).median.rounded(toPlaces: 2),
                    "\(runs.reduce(0) { $0 + $1.errorCount })",
                ] + last)
        }
        return table
    }
}

extension String {
    fileprivate var trimmed: String { String(split(whereSeparator: \.isWhitespace).first ?? "") }
}
