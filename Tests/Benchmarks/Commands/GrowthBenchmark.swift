import ArgumentParser
import Foundation
import TestSupport

/// What a full database costs: clicks beside those on an empty one, room on disk, and the time of a start.
struct GrowthBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "growth",
        abstract: "Fill databases, then send clicks to each and to an empty one, in turns.",
        discussion: """
            Random click ids (UUID version 4) are compared with time-ordered ones (version 7), each on a database that \
            was filled with the same kind. The filled ones go on growing during the measurements.
            """)

    @Option(help: "How many journeys are there before; may be given several times.")
    var journeys: [Int64] = [1_000_000]
    @OptionGroup var size: SizeOptions
    @OptionGroup var filling: FillingOptions

    func run() throws {
        let (files, folder) = (try BenchmarkFiles(), try TemporaryFolder())
        let databases = journeys.sorted().flatMap { count in
            [UUIDVersion.random, .timeOrdered].map { FilledDatabase(journeys: count, clickIDs: $0) }
        }
        var scenarios = [Scenario.clicks(.random), .clicks(.timeOrdered)]
        var rows: [[String]] = []
        for database in databases {
            let path = try database.copy(from: filling.folder(else: folder), into: folder)
            rows.append(try row(of: database, at: path, files))
            var scenario = Scenario.clicks(database.clickIDs, on: database)
            scenario.database = path
            scenarios.append(scenario)
        }
        let results = try size.rounds(files).run(scenarios, title: "growth")
        let columns = ResultColumn.speed(to: ("empty", results.first)) + ResultColumn.cost + ResultColumn.disk
        print(ResultsTable(title: "clicks", results: results, columns: columns).text)
        print("\n" + MarkdownTable(header: Self.header, rows: rows).text)
        try results.requireNoErrorsOfProduct()
    }

    private static let header = [
        "journeys", "MiB on disk", "bytes per journey", "start to first answer ms", "lowest ... highest",
    ]

    /// Room and start, before anything is added.
    private func row(of database: FilledDatabase, at path: String, _ files: BenchmarkFiles) throws -> [String]
    {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        let size = Double((attributes[.size] as? Int) ?? 0)
        var scenario = Scenario.clicks(database.clickIDs, on: database)
        scenario.database = path
        let installation = try Installation(scenario, files)
        let starts = try (0..<self.size.rounds).map { _ in try installation.restartMilliseconds() }
        try installation.stop()
        return [
            scenario.title, (size / 1_048_576).rounded(toPlaces: 0),
            (size / Double(database.journeys)).rounded(toPlaces: 0), starts.median.rounded(toPlaces: 0),
            starts.range(places: 0),
        ]
    }
}

extension Scenario {
    fileprivate static func clicks(_ clickIDs: UUIDVersion, on database: FilledDatabase? = nil) -> Scenario {
        let table = database.map { "\($0.journeys) journeys" } ?? "empty"
        return Scenario(
            title: "\(table), UUID version \(clickIDs.rawValue)", responder: ProductResponder(),
            clickIDs: clickIDs)
    }
}
