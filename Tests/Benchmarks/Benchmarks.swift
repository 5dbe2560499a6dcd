import ArgumentParser

/// What the tracker can do on this machine, measured and printed as Markdown tables.
@main
struct Benchmarks: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "benchmarks",
        abstract: "Measure the release build on this machine.",
        subcommands: [
            TrackingBenchmark.self, RecorderBenchmark.self, GrowthBenchmark.self, ReportsBenchmark.self,
            MixedBenchmark.self, PagesBenchmark.self, BackupBenchmark.self, InputsBenchmark.self,
        ])
}
