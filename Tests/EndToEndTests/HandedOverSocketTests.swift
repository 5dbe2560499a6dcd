import Foundation
import Glibc
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

    // MARK: Which sockets

    @Test func everySocketIsServed() throws {
        let served = try ServedSocket(.systemdTwice, options: [])
        try served.waitUntilItServes()
        for _ in 0..<5 {
            #expect(try served.click().status == 201)
            #expect(try served.click(at: served.socket + ".other").status == 201)
        }
        #expect(served.count("listen=unix:\(served.socket), unix:\(served.socket).other") == 1)
        served.process.send(SIGTERM)
        #expect(try served.process.waitForExit() == 0)
        for path in [served.socket, served.socket + ".other"] {
            #expect(FileManager.default.fileExists(atPath: path))
        }
    }

    @Test func descriptorThatDoesNotListenIsNamed() throws {
        let served = try ServedSocket(.systemd, environment: ["LISTEN_FDS": "2"])
        try waitUntil("it says why") { try served.health().body.contains("Descriptor 4, of those") }
        served.process.send(SIGTERM)
        #expect(try served.process.waitForExit() == 78, "\(served.process.logText)")
    }

    enum Choice: CaseIterable { case flag, variable, file }

    /// One rule for all three: who has written an address down relies on it.
    @Test(arguments: Choice.allCases, [Listener.systemd, .spawner, .systemdTwice])
    func otherAddressThanThatOfTheSocketIsRefused(_ choice: Choice, _ listener: Listener) throws {
        let folder = try TemporaryFolder()
        let served = try serve(choice, "unix:/nowhere/s", listener, in: folder)
        let file = folder.path("tracker.conf")
        let name =
            switch choice {
            case .flag: "--listen"
            case .variable: "LANDING_TRACKER_LISTEN"
            case .file: "\(file) line 1: listen"
            }
        try waitUntil("it says why") { served.count("cannot serve") == 1 }
        let reason = "is unix:/nowhere/s, but this was started with a socket that is unix:"
        #expect(served.count("\(name) \(reason)") == 1)
        #expect(try served.click().status == 503)
        served.process.send(SIGTERM)
        #expect(try served.process.waitForExit() == 78)
    }

    /// Of several it is one, whichever.
    @Test(arguments: Choice.allCases, [Listener.systemd, .spawner, .systemdTwice])
    func sameAddressIsServed(_ choice: Choice, _ listener: Listener) throws {
        let folder = try TemporaryFolder()
        let path = folder.path("fcgi.sock") + (listener == .systemdTwice ? ".other" : "")
        let served = try serve(choice, "unix:\(path)", listener, in: folder)
        try served.waitUntilItServes()
        #expect(try served.click(at: path).status == 201)
    }

    private func serve(
        _ choice: Choice, _ address: String, _ listener: Listener, in folder: TemporaryFolder
    ) throws -> ServedSocket {
        let file = folder.path("tracker.conf")
        try (choice == .file ? "listen = \(address)\n" : "").write(
            toFile: file, atomically: true, encoding: .utf8)
        var environment = ["LANDING_TRACKER_SETTINGS": file]
        if choice == .variable { environment["LANDING_TRACKER_LISTEN"] = address }
        return try ServedSocket(
            listener, options: choice == .flag ? ["--listen", address] : [], environment: environment,
            in: folder)
    }

    // MARK: Its own

    private static let needsRoot = ConditionTrait.enabled(
        if: geteuid() == 0, "only root gives files to any group")

    @Test(needsRoot) func ownSocketHasTheGroupAndTheModeOfTheSettings() throws {
        let served = try ServedSocket(options: ["--socket-group", "www-data", "--socket-mode", "0620"])
        let attributes = try FileManager.default.attributesOfItem(atPath: served.socket)
        #expect(attributes[.groupOwnerAccountID] as? Int == 33)
        #expect(attributes[.posixPermissions] as? Int == 0o620)
    }

    @Test func groupThatIsNotThereIsNamed() throws {
        let folder = try TemporaryFolder()
        let tracker = Tracker(database: folder.path("tracker.db"))
        let outcome = try tracker.run([
            "serve", "--listen", "unix:\(folder.path("fcgi.sock"))", "--socket-group", "nobody_has_it",
        ])
        #expect(outcome.status == 78)
        #expect(outcome.errors.contains("--socket-group is 'nobody_has_it'; there is no such group."))
        #expect(!FileManager.default.fileExists(atPath: folder.path("fcgi.sock")))
    }

    /// They are the socket unit's.
    @Test func groupAndModeOfASocketThatIsHandedOverAreNotChanged() throws {
        let folder = try TemporaryFolder()
        let served = try ServedSocket(.systemd, options: ["--socket-mode", "0600"], in: folder)
        let mode = try FileManager.default.attributesOfItem(atPath: served.socket)[.posixPermissions] as? Int
        try served.waitUntilItServes()
        #expect(served.count("settings have no effect on a socket that was handed over") == 1)
        let after = try FileManager.default.attributesOfItem(atPath: served.socket)[.posixPermissions] as? Int
        #expect(after == mode)
        #expect(after != 0o600)
    }
}
