import Foundation
import Glibc
import TestSupport
import TestTraits
import Testing

/// What passes by itself is no end: `serve` listens, answers 503, and goes on.
@Suite(.ownThread, .needsInstalledServers, .timeLimit(.minutes(30)))
struct PatientStartTests {
    private static let needsDisk = ConditionTrait.enabled(
        if: SmallDisk.isPossible, "needs root and the right to mount a tmpfs")

    enum Absence: CaseIterable {
        case file, folder, linkToNothing, folderBehindALink, leftLog, putAside
    }

    /// A disk that is not mounted, for example; never is a new one made.
    @Test(arguments: Absence.allCases)
    func databaseIsWaitedFor(_ absence: Absence) throws {
        let folder = try TemporaryFolder()
        let place = folder.path("place")
        let kept = "\(place).before-restore-20260131T170405Z"
        let database = absence == .folder || absence == .folderBehindALink ? place + "/tracker.db" : place
        switch absence {
        case .file, .folder: break
        case .linkToNothing, .folderBehindALink: #expect(symlink(folder.path("unmounted"), place) == 0)
        case .leftLog: try Data("events".utf8).write(to: URL(fileURLWithPath: place + "-wal"))
        case .putAside:
            // By a restore that was killed.
            try Tracker(database: place).addSampleCampaign()
            #expect(rename(place, kept) == 0)
        }
        let isLeft = absence == .leftLog || absence == .putAside
        let served = try ServedSocket(database: database, options: isLeft ? [] : ["--existing"], in: folder)
        try expectWaiting(served, for: database)
        #expect(!FileManager.default.fileExists(atPath: database))

        let disk = folder.path("disk")
        #expect(mkdir(disk, 0o750) == 0)
        try Tracker(database: disk + "/tracker.db").addSampleCampaign()
        switch absence {
        case .file: #expect(rename(disk + "/tracker.db", place) == 0)
        case .folder: #expect(rename(disk, place) == 0)
        case .linkToNothing: #expect(rename(disk + "/tracker.db", folder.path("unmounted")) == 0)
        case .folderBehindALink: #expect(rename(disk, folder.path("unmounted")) == 0)
        case .leftLog: unlink(place + "-wal")
        case .putAside: #expect(rename(kept, place) == 0)
        }
        try expectService(served)
    }

    @Test(needsDisk)
    func fullDiskIsWaitedFor() throws {
        let disk = try SmallDisk(megabytes: 4)
        let database = disk.path + "/tracker.db"
        try Tracker(database: database).addSampleCampaign()
        try disk.fill()
        let served = try ServedSocket(database: database)
        try expectWaiting(served, for: "There is no room on the disk of the database \(database)")
        try disk.makeRoom()
        try expectService(served)
    }

    /// Where there is no database yet, no half of one is left.
    @Test(needsDisk)
    func fullDiskIsWaitedForByWhoeverMakesADatabase() throws {
        let disk = try SmallDisk(megabytes: 4)
        try disk.fill()
        let served = try ServedSocket(database: disk.path + "/tracker.db", options: [])
        try expectWaiting(served, for: "There is no room on the disk")
        try disk.makeRoom()
        try expectService(served)
        #expect(served.count("made a new, empty database") == 1)
    }

    @Test(needsDisk)
    func readOnlyDiskIsWaitedFor() throws {
        let disk = try SmallDisk(megabytes: 4)
        let database = disk.path + "/tracker.db"
        try Tracker(database: database).addSampleCampaign()
        try disk.remount("ro")
        let served = try ServedSocket(database: database)
        try expectWaiting(served, for: database)
        try disk.remount("rw")
        try expectService(served)
    }

    @Test func lockedDatabaseIsWaitedFor() throws {
        let folder = try TemporaryFolder()
        let tracker = Tracker(database: folder.path("tracker.db"))
        try tracker.addSampleCampaign()
        let shell = try DatabaseShell(tracker.database, in: folder)
        defer { shell.process.stop() }
        try shell.run(
            "PRAGMA locking_mode = EXCLUSIVE;", "BEGIN EXCLUSIVE;", "DELETE FROM campaign WHERE id = 0;")
        let served = try ServedSocket(in: folder)
        try expectWaiting(served, for: "is locked by another process")
        shell.process.send(SIGKILL)
        try expectService(served)
    }

    @Test func stopEndsTheWait() throws {
        let served = try ServedSocket()
        try expectWaiting(served, for: served.tracker.database)
        served.process.send(SIGTERM)
        #expect(try served.process.waitForExit() == 0, "\(served.process.logText)")
        #expect(!FileManager.default.fileExists(atPath: served.folder.path("fcgi.sock")))
    }

    /// Loudly, since it may be the wrong place.
    @Test func newDatabaseIsSaid() throws {
        let served = try ServedSocket(options: [])
        try served.waitUntilItServes()
        #expect(served.count("made a new, empty database") == 1)
        let again = try ServedSocket(
            database: served.tracker.database, options: [])
        try again.waitUntilItServes()
        #expect(again.count("made a new, empty database") == 0)
    }

    private func expectWaiting(_ served: ServedSocket, for reason: String) throws {
        try waitUntil("it says what it waits for") {
            if !served.process.isRunning { throw Unexpected(served.process.logText) }
            return try served.health().body.contains(reason)
        }
        #expect(try served.health().status == 503)
        #expect(try !served.health(from: "198.51.100.7").body.contains("message"))
        let click = try served.click()
        #expect(click.status == 503)
        #expect(String(decoding: click.output, as: UTF8.self).contains("Retry-After: 1\r\n"))
        #expect(try served.ask("OPTIONS", "/api/v2/track/click").status == 503)
        #expect(try served.ask("GET", "/api/v2/core/campaigns").status == 503)
        #expect(try served.ask("GET", "/api/v2/live").status == 200)
    }

    /// When it has come, and said each thing once.
    private func expectService(_ served: ServedSocket) throws {
        try served.waitUntilItServes()
        #expect(served.count("waiting for the database") == 1, "\(served.process.logText)")
        #expect(served.count("the database can be used now") == 1, "\(served.process.logText)")
        served.process.send(SIGTERM)
        #expect(try served.process.waitForExit() == 0, "\(served.process.logText)")
        #expect(try served.tracker.run(["db", "verify"]).status == 0)
    }
}
