import ArgumentParser
import SQLiteStorage
import Storage
import TestSupport

/// What storing an event costs the recorder, beside the same ledger in C.
struct RecorderBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recorder",
        abstract: "Store events without a web server: by the recorder and, in turns, by its rules in C.",
        discussion: """
            Each measurement has a new database. The transactions of C (c/ledger.c) have as many events as the \
            recorder's had just before. Processor time is that of the one thread that stores.
            """)

    @OptionGroup var size: SizeOptions
    @Flag(help: "Compare every counter with the events as well, after each measurement.") var verify = false

    func run() throws {
        let files = try BenchmarkFiles()
        let loads = RecordingLoad.all.filter { size.only.leaveIn($0.title) }
        var results = loads.map { RecordingResult(title: $0.title) }
        try Turns(title: "recorder", count: size.rounds).take(loads) { number, load in
            let ours = try inNewDatabase { database in
                try RecorderRun(database, load)
                    .measure(warmUpSeconds: size.warmUp, seconds: size.seconds)
            }
            let batchSize = max(1, Int(ours.rowsPerCommit.rounded()))
            let inC = try inNewDatabase { database in
                try LedgerInC(program: files.ledgerProgram, events: load.events, batchSize: batchSize)
                    .measure(database, warmUpSeconds: size.warmUp, seconds: size.seconds)
            }
            results[number].ours.append(ours)
            results[number].inC.append(inC)
            return "\(load.title): \(ours.summary); in C: \(inC.summary)"
        }
        print(RecordingResult.table(of: results).text)
    }

    private func inNewDatabase(
        _ measure: (String) throws -> RecordingMeasurement
    ) throws -> RecordingMeasurement {
        let folder = try TemporaryFolder()
        let path = folder.path("events.db")
        try Tracker(database: path).addSampleCampaign()
        let measurement = try measure(path)
        guard verify else { return measurement }
        let store = try SQLiteStore(path: path, opening: .existing)
        let differences = try store.verify(limit: 10)
        try store.close()
        guard differences.isEmpty else { throw Unexpected("\(differences.prefix(5))") }
        return measurement
    }
}

extension RecordingMeasurement {
    fileprivate var summary: String {
        "\(eventsPerSecond.rounded(toPlaces: 0))/s, \(microsecondsPerEvent.rounded(toPlaces: 1)) us"
    }
}
