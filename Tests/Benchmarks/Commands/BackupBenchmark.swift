import ArgumentParser
import Foundation
import TestSupport

/// What a backup costs those who track at the same time.
struct BackupBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Send clicks through nginx before, beside and after a backup of a large database.")

    @Option(help: "About how large the database is.") var gigabytes = 10.0
    @Option(help: "How many backups are made.") var rounds = 3
    @Option(help: "Seconds of each measurement.") var seconds = 5
    @OptionGroup var filling: FillingOptions

    /// Of each journey, in parameters that nobody asks for.
    private static let paddingBytes = 8_000
    /// Before each backup, and after the last.
    private static let aloneCount = 5

    func run() throws {
        let folder = try TemporaryFolder()
        let count = Int64(gigabytes * 1_000_000_000 / Double(Self.paddingBytes + 700))
        var scenario = Scenario.product
        scenario.database = try FilledDatabase(journeys: count, paddingBytes: Self.paddingBytes)
            .copy(from: filling.folder(else: folder), into: folder)
        // What the filling has left to be written would be written beside the clicks.
        sync()
        let site = try Installation(scenario, try BenchmarkFiles())
        let load = Wrk(clients: scenario.clients)
        var alone: [Measurement] = []
        var beside: [Measurement] = []
        var backups: [(seconds: Double, bytes: Double)] = []
        func measureAlone() throws {
            for _ in 0..<Self.aloneCount { alone.append(try measure(site, load, "alone")) }
        }
        // The pages of the index that they need first.
        _ = try measure(site, load, "warm-up")
        for _ in 0..<rounds {
            try measureAlone()
            let file = folder.path("backup.db")
            let start = ContinuousClock.now
            let backup = try ChildProcess(
                Tracker(database: site.place.database).command(["db", "backup", file]),
                output: folder.path("backup.log"))
            // A measurement that the backup has left half-way is of neither kind.
            while true {
                let measurement = try measure(site, load, "beside a backup")
                guard backup.isRunning else { break }
                beside.append(measurement)
            }
            guard try backup.waitForExit() == 0 else { throw Unexpected("backup: \(backup.logText)") }
            let bytes = try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int ?? 0
            backups.append((seconds: start.duration(to: .now) / .seconds(1), bytes: Double(bytes)))
            try FileManager.default.removeItem(atPath: file)
        }
        // A disk that is slower now than it was is so without a backup, too.
        try measureAlone()
        try site.stop()
        withExtendedLifetime(folder) {}
        print(table(alone, beside, backups).text)
    }

    private func measure(_ site: Installation, _ load: Wrk, _ title: String) throws -> Measurement {
        let measurement = try site.measure(load, seconds: seconds)
        let rate = Int(measurement.requestsPerSecond)
        FileHandle.standardError.write(Data("backup: clicks \(title), \(rate)/s\n".utf8))
        return measurement
    }

    private func table(
        _ alone: [Measurement], _ beside: [Measurement], _ backups: [(seconds: Double, bytes: Double)]
    ) -> MarkdownTable {
        let size = ((backups.map(\.bytes).max() ?? 0) / 1_000_000_000).rounded(toPlaces: 1)
        var table = MarkdownTable(header: [
            "64 connections, \(size) GB", "requests/s", "of alone", "lowest", "p99 ms", "errors",
            "measurements",
        ])
        let base = alone.map(\.requestsPerSecond).median
        for (title, runs) in [("clicks alone", alone), ("clicks beside a backup", beside)] where !runs.isEmpty
        {
            let rate = runs.map(\.requestsPerSecond).median
            table.rows.append([
                title, rate.rounded(toPlaces: 0), (rate / base).rounded(toPlaces: 2),
                runs.map(\.requestsPerSecond).min()?.rounded(toPlaces: 0) ?? "",
                runs.map(\.load.p99Milliseconds).median.rounded(toPlaces: 2),
                "\(runs.reduce(0) { $0 + $1.load.errorCount })", "\(runs.count)",
            ])
        }
        table.rows.append([
            "a backup, until it is verified: \(backups.map(\.seconds).median.rounded(toPlaces: 0)) s", "", "",
            "", "", "", "\(backups.count)",
        ])
        return table
    }
}
