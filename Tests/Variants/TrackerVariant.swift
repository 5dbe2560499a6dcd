import ArgumentParser
import FastCGI
import Logging
import SQLiteStorage
import Storage
import Tracker
import Web

/// `landing-tracker serve` with three knobs that no administrator should have.
struct TrackerVariant: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tracker",
        abstract: "Track as `landing-tracker serve` does, with transactions and syncs of another kind.")

    @OptionGroup var serving: Serving
    @Option(help: ArgumentHelp("The SQLite database file.", valueName: "path")) var database: String
    @Option(help: "Most events of one transaction; 1: each request has its own.") var batchLimit = Int.max
    @Option(help: "What large events may bring in a minute.")
    var largeBytesPerMinute = QueueLimits().largeBytesPerMinute
    @Option(help: "full: a commit is on disk before its answer; normal: some time later.")
    var synchronous = SynchronousOption.full

    func validate() throws {
        guard batchLimit >= 1 else { throw ValidationError("--batch-limit must be at least 1.") }
    }

    func run() throws {
        StopSignals.block()
        let logger = Logger.standardError(label: "variants")
        let store = try SQLiteStore(
            path: database, opening: .createIfMissing, synchronous: synchronous.mode)
        var limits = QueueLimits()
        limits.batchCount = batchLimit
        limits.largeBytesPerMinute = largeBytesPerMinute
        let tracker = try RunningTracker(store, for: .server, queueLimits: limits, logger: logger)
        try serving.serve(logger: logger, handler: tracker.app.respond)
        try tracker.stop()
    }
}

/// `SQLiteStore.Synchronous` as a word of the command line.
enum SynchronousOption: String, ExpressibleByArgument {
    case full, normal

    var mode: SQLiteStore.Synchronous {
        switch self {
        case .full: .full
        case .normal: .normal
        }
    }
}
