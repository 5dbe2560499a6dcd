import ArgumentParser
import Foundation
import SQLiteStorage
import Storage
import TestSupport
import Tracking

/// How long reports take on a store with many journeys.
struct ReportsBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reports",
        abstract: "Fill a database through the recorder, then time each kind of report.",
        discussion: "Times are those of the store, without HTTP; the reports are run in turns.")

    @Option(help: "How many journeys, over 30 days.") var journeys: Int64 = 1_000_000
    @Option(help: "How often each report is run.") var runs = 9
    @Flag(help: "Compare every counter with the events as well.") var verify = false
    @OptionGroup var filling: FillingOptions

    func run() throws {
        let folder = try TemporaryFolder()
        let path = try FilledDatabase(journeys: journeys).path(in: filling.folder(else: folder))
        let store = try SQLiteStore(path: path, opening: .existing)
        print(try table(of: try ReportSuite.reports(on: store), title: "\(journeys) journeys, 30 days").text)
        if verify {
            let differences = try store.verify(limit: 20)
            print("\n\(differences.count) counters differ from the events.")
            guard differences.isEmpty else { throw Unexpected("\(differences.prefix(5))") }
        }
        try store.close()
    }

    private func table(of reports: [TimedReport], title: String) throws -> MarkdownTable {
        var times = reports.map { _ in [Double]() }
        for _ in 0..<runs {
            for (number, report) in reports.enumerated() {
                times[number].append(try ContinuousClock().measure(report.run) / .milliseconds(1))
            }
        }
        var table = MarkdownTable(header: [title, "median ms", "lowest ... highest", "allowed ms"])
        // What is allowed is so with a million journeys.
        let isUsualSize = journeys <= 1_000_000
        for (report, times) in zip(reports, times) {
            table.rows.append([
                report.title, times.median.rounded(toPlaces: 1),
                times.range(places: 1),
                report.allowedMilliseconds.flatMap { isUsualSize ? "\($0)" : nil } ?? "-",
            ])
        }
        return table
    }
}
