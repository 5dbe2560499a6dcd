import ArgumentParser
import TestSupport

/// Durable events per second behind web servers, beside everything that they can be compared with.
struct TrackingBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tracking",
        abstract:
            "Send events through nginx and Apache, in turns to the tracker and to what one could have instead.",
        discussion: """
            Each measurement has processes of its own and, unless nothing is stored, a new database. Fails when the \
            rows on disk are not as many as the web server has seen 201s, or when a request to the tracker failed.

            With --before, each row of the tracker behind nginx is measured with that build, too.
            """)

    @OptionGroup var size: SizeOptions
    @OptionGroup var before: BeforeOption

    func run() throws {
        print(try Machine.description())
        let rounds = size.rounds(try BenchmarkFiles())
        let ways = try rounds.run(before.added(to: Scenario.ways), title: "ways")
        try show(ways, title: "clicks", base: Scenario.libfcgi.title, titleOfBase: "C")
        let kinds = try rounds.run(before.added(to: Scenario.kinds), title: "kinds")
        try show(kinds, title: "kinds of events", base: "clicks", titleOfBase: "clicks")
        let slow = try rounds.run(before.added(to: Scenario.slowDisk), title: "slow disk")
        try show(
            slow, title: "clicks, 2 ms added to each sync", base: Scenario.product.title,
            titleOfBase: "the first")
    }

    private func show(_ results: [ScenarioResult], title: String, base: String, titleOfBase: String) throws {
        guard !results.isEmpty else { return }
        let base = results.first { $0.scenario.title == base }
        let columns =
            ResultColumn.speed(to: (titleOfBase, base))
            + (before.program == nil ? [] : [.toBefore(results)]) + ResultColumn.cost + ResultColumn.disk
        print("\n" + ResultsTable(title: title, results: results, columns: columns).text)
        try results.requireNoErrorsOfProduct()
    }
}

/// How long to measure.
struct SizeOptions: ParsableArguments {
    @Option(help: "How often each is measured.") var rounds = 5
    @Option(help: "Seconds of each measurement.") var seconds = 3
    @Option(help: "Seconds of load before each measurement.") var warmUp = 1
    @Option(
        help: ArgumentHelp(
            "Measure only the rows with this in their titles; may be given several times.", valueName: "text")
    )
    var only: [String] = []

    func validate() throws {
        for (name, value) in [("--rounds", rounds), ("--seconds", seconds), ("--warm-up", warmUp)]
        where value < 1 {
            throw ValidationError("\(name) must be at least 1.")
        }
    }

    func rounds(_ files: BenchmarkFiles) -> Rounds {
        Rounds(files: files, count: rounds, seconds: seconds, warmUpSeconds: warmUp, only: only)
    }
}

extension [ScenarioResult] {
    /// - Throws: when a request to the product failed. What it is compared with may fail: the table tells.
    func requireNoErrorsOfProduct() throws {
        let errorCount = filter(\.scenario.isOfProduct).reduce(0) { $0 + $1.errorCount }
        guard errorCount == 0 else { throw Unexpected("\(errorCount) requests failed") }
    }
}
