import Foundation
import TestSupport
import TestTraits
import Testing

/// What a newcomer sees first: `make run` and `make demo`, which are `.make/run` once all is built.
@Suite(.ownThread, .needsInstalledServers, .timeLimit(.minutes(30)))
struct MakeRunTests {
    private let state: TemporaryFolder

    init() throws {
        state = try TemporaryFolder()
    }

    /// A tracker that has introduced itself, or has ended before.
    private struct Run {
        let log: TemporaryFolder
        let process: ChildProcess
        let base: String

        var text: String { process.logText }
        var isUp: Bool { text.contains("Ctrl-C stops both.") }

        /// What stands behind the word that begins a line of the introduction.
        func line(_ word: String) throws -> Substring {
            let line = text.split(separator: "\n").first { $0.hasPrefix("  \(word)  ") }
            return try #require(line, "no line \(word) in: \(text)")
        }

        func end() throws {
            process.send(SIGTERM)
            #expect(try process.waitForExit() == 0)
        }
    }

    /// An unused port can be taken before it is bound: then others are tried.
    private func start(_ arguments: [String] = []) throws -> Run {
        while true {
            let (http, https) = (try Loopback.unusedPort(), try Loopback.unusedPort())
            let run = try start(arguments, http, https)
            try waitUntil("it is up", watching: { run.text.count }) { run.isUp || !run.process.isRunning }
            let isTaken = ["is in use", "must differ", "Address already in use"].contains {
                run.text.contains($0)
            }
            if run.isUp || !isTaken { return run }
        }
    }

    private func start(_ arguments: [String], _ http: UInt16, _ https: UInt16) throws -> Run {
        var command = Command("/bin/bash", ["\(Repository.root)/.make/run"] + arguments)
        command.environment = [
            "STATE": state.path, "HTTP_PORT": "\(http)", "HTTPS_PORT": "\(https)", "JOURNEYS": "300",
            "LANDING_TRACKER_BINARY": Repository.program,
        ]
        let log = try TemporaryFolder()
        let process = try ChildProcess(command, output: log.path("output"))
        return Run(log: log, process: process, base: "https://127.0.0.1:\(https)")
    }

    @Test func demoSaysItsAddressFirstAndWhoMayLogIn() throws {
        let run = try start(["--demo"])
        try #require(run.isUp, "\(run.text)")
        #expect(run.text.hasPrefix("The dashboard: \(run.base)/dashboard/\n"))
        #expect(try run.line("dashboard").hasSuffix("\(run.base)/dashboard/"))
        let login = try run.line("log in")
        let password = try #require(login.firstMatch(of: /user demo, password (\S+)$/)).output.1
        let campaigns = try Curl.ask(
            "GET", "\(run.base)/api/v2/core/campaigns", login: Login(user: "demo", password: "\(password)"))
        #expect(campaigns.status == 200)
        #expect(campaigns.body.ranges(of: #""costModel""#).count == 3, "\(campaigns.body)")
        #expect(try Curl.get("\(run.base)/dashboard/login").body.contains("<form"))
        try run.end()

        // Its journeys are made once, and its password is said again.
        let again = try start(["--demo"])
        #expect(!again.text.contains("It answers when its journeys are made"))
        #expect(try again.line("log in") == login)
        try again.end()
    }

    @Test func linesToPasteDoWhatTheySay() throws {
        let run = try start()
        try #require(run.isUp, "\(run.text)")
        #expect(
            try run.line("log in").hasSuffix(
                "make a user: \(Repository.program) user add NAME --database \(state.path)/tracker.db"))
        let lines = run.text.replacingOccurrences(of: "\\\n", with: " ").split(separator: "\n")
        let events = lines.filter { $0.hasPrefix("  curl ") }
        #expect(events.count == 3)
        for event in events {
            let outcome = try Command("/bin/bash", ["-c", "\(event) --silent --write-out ' %{http_code}'"])
                .run()
            #expect(outcome.output.hasSuffix("} 201"), "\(event): \(outcome)")
        }
        let journey = try #require(lines.first { $0.hasPrefix("  \(Repository.program) journey ") })
        let outcome = try Command("/bin/bash", ["-c", "\(journey)"]).run()
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("accept"), "\(outcome)")
        try run.end()
    }

    @Test func secondRunInTheSameFolderIsRefused() throws {
        let run = try start()
        try #require(run.isUp, "\(run.text)")
        let second = try start()
        #expect(try second.process.waitForExit() == 1)
        #expect(
            second.text.contains(
                "Another 'make run' uses \(state.path) (process \(run.process.identifier))."))
        try run.end()
    }

    @Test func portThatIsInUseIsNamed() throws {
        let run = try start()
        try #require(run.isUp, "\(run.text)")
        let port = try #require(UInt16(run.base.split(separator: ":")[2]))
        let other = try MakeRunTests().start([], port, try Loopback.unusedPort())
        #expect(try other.process.waitForExit() == 1)
        #expect(other.text.contains("Port \(port) is in use"), "\(other.text)")
        #expect(other.text.contains("make run HTTP_PORT=8081 HTTPS_PORT=8444"))
        try run.end()
    }
}
