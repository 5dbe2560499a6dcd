import Foundation
import Glibc
import TestSupport

/// A web server and what a scenario has behind it, running on loopback in a folder of their own.
final class Installation {
    let scenario: Scenario
    let place: ResponderPlace
    let ports: (http: UInt16, https: UInt16)
    private let web: WebServerSettings
    private let webServer: ChildProcess
    private var responder: ChildProcess?
    private let eventCountBefore: Int

    /// Starts everything, and returns when it answers.
    init(_ scenario: Scenario, _ files: BenchmarkFiles) throws {
        self.scenario = scenario
        let folder = try TemporaryFolder()
        place = ResponderPlace(
            files: files, folder: folder, database: scenario.database ?? folder.path("events.db"))
        ports = (try Loopback.unusedPort(), try Loopback.unusedPort())
        web = WebServerSettings(backend: scenario.backend, place: place, ports: ports)
        try scenario.responder?.prepare(place)
        eventCountBefore = try Self.eventCount(scenario, place)
        responder = try scenario.startResponder(in: place)
        webServer = try ChildProcess(try web.command(scenario.webServer), output: folder.path("web.log"))
        try waitUntil("\(scenario.title) answers") { try answers() }
    }

    /// Scheme, host and port for the scenario's clients.
    var url: String {
        scenario.clients.usesTLS ? "https://127.0.0.1:\(ports.https)" : "http://127.0.0.1:\(ports.http)"
    }

    /// Lets the load run for some seconds, and looks at what it used.
    func measure(_ load: Wrk, seconds: Int) throws -> Measurement {
        let before = try use()
        let result = try load.run(url, seconds: seconds)
        let use = try use() - before
        let memory = try responder.map { try ProcessFamily(root: $0.identifier).memoryBytes() }
        return Measurement(load: result, use: use, memoryBytes: memory)
    }

    /// Stops the responder and starts it again.
    ///
    /// - Returns: The milliseconds from the start of the process to an answer that has read the database.
    func restartMilliseconds() throws -> Double {
        responder?.stop()
        let client = HTTPClient(port: ports.http)
        return try ContinuousClock().measure {
            responder = try scenario.startResponder(in: place)
            // Often, because some milliseconds are what is measured; nginx refuses at once until then.
            while try client.get("/api/v2/health").status != 200 { usleep(500) }
        } / .milliseconds(1)
    }

    /// Stops everything in order, so that every request that was begun is answered.
    ///
    /// - Throws: when what is on disk is not as much as the web server has seen 201s.
    func stop() throws {
        webServer.send(scenario.webServer == .nginx ? SIGQUIT : SIGWINCH)
        try webServer.waitForExit()
        responder?.stop()
        guard scenario.responder?.eventCountQuery != nil else { return }
        let created = try web.createdCount()
        let stored = try Self.eventCount(scenario, place) - eventCountBefore
        guard stored == created else {
            throw Unexpected("\(scenario.title): \(created) answers of 201, \(stored) rows on disk")
        }
    }

    private func use() throws -> ResourceUse {
        let family = responder.map { ProcessFamily(root: $0.identifier) }
        return ResourceUse(
            webServerSeconds: try ProcessFamily(root: webServer.identifier).processorSeconds(),
            responderSeconds: try family?.processorSeconds(),
            recorderSeconds: family?.recorderSeconds(),
            writtenBytes: try family?.writtenBytes(),
            commits: try CommitCounter(database: place.database).commits().map { Int($0) })
    }

    /// Whether the way works, found out by a request that stores nothing.
    private func answers() throws -> Bool {
        for child in [webServer, responder].compactMap({ $0 }) where !child.isRunning {
            throw Unexpected("\(scenario.title) has ended: \(child.logText)")
        }
        let answer = try? HTTPClient(port: ports.http).send("OPTIONS", "/api/v2/track/click")
        return answer.map { $0.status < 500 } ?? false
    }

    private static func eventCount(_ scenario: Scenario, _ place: ResponderPlace) throws -> Int {
        guard let query = scenario.responder?.eventCountQuery else { return 0 }
        return try Tracker(database: place.database).rows(query).first.flatMap { Int($0) } ?? 0
    }
}

extension Scenario {
    fileprivate var backend: WebServerSettings.Backend {
        switch responder {
        case nil: .itself
        case is PHPResponder: .php(script: PHPResponder.script)
        default: .responder(isKept: isKept)
        }
    }

    fileprivate func startResponder(in place: ResponderPlace) throws -> ChildProcess? {
        guard var command = try responder?.command(place) else { return nil }
        if syncDelayMilliseconds > 0 {
            command.environment["LD_PRELOAD"] = place.files.slowSyncLibrary
            command.environment["SYNC_DELAY_MS"] = "\(syncDelayMilliseconds)"
        }
        return try ChildProcess(command, output: place.folder.path("responder.log"))
    }
}
