import ArgumentParser
import Foundation
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
    @OptionGroup var before: BeforeOption
    @Option(
        help: ArgumentHelp(
            "A folder of filled databases of the build before, as its `benchmarks reports --filled` makes them.",
            valueName: "folder"))
    var beforeFilled: String?

    func validate() throws {
        guard before.program != nil else { return }
        guard let beforeFilled else {
            throw ValidationError("--before needs --before-filled: the builds may have different schemas.")
        }
        let path = "\(beforeFilled)/\(FilledDatabase(journeys: journeys).fileName)"
        guard !FileManager.default.fileExists(atPath: path) else { return }
        throw ValidationError("There is no \(path). The other build must make it.")
    }

    func run() throws {
        let (files, folder) = (try BenchmarkFiles(), try TemporaryFolder())
        var results = [try MixedResult(scenario(.product, filling.folder(else: folder), folder), files)]
        let folderBefore = try TemporaryFolder()
        if let earlier = before.scenario(.product), let beforeFilled {
            results.append(try MixedResult(scenario(earlier, beforeFilled, folderBefore), files))
        }
        let report = try reportPath()
        for _ in 0..<rounds {
            for number in results.indices { try results[number].measure(seconds: seconds, report: report) }
        }
        for result in results { try result.site.stop() }
        withExtendedLifetime((folder, folderBefore)) {}
        print(table(results).text)
    }

    private func scenario(
        _ scenario: Scenario, _ filled: String, _ folder: TemporaryFolder
    ) throws -> Scenario {
        var scenario = scenario
        scenario.clients.count = connections
        scenario.database = try FilledDatabase(journeys: journeys).copy(from: filled, into: folder)
        return scenario
    }

    private func reportPath() throws -> String {
        guard let first = JourneyLoader.firstDay,
            let last = ReportDay(number: first.number + Int(JourneyLoader.dayCount) - 1)
        else { throw Unexpected("no such day") }
        return "/api/v2/reports/statistics?campaignId=42"
            + "&periodStart=\(first)&periodEnd=\(last)&groupParameters=source"
    }

    private func table(_ results: [MixedResult]) -> MarkdownTable {
        var table = MarkdownTable(header: [
            "\(connections) connections, \(rounds) x \(seconds) s, \(journeys) journeys", "requests/s",
            "of alone", "p50 ms", "p99 ms", "errors", "reports", "report median ms",
        ])
        table.rows = results.flatMap(\.rows)
        return table
    }
}

/// What a tracker has shown with clicks alone, and with a report in a loop beside them.
private struct MixedResult {
    let site: Installation
    private let token: String
    private var alone: [Measurement] = []
    private var beside: [Measurement] = []
    private var reportTimes: [Double] = []

    init(_ scenario: Scenario, _ files: BenchmarkFiles) throws {
        site = try Installation(scenario, files)
        let program = (scenario.responder as? EarlierResponder)?.program ?? Repository.program
        token = try Tracker(database: site.place.database, program: program)
            .output(["token", "add", "benchmark", "--read-only"]).trimmed
    }

    mutating func measure(seconds: Int, report: String) throws {
        let load = Wrk(clients: site.scenario.clients)
        alone.append(try site.measure(load, seconds: seconds))
        let loop = ReportLoop(port: site.ports.http, path: report, token: token)
        beside.append(try site.measure(Wrk(clients: load.clients), seconds: seconds))
        reportTimes += try loop.stop()
    }

    var rows: [[String]] {
        let base = alone.map(\.requestsPerSecond).median
        let reports = ["\(reportTimes.count)", reportTimes.median.rounded(toPlaces: 0)]
        let kind = site.scenario.isOfProduct ? "" : "before: "
        return [
            ("clicks alone", alone, ["-", "-"]), ("clicks beside a report in a loop", beside, reports),
        ].map { title, runs, last in
            let rate = runs.map(\.requestsPerSecond).median
            return [
                kind + title, rate.rounded(toPlaces: 0), (rate / base).rounded(toPlaces: 2),
                runs.map(\.load.p50Milliseconds).median.rounded(toPlaces: 2),
                runs.map(\.load.p99Milliseconds).median.rounded(toPlaces: 2),
                "\(runs.reduce(0) { $0 + $1.load.errorCount })",
            ] + last
        }
    }
}

extension String {
    fileprivate var trimmed: String { String(split(whereSeparator: \.isWhitespace).first ?? "") }
}
