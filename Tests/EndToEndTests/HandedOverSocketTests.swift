import Foundation
import TestSupport
import TestTraits
import Testing

/// Who cannot serve leaves a socket that others hold neither unanswered nor to be opened again and again.
@Suite(.ownThread, .needsInstalledServers, .timeLimit(.minutes(30)))
struct HandedOverSocketTests {
    struct Hindrance: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var options = ["--existing"]
        var environment: [String: String] = [:]
        let reason: String
        let status: Int32
    }

    @Test(
        arguments: [
            Hindrance(
                testDescription: "a setting", environment: ["LANDING_TRACKER_BODY_LIMIT": "much"],
                reason: "LANDING_TRACKER_BODY_LIMIT is 'much'", status: 78),
            Hindrance(testDescription: "an empty file", reason: "is empty", status: 78),
            Hindrance(
                testDescription: "an argument", options: ["--exsting"], reason: "The arguments are wrong",
                status: 64),
        ], [Listener.systemd, .spawner])
    func requestsAreAnsweredBeforeTheEnd(_ hindrance: Hindrance, _ listener: Listener) throws {
        let folder = try TemporaryFolder()
        #expect(FileManager.default.createFile(atPath: folder.path("tracker.db"), contents: nil))
        let start = ContinuousClock.now
        let served = try ServedSocket(
            listener, options: hindrance.options, environment: hindrance.environment, in: folder)
        try waitUntil("it says why") { try served.health().body.contains(hindrance.reason) }
        #expect(try served.health().status == 503)
        #expect(try served.click().status == 503)
        #expect(try served.ask("GET", "/api/v2/live").status == 200)
        #expect(try served.process.waitForExit() == hindrance.status, "\(served.process.logText)")
        #expect(ContinuousClock.now - start > .seconds(9))
        #expect(served.count("cannot serve") == 1)
    }

    /// A stop waits for nothing.
    @Test func stopEndsTheRefusal() throws {
        let folder = try TemporaryFolder()
        #expect(FileManager.default.createFile(atPath: folder.path("tracker.db"), contents: nil))
        let served = try ServedSocket(.systemd, in: folder)
        try waitUntil("it says why") { served.count("cannot serve") == 1 }
        served.process.send(SIGTERM)
        #expect(try served.process.waitForExit() == 78)
    }

    /// Nobody else has that socket.
    @Test func ownSocketEndsAtOnce() throws {
        let folder = try TemporaryFolder()
        let tracker = Tracker(database: folder.path("tracker.db"))
        #expect(FileManager.default.createFile(atPath: tracker.database, contents: nil))
        let outcome = try tracker.run(["serve", "--listen", "unix:\(folder.path("fcgi.sock"))"])
        #expect(outcome.status == 78)
        #expect(!outcome.errors.contains("cannot serve"), "\(outcome.errors)")
        #expect(!FileManager.default.fileExists(atPath: folder.path("fcgi.sock")))
    }

    /// Under traffic, with whoever starts the next process at once: no connection is refused, and the cure is enough.
    @Test func cureIsEnough() throws {
        let folder = try TemporaryFolder()
        #expect(FileManager.default.createFile(atPath: folder.path("tracker.db"), contents: nil))
        let served = try ServedSocket(.supervisor, in: folder)
        for _ in 0..<50 { #expect(try served.click().status == 503) }
        #expect(try served.tracker.output(["db", "init"]).contains(served.tracker.database))
        try served.waitUntilItServes()
        #expect(served.count("cannot serve") <= 3)
    }
}
