import Foundation
import TestSupport
import TestTraits
import Testing

/// What an administrator's `rm`, `mv` and `cp` do to a running service.
@Suite(.ownThread, .needsInstalledServers, .timeLimit(.minutes(30)))
struct ReplacedDatabaseTests {
    private static let click = #"{"clickId":"0d9a3c5e-58d3-4a7e-9c11-3f0a5d5b7e01","campaignId":42}"#

    @Test func removedDatabaseIsRescued() throws {
        let site = try Site()
        #expect(try site.client().post("/api/v2/track/click", Self.click).status == 201)
        for name in ["", "-wal", "-shm"] { unlink(site.tracker.database + name) }
        let rescued = try expectRescue(site)
        #expect(try rescued.rows("SELECT count(*) FROM journey WHERE clicked_at IS NOT NULL") == ["1"])
        #expect(try rescued.run(["db", "verify"]).status == 0)
    }

    /// And the next start takes the new one as it is, without the old one's log.
    @Test func replacedDatabaseIsServedByTheNextProcess() throws {
        let site = try Site()
        let other = Tracker(database: site.folder.path("other.db"))
        try other.addSampleCampaign()
        #expect(try site.client().post("/api/v2/track/click", Self.click).status == 201)
        #expect(rename(other.database, site.tracker.database) == 0)
        let rescued = try expectRescue(site)
        #expect(try rescued.rows("SELECT count(*) FROM journey WHERE clicked_at IS NOT NULL") == ["1"])
        try site.startResponder()
        #expect(try site.tracker.rows("SELECT count(*) FROM journey") == ["0"])
        #expect(try site.client().post("/api/v2/track/click", Self.click).status == 201)
        #expect(try site.tracker.run(["db", "verify"]).status == 0)
    }

    /// SQLite would apply it to whatever is put in the database's place.
    @Test func logOfARemovedDatabaseIsGoneAfterAPowerCut() throws {
        let disk = try FaultyDisk()
        let site = try Site(databaseFolder: disk.path) { try disk.mounted($0) }
        #expect(try site.client().post("/api/v2/track/click", Self.click).status == 201)
        unlink(site.tracker.database)
        _ = try expectRescue(site)
        var losses = EveryLoss()
        try disk.cutPower(&losses)
        #expect(!FileManager.default.fileExists(atPath: site.tracker.database + "-wal"))
    }

    /// Nothing that was not synced has reached the disk.
    private struct EveryLoss: RandomNumberGenerator {
        /// The least of each range; 0 would be drawn again and again.
        mutating func next() -> UInt64 { 1 }
    }

    /// Within seconds: it keeps its inode. What was there is not mixed with what was copied over it, and the next start
    /// says what to do.
    @Test func databaseThatIsWrittenOverIsLeftAsItIs() throws {
        let site = try Site()
        let (database, backup) = (site.tracker.database, site.folder.path("backup.db"))
        #expect(try site.tracker.run(["db", "backup", backup]).status == 0)
        let client = site.client()
        #expect(try client.post("/api/v2/track/click", Self.click).status == 201)
        let process = try #require(site.process)
        #expect(try Command("/bin/cp", [backup, database]).run().status == 0)
        #expect(try process.waitForExit() == 75, "\(process.logText)")
        #expect(process.logText.contains("database written over"), "\(process.logText)")
        #expect(FileManager.default.contentsEqual(atPath: backup, andPath: database))

        try site.launchResponder()
        let next = try #require(site.process)
        #expect(try next.waitForExit() == 78)
        #expect(next.logText.contains("landing-tracker db restore"), "\(next.logText)")
        #expect(try site.tracker.run(["db", "restore", backup]).status == 0)
        try site.startResponder()
        #expect(try site.tracker.rows("SELECT count(*) FROM journey") == ["0"])
        #expect(try site.client().post("/api/v2/track/click", Self.click).status == 201)
    }

    /// `cp` is no restore after a crash: the old log, which has events of its own, is still there.
    @Test func backupBesideTheLogOfACrashIsRefused() throws {
        let site = try Site()
        let backup = site.folder.path("backup.db")
        let load = Load(site, clients: 4, events: 300)
        load.start()
        load.wait()
        #expect(try site.tracker.run(["db", "backup", backup]).status == 0)
        #expect(try site.client().post("/api/v2/track/click", Self.click).status == 201)
        let process = try #require(site.process)
        process.send(SIGKILL)
        try process.waitForExit()
        #expect(try Command("/bin/cp", [backup, site.tracker.database]).run().status == 0)

        try site.launchResponder()
        let next = try #require(site.process)
        #expect(try next.waitForExit() == 78, "\(next.logText)")
        #expect(next.logText.contains("landing-tracker db restore"), "\(next.logText)")
        #expect(FileManager.default.contentsEqual(atPath: backup, andPath: site.tracker.database))
        #expect(try site.tracker.run(["db", "restore", backup]).status == 0)
        try site.startResponder()
        #expect(try site.tracker.eventRows().sorted() == load.acknowledged.sorted())
        #expect(try site.tracker.run(["db", "verify"]).status == 0)
    }

    /// At once no event is taken; then the process ends, for its supervisor to start it on what is there.
    private func expectRescue(_ site: Site) throws -> Tracker {
        let process = try #require(site.process)
        #expect(try site.client().post("/api/v2/track/click", Self.click).status == 503)
        #expect(try process.waitForExit() == 75, "\(process.logText)")
        #expect(process.logText.contains("database rescued"), "\(process.logText)")
        let folder = URL(filePath: site.tracker.database).deletingLastPathComponent()
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        let name = try #require(names.first { $0.hasPrefix("tracker.db.rescued-") })
        return Tracker(database: folder.appending(path: name).path)
    }
}
