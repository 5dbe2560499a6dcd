import Foundation
import Glibc
import TestSupport
import TestTraits
import Testing

/// What `serve` says to systemd (sd_notify(3)), as a test hears it in its place.
@Suite(.ownThread, .needsInstalledServers, .timeLimit(.minutes(30)))
struct NotifyTests {
    private let folder: TemporaryFolder
    private let manager: NotifyListener
    private var environment: [String: String] { ["NOTIFY_SOCKET": folder.path("notify")] }

    init() throws {
        folder = try TemporaryFolder()
        manager = try NotifyListener(folder.path("notify"))
    }

    @Test(arguments: [Listener.responder, .systemd])
    func serviceSaysThatItIsReadyHowItFaresAndThatItEnds(_ listener: Listener) throws {
        try Tracker(database: folder.path("tracker.db")).addSampleCampaign()
        let served = try ServedSocket(listener, environment: environment, in: folder)
        try waitUntil("it is ready") { manager.count("READY=1") == 1 }
        #expect(
            manager.messages.last == [
                "READY=1", "STATUS=serving; events stored since the start: 0, waiting: 0",
            ])
        #expect(try served.click().status == 201)
        try waitUntil("it counts") {
            manager.count("STATUS=serving; events stored since the start: 1, waiting: 0") == 1
        }
        served.process.send(SIGTERM)
        #expect(try served.process.waitForExit() == 0)
        #expect(manager.messages.last == ["STOPPING=1", "STATUS=stopping"])
        #expect(manager.count("READY=1") == 1)
        #expect(manager.count("WATCHDOG=1") == 0)
    }

    @Test func abstractSocketIsSpokenTo() throws {
        let name = "@landing-tracker-\(UUID())"
        let manager = try NotifyListener(name)
        let served = try ServedSocket(options: [], environment: ["NOTIFY_SOCKET": name], in: folder)
        try waitUntil("it is ready") { manager.count("READY=1") == 1 }
        withExtendedLifetime(served) {}
    }

    /// It listens and answers; an administrator sees why it does no more.
    @Test func serviceThatWaitsIsReadyAndSaysForWhat() throws {
        let served = try ServedSocket(environment: environment, in: folder)
        try waitUntil("it is ready") { manager.count("READY=1") == 1 }
        let status = try #require(manager.messages.last?.last)
        #expect(status.hasPrefix("STATUS=waiting for the database: "))
        #expect(status.contains(served.tracker.database))
        try served.tracker.output(["db", "init"])
        try waitUntil("it serves") { manager.lines.contains { $0.hasPrefix("STATUS=serving; ") } }
        let stop = manager.messages.count
        served.process.send(SIGTERM)
        #expect(try served.process.waitForExit() == 0)
        #expect(manager.messages.dropFirst(stop).contains { $0[0] == "STOPPING=1" })
    }

    @Test func stopOfAServiceThatWaitsIsSaid() throws {
        let served = try ServedSocket(environment: environment, in: folder)
        try waitUntil("it is ready") { manager.count("READY=1") == 1 }
        served.process.send(SIGTERM)
        #expect(try served.process.waitForExit() == 0)
        #expect(manager.messages.last == ["STOPPING=1", "STATUS=stopping"])
    }

    /// So that `systemctl start` fails, and says so.
    @Test func serviceThatCannotServeIsNeverReady() throws {
        #expect(FileManager.default.createFile(atPath: folder.path("tracker.db"), contents: nil))
        let served = try ServedSocket(.systemd, environment: environment, in: folder)
        try waitUntil("it says why") {
            manager.lines.contains { $0.hasPrefix("STATUS=cannot serve: ") && $0.contains("is empty") }
        }
        served.process.send(SIGTERM)
        #expect(try served.process.waitForExit() == 78)
        #expect(manager.count("READY=1") == 0)
    }

    /// A name cannot send a message of its own, nor steer a terminal.
    @Test func statusIsOneLineOfVisibleText() throws {
        let database = folder.path("a\nWATCHDOG=1\u{1B}[2J" + String(repeating: "x", count: 200) + ".db")
        let served = try ServedSocket(database: database, environment: environment, in: folder)
        try waitUntil("it is ready") { manager.count("READY=1") == 1 }
        let message = try #require(manager.messages.last)
        #expect(message.count == 2)
        #expect(message[1].hasPrefix("STATUS=waiting for the database: "))
        #expect(!message[1].unicodeScalars.contains { $0.value < 0x20 })
        #expect(message[1].unicodeScalars.count <= 307)
        withExtendedLifetime(served) {}
    }

    /// Nothing is there; a file is; what nobody reads is full.
    @Test(arguments: ["none", "file", "unread"])
    func managerThatDoesNotHearChangesNothing(_ kind: String) throws {
        let path = folder.path("other")
        if kind == "file" { #expect(FileManager.default.createFile(atPath: path, contents: nil)) }
        let unread = try kind == "unread" ? NotifyListener(path) : nil
        let served = try ServedSocket(
            options: [], environment: ["NOTIFY_SOCKET": path, "WATCHDOG_USEC": "1"], in: folder)
        try served.waitUntilItServes()
        for _ in 0..<20 { #expect(try served.click().status == 201) }
        served.process.send(SIGHUP)
        try waitUntil("it has read its settings") { served.count("settings read again") == 1 }
        #expect(try served.click().status == 201)
        served.process.send(SIGTERM)
        #expect(try served.process.waitForExit() == 0)
        withExtendedLifetime(unread) {}
    }

    // MARK: The watchdog

    private var watched: [String: String] { environment.merging(["WATCHDOG_USEC": "1000000"]) { $1 } }

    /// While it waits, and then without a request.
    @Test func idleServiceLives() throws {
        let served = try ServedSocket(environment: watched, in: folder)
        try waitUntil("it lives while it waits") { manager.count("WATCHDOG=1") > 2 }
        try served.tracker.output(["db", "init"])
        try waitUntil("it serves") { served.count(" serving") == 1 }
        let beats = manager.count("WATCHDOG=1")
        try waitUntil("it lives") { manager.count("WATCHDOG=1") > beats + 2 }
    }

    /// A lock of somebody else is no hang.
    @Test func serviceThatCanStoreNothingLivesAndSaysWhy() throws {
        let tracker = Tracker(database: folder.path("tracker.db"))
        try tracker.addSampleCampaign()
        let served = try ServedSocket(options: [], environment: watched, in: folder)
        try served.waitUntilItServes()
        let shell = try DatabaseShell(tracker.database, in: folder)
        defer { shell.process.stop() }
        try shell.run("BEGIN IMMEDIATE;")
        try waitUntil("events are refused") { try served.click().status == 503 }
        let beats = manager.count("WATCHDOG=1")
        try waitUntil("it lives") {
            let answer = try served.click()
            #expect(answer.status == 503)
            return manager.count("WATCHDOG=1") > beats + 4
        }
        try waitUntil("it says why") { manager.lines.contains { $0.hasPrefix("STATUS=unhealthy: ") } }
    }

    /// As a service in a cgroup has it that another one passes its environment to.
    @Test func watchdogOfAnotherProcessIsNotFed() throws {
        let served = try ServedSocket(
            options: [], environment: watched.merging(["WATCHDOG_PID": "1"]) { $1 }, in: folder)
        try served.waitUntilItServes()
        let lines = manager.lines.count
        try waitUntil("the status is told") { manager.lines.count > lines }
        #expect(manager.count("WATCHDOG=1") == 0)
    }
}
