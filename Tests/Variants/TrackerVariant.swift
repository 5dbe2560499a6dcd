import ArgumentParser
import FastCGI
import Foundation
import Logging
import Storage
import Tracking
import Web

/// `landing-tracker serve` with two knobs that no administrator should have.
struct TrackerVariant: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tracker",
        abstract: "Track as `landing-tracker serve` does, with transactions and syncs of another kind.")

    @OptionGroup var serving: Serving
    @Option(help: ArgumentHelp("The SQLite database file.", valueName: "path")) var database: String
    @Option(help: "Most events of one transaction; 1: each request has its own.") var batchLimit = Int.max
    @Option(help: "full: a commit is on disk before its answer; normal: some time later.")
    var synchronous = SynchronousOption.full

    func validate() throws {
        guard batchLimit >= 1 else { throw ValidationError("--batch-limit must be at least 1.") }
    }

    func run() throws {
        StopSignals.block()
        let logger = Logger.standardError()
        let store = try Store(path: database, opening: .createIfMissing, synchronous: synchronous.mode)
        let recorder = Recorder(store: store, logger: logger, batchLimit: batchLimit)
        let clerks = JobThreads("clerk", .low)
        let reporters = JobThreads("reporter", .whenIdle)
        let sealer = Sealer(store: store, logger: logger)
        let app = WebApp(
            store: store, recorder: recorder, clerks: clerks, reporters: reporters, logger: logger,
            now: { .now })
        try serving.serve(logger: logger, handler: app.respond)
        clerks.stop()
        reporters.stop()
        sealer.stop()
        recorder.stop()
        try store.close()
    }
}

/// `Store.Synchronous` as a word of the command line.
enum SynchronousOption: String, ExpressibleByArgument {
    case full, normal

    var mode: Store.Synchronous {
        switch self {
        case .full: .full
        case .normal: .normal
        }
    }
}

extension Timestamp {
    fileprivate static var now: Timestamp {
        Timestamp(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
    }
}
