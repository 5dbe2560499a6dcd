import Foundation
import TestSupport

/// nginx with the responders behind it, on loopback, in a temporary folder.
final class LoadedSite {
    private let folder: TemporaryFolder
    let tracker: Tracker
    let port: UInt16
    private var processes: [Target: ChildProcess] = [:]
    private let nginx: ChildProcess

    /// Starts everything, and returns when all of it answers.
    ///
    /// `fill` is called with the path of the database, which has campaign 42, before the tracker opens it.
    init(filledBy fill: (String) throws -> Void = { _ in }) throws {
        folder = try TemporaryFolder()
        tracker = Tracker(database: folder.path("tracker.db"))
        port = try Loopback.unusedPort()
        try tracker.addSampleCampaign()
        try fill(tracker.database)
        let serve = try ChildProcess(
            Command(
                Repository.program,
                ["serve", "--database", tracker.database, "--listen", "unix:\(folder.path("tracker.sock"))"]),
            output: folder.path("tracker.log"))
        processes[.kept] = serve
        processes[.unkept] = serve
        processes[.nothing] = try NothingResponder.start(in: folder, socket: folder.path("nothing.sock"))
        let settings = NginxSettings(folder: folder, port: port)
        nginx = try ChildProcess(try settings.command(), output: folder.path("nginx.log"))
        for target in Target.allCases {
            try waitUntil("\(target.title) answers") { try answers(target) }
        }
    }

    func measure(_ target: Target, with load: Wrk) throws -> Measurement {
        let process = processes[target]?.identifier
        let before = try process.map(ProcessTimes.processorSeconds)
        var measurement = try load.run("http://127.0.0.1:\(port)\(target.path)")
        if let process, let before {
            measurement.processorSeconds = try ProcessTimes.processorSeconds(of: process) - before
        }
        return measurement
    }

    /// Stops everything in order, and counts what nginx has logged as stored and what is on disk.
    func countAtTheEnd() throws -> (answers: Int, rows: Int) {
        nginx.send(SIGQUIT)
        try nginx.waitForExit(within: 20)
        processes.values.forEach { $0.stop() }
        let answers = try Target.allCases.filter(\.isTracker).map { target in
            let log = try String(contentsOfFile: folder.path("\(target.rawValue).status"), encoding: .utf8)
            return log.split(separator: "\n").count { $0 == "201" }
        }
        let rows = try tracker.rows(
            "SELECT (SELECT count(*) FROM click) + (SELECT count(*) FROM repeated_click)")
        return (answers.reduce(0, +), rows.first.flatMap { Int($0) } ?? 0)
    }

    /// Whether the way works, found out by a request that stores nothing.
    private func answers(_ target: Target) throws -> Bool {
        let client = HTTPClient(port: port)
        guard let answer = try? client.send("OPTIONS", target.path) else { return false }
        return target.isTracker ? answer.status == 204 : answer.status == 201
    }
}
