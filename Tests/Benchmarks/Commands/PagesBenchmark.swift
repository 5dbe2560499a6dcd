import ArgumentParser
import Foundation
import TestSupport
import Tracking

/// How long the pages take on a store with many journeys, alone and beside all clicks that the machine can take, and what
/// an open page costs the clicks.
struct PagesBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pages",
        abstract:
            "Ask for each page through nginx, alone and beside clicks, and send clicks beside an open page.",
        discussion: "Times are those of whole answers, as a client on the same machine sees them.")

    @Option(help: "How many journeys are there, over 30 days.") var journeys: Int64 = 1_000_000
    @Option(help: "How many campaigns share as many journeys in the second database.")
    var campaigns: Int64 = 200
    @Option(help: "How often each page is asked for.") var runs = 15
    @Option(help: "How often clicks are measured with and without an open page.") var rounds = 5
    @Option(help: "Seconds of each such measurement.") var seconds = 8
    @OptionGroup var filling: FillingOptions

    func run() throws {
        let folder = try TemporaryFolder()
        let one = try site(of: 1, in: folder)
        let pages = try PageSuite.pages(of: one)
        print(try table(of: pages, at: one, title: "1 campaign, \(journeys) journeys").text)
        print("\n" + (try tableBesideClicks(one)).text)
        try one.stop()

        let many = try site(of: campaigns, in: folder)
        let title = "\(campaigns) campaigns, as many journeys"
        print("\n" + (try table(of: PageSuite.overviews, at: many, title: title)).text)
        try many.stop()
        withExtendedLifetime(folder) {}
    }

    private func site(of campaigns: Int64, in folder: TemporaryFolder) throws -> Installation {
        var scenario = Scenario.product
        scenario.database = try FilledDatabase(journeys: journeys, campaigns: campaigns)
            .copy(from: filling.folder(else: folder), into: folder)
        return try Installation(scenario, try BenchmarkFiles())
    }

    // MARK: Alone

    private func table(of pages: [MeasuredPage], at site: Installation, title: String) throws -> MarkdownTable
    {
        let visitor = try PageVisitor(site)
        var times = pages.map { _ in [Double]() }
        let bodies = try pages.map { try visitor.visit($0.path).body }
        for _ in 0..<runs {
            for (number, page) in pages.enumerated() {
                times[number].append(
                    try ContinuousClock().measure { _ = try visitor.visit(page.path) } / .milliseconds(1))
            }
        }
        var table = MarkdownTable(header: [
            title, "median ms", "lowest ... highest", "allowed ms", "kB", "packed",
        ])
        for (number, page) in pages.enumerated() {
            table.rows.append([
                page.title, times[number].median.rounded(toPlaces: 1), times[number].range(places: 1),
                "\(page.allowedMilliseconds)", Self.kilobytes(bodies[number].utf8.count),
                Self.kilobytes(try Self.packedByteCount(of: bodies[number])),
            ])
        }
        return table
    }

    private static func kilobytes(_ byteCount: Int) -> String {
        (Double(byteCount) / 1_000).rounded(toPlaces: 0)
    }

    /// As nginx would send it.
    private static func packedByteCount(of body: String) throws -> Int {
        let folder = try TemporaryFolder()
        let file = folder.path("page")
        try body.write(toFile: file, atomically: true, encoding: .utf8)
        guard try Command("/usr/bin/gzip", ["-1", file]).run().status == 0 else { throw Unexpected("gzip") }
        return try FileManager.default.attributesOfItem(atPath: file + ".gz")[.size] as? Int ?? 0
    }

    // MARK: Beside clicks

    /// Each round is alone, beside the page, alone: how far both alone are from each other is what a difference of the one
    /// in between is worth.
    private func tableBesideClicks(_ site: Installation) throws -> MarkdownTable {
        let visitor = try PageVisitor(site, user: "second")
        let load = Wrk(clients: site.scenario.clients)
        var before: [Measurement] = []
        var beside: [Measurement] = []
        var after: [Measurement] = []
        var times: [Double] = []
        let progress = Progress(title: "Clicks beside an open page", stepCount: rounds)
        for _ in 0..<rounds {
            before.append(try site.measure(load, seconds: seconds))
            let page = OpenPage(visitor, path: "/dashboard/live")
            beside.append(try site.measure(load, seconds: seconds))
            try page.close()
            after.append(try site.measure(load, seconds: seconds))
            let pages = OpenPage(visitor, path: PageSuite.form, every: .milliseconds(200))
            _ = try site.measure(load, seconds: seconds)
            times += try pages.close()
            progress.step("\(beside.last?.requestsPerSecond.rounded(toPlaces: 0) ?? "")/s")
        }
        let alone = zip(before, after).map { ($0.requestsPerSecond + $1.requestsPerSecond) / 2 }
        var table = MarkdownTable(header: [
            "\(site.scenario.clients.count) connections, \(rounds) x \(seconds) s", "requests/s",
            "of alone before and after", "p99 ms", "errors",
        ])
        let kinds = [
            ("clicks alone, before", before), ("clicks beside an open page that renews itself", beside),
            ("clicks alone, after", after),
        ]
        for (title, runs) in kinds {
            let shares = zip(runs, alone).map { $0.requestsPerSecond / $1 }
            table.rows.append([
                title, runs.map(\.requestsPerSecond).median.rounded(toPlaces: 0),
                "\(shares.median.rounded(toPlaces: 3)), \(shares.range(places: 2))",
                runs.map(\.load.p99Milliseconds).median.rounded(toPlaces: 2),
                "\(runs.reduce(0) { $0 + $1.load.errorCount })",
            ])
        }
        let page = "median \(times.median.rounded(toPlaces: 0)) ms, \(times.range(places: 0))"
        table.rows.append(["a campaign's page beside them: \(page), allowed 300", "", "", "", ""])
        return table
    }
}
