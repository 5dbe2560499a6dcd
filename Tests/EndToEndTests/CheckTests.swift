import Foundation
import Glibc
import TestSupport
import TestTraits
import Testing

/// What `check` says of a service and its database, in the states that an administrator gets into.
@Suite(.ownThread, .needsInstalledServers, .timeLimit(.minutes(30)))
struct CheckTests {
    let folder: TemporaryFolder
    let tracker: Tracker
    var socket: String { folder.path("fcgi.sock") }
    static let needsRoot = ConditionTrait.enabled(
        if: geteuid() == 0, "only root can be more than one user")

    init() throws {
        folder = try TemporaryFolder()
        try FileManager.default.setAttributes([.posixPermissions: 0o750], ofItemAtPath: folder.path)
        tracker = Tracker(database: folder.path("tracker.db"))
    }

    // MARK: The service answers

    @Test(arguments: [false, true])
    func healthyTrackerIsInOrder(atPort: Bool) throws {
        try tracker.addSampleCampaign()
        let address = atPort ? "tcp:127.0.0.1:\(try Loopback.unusedPort())" : "unix:\(socket)"
        let serving = try ChildProcess(
            tracker.command(["serve", "--listen", address]), output: folder.path("serve.log"))
        try waitUntil("it serves") { serving.logText.contains("serving") }
        let outcome = try check(["--listen", address])
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        #expect(outcome.output.contains("ok     listen    \(address): a tracker answers, and is healthy\n"))
        #expect(outcome.output.contains("in order, takes writes, 1 campaign\n"))
        serving.stop()
    }

    /// From the folder where the command is given, as for `serve`.
    @Test func relativeSocketIsAsked() throws {
        try tracker.addSampleCampaign()
        let served = try ServedSocket(in: folder)
        try served.waitUntilItServes()
        let script = """
            cd '\(folder.path)' && exec '\(Repository.program)' check --database tracker.db --listen unix:fcgi.sock
            """
        let outcome = try Command("/bin/sh", ["-c", script]).run()
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("unix:fcgi.sock: a tracker answers, and is healthy"))
    }

    /// By its own words.
    @Test func trackerThatWaitsIsNotInOrder() throws {
        let served = try ServedSocket(in: folder)
        try waitUntil("it waits") { try served.health().body.contains("There is no database") }
        let outcome = try check(["--listen", "unix:\(socket)"])
        #expect(outcome.status == 78)
        let reason =
            "There is no database at \(tracker.database). Check the path, and that its disk is mounted"
        expectWrong(outcome, "listen", "A tracker answers, and is not healthy: \(reason)")
        expectWrong(outcome, "database", reason)
    }

    @Test func heldLockIsNamed() throws {
        let site = try Site()
        try FileManager.default.setAttributes([.posixPermissions: 0o750], ofItemAtPath: site.folder.path)
        let shell = try DatabaseShell(site.tracker.database, in: site.folder)
        defer { shell.process.stop() }
        try shell.run("BEGIN IMMEDIATE;")
        let reason = "The database \(site.tracker.database) is locked by another process."
        try waitUntil("the tracker is ill") {
            try site.client().get("/api/v2/health").body.contains("is locked by another process")
        }
        let outcome = try site.tracker.run(["check", "--listen", "unix:\(site.folder.path("fcgi.sock"))"])
        // It gets right when the lock is released.
        #expect(outcome.status == 75, "\(outcome.output)\(outcome.errors)")
        expectWrong(outcome, "listen", "A tracker answers, and is not healthy: \(reason)")
        expectWrong(outcome, "database", reason)
    }

    /// And nobody is told to make a new one without a look at what there is.
    @Test func databaseThatWasRemovedIsNotInOrder() throws {
        let site = try Site()
        try FileManager.default.setAttributes([.posixPermissions: 0o750], ofItemAtPath: site.folder.path)
        for name in ["", "-wal", "-shm"] { unlink(site.tracker.database + name) }
        let outcome = try site.tracker.run(["check", "--listen", "unix:\(site.folder.path("fcgi.sock"))"])
        #expect(outcome.status == 78)
        expectWrong(outcome, "database", "There is no database at \(site.tracker.database)")
        #expect(outcome.errors.contains("Only where there never was one: `landing-tracker db init`"))
        #expect(!FileManager.default.fileExists(atPath: site.tracker.database))
    }

    // MARK: The database

    @Test(.enabled(if: SmallDisk.isPossible, "needs root and the right to mount a tmpfs"))
    func fullDiskIsNamed() throws {
        let disk = try SmallDisk(megabytes: 4)
        try FileManager.default.setAttributes([.posixPermissions: 0o750], ofItemAtPath: disk.path)
        let tracker = Tracker(database: disk.path + "/tracker.db")
        try tracker.addSampleCampaign()
        try disk.fill()
        let outcome = try tracker.run(["check", "--no-listen"])
        #expect(outcome.status == 78)
        expectWrong(outcome, "disk", "The disk of \(disk.path) has too little room: 0 MiB free")
        expectWrong(outcome, "database", "There is no room on the disk of the database \(tracker.database)")
    }

    /// Also where nothing of what is read first is.
    @Test func damagedPagesAreNamed() throws {
        try tracker.addSampleCampaign()
        let file = URL(fileURLWithPath: tracker.database)
        var bytes = try Data(contentsOf: file)
        #expect(bytes.count > 20 * 4_096)
        bytes.replaceSubrange((bytes.count - 4 * 4_096)..., with: Data(repeating: 0xA5, count: 4 * 4_096))
        try bytes.write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
        let outcome = try check(["--no-listen"])
        #expect(outcome.status == 78)
        expectWrong(outcome, "database", "The database \(tracker.database) is damaged")
        #expect(outcome.errors.contains("landing-tracker db restore"), "\(outcome.errors)")
        #expect(try Data(contentsOf: file) == bytes)
    }

    /// With owner, mode, who this is and whom to be.
    @Test(needsRoot) func databaseOfRootAloneIsNamed() throws {
        try tracker.addSampleCampaign()
        #expect(chmod(tracker.database, 0o600) == 0 && chmod(folder.path, 0o777) == 0)
        let outcome = try check(["--no-listen"], as: .nobody)
        #expect(outcome.status == 78)
        expectWrong(
            outcome, "database", "The database \(tracker.database) belongs to root, and this is nobody")
        #expect(outcome.errors.contains("(owner root, group root, mode 0600)"), "\(outcome.errors)")
        #expect(outcome.errors.contains("sudo -u 'root' landing-tracker"))
    }

    /// An old SQLite is one for a single service.
    @Test func processesThatShareADatabaseAreNamed() throws {
        try tracker.addSampleCampaign()
        let first = try ServedSocket(in: folder)
        try first.waitUntilItServes()
        let alone = try sqliteRow()
        #expect(alone.hasPrefix("ok     sqlite    3."), "\(alone)")
        // `LinkedSQLiteTests` has the versions.
        let isOld = !alone.hasSuffix(": in order")
        let second = try ServedSocket(database: tracker.database)
        try second.waitUntilItServes()
        let shared = try sqliteRow()
        #expect(shared.hasPrefix(isOld ? "warn   sqlite" : "ok     sqlite"), "\(shared)")
        for served in [first, second] {
            let name = "landing-tracker (\(served.process.identifier))"
            #expect(shared.contains(name) == isOld, "\(shared)")
        }
    }

    private func sqliteRow() throws -> String {
        let outcome = try check(["--no-listen"])
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        let row = outcome.output.split(separator: "\n").first { $0.dropFirst(7).hasPrefix("sqlite ") }
        return String(try #require(row))
    }

    /// No row, and no table; SQLite counts in the file's header that somebody has opened it.
    @Test func trialChangesNothing() throws {
        try tracker.addSampleCampaign()
        let before = try dump()
        #expect(try check(["--no-listen"]).status == 0)
        #expect(try dump() == before)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["tracker.db"])
    }

    private func dump() throws -> String {
        let outcome = try Command("/usr/bin/sqlite3", [tracker.database, ".dump"]).run()
        #expect(outcome.status == 0 && outcome.output.contains("INSERT"), "\(outcome.errors)")
        return outcome.output
    }

    /// Whatever hangs: what was found before is told, and what it was that hung.
    @Test func diskThatHangsIsNamed() throws {
        let disk = try FaultyDisk()
        try FileManager.default.setAttributes([.posixPermissions: 0o750], ofItemAtPath: disk.path)
        let tracker = Tracker(database: disk.path + "/tracker.db")
        try tracker.addSampleCampaign()
        var faults = FaultyDisk.Faults()
        faults.syncMilliseconds = 600_000
        try disk.set(faults)
        let outcome = try disk.mounted(tracker.command(["check", "--no-listen"])).run()
        #expect(outcome.status == 75, "\(outcome.output)\(outcome.errors)")
        #expect(outcome.output.contains("ok     disk"))
        expectWrong(outcome, "database", "This has not come to its end within 20 s")
    }

    // MARK: Arranging

    func check(_ arguments: [String], _ environment: [String: String] = [:]) throws -> Command.Outcome {
        var command = tracker.command(["check"] + arguments)
        command.environment = environment
        return try command.run()
    }

    func check(_ arguments: [String], as owner: FileOwner) throws -> Command.Outcome {
        let command = tracker.command(["check"] + arguments)
        let identity = ["--reuid", "\(owner.user)", "--regid", "\(owner.group)", "--clear-groups"]
        return try Command("/usr/bin/setpriv", identity + [command.program] + command.arguments).run()
    }

    /// That a row says it, and standard error, too.
    func expectWrong(
        _ outcome: Command.Outcome, _ name: String, _ words: String,
        location: SourceLocation = #_sourceLocation
    ) {
        let rows = outcome.output.split(separator: "\n").filter { $0.hasPrefix("wrong  \(name) ") }
        #expect(rows.contains { $0.contains(words) }, "\(outcome.output)", sourceLocation: location)
        #expect(outcome.errors.contains(words), "\(outcome.errors)", sourceLocation: location)
    }
}
