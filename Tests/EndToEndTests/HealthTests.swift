import Foundation
import Glibc
import TestSupport
import TestTraits
import Testing

/// Health is what the next event would meet, although none comes.
@Suite(.ownThread, .needsInstalledServers, .timeLimit(.minutes(30)))
struct HealthTests {
    @Test(arguments: [
        (ENOSPC, 0, "There is no room on the disk"), (EIO, 0, "cannot be used now"),
        (0, EIO, "cannot be used now"),
    ])
    func diskThatTakesNothingIsIll(writeError: Int32, syncError: Int32, reason: String) throws {
        let disk = try FaultyDisk()
        let site = try Site(databaseFolder: disk.path) { try disk.mounted($0) }
        try expectHealth(site)
        var faults = FaultyDisk.Faults()
        (faults.writeError, faults.syncError) = (writeError, syncError)
        try disk.set(faults)
        try expectIllness(site, reason)
        try disk.set(FaultyDisk.Faults())
        try expectHealth(site)
        #expect(try site.client().post("/api/v2/track/click", Self.click).status == 201)
        let log = try #require(site.process?.logText)
        #expect(log.ranges(of: "unhealthy").count == 1, "\(log)")
    }

    /// Also while the trial itself does not come to its end.
    @Test(arguments: [(true, "Events wait for longer than 2 s"), (false, "does not answer")])
    func diskThatHangsIsIll(hasEvents: Bool, reason: String) throws {
        let disk = try FaultyDisk()
        let site = try Site(databaseFolder: disk.path) { try disk.mounted($0) }
        try expectHealth(site)
        var faults = FaultyDisk.Faults()
        faults.syncMilliseconds = 8_000
        try disk.set(faults)
        let load = Load(site, clients: 1, events: hasEvents ? .max : 0)
        load.start()
        try expectIllness(site, reason)
        try disk.set(FaultyDisk.Faults())
        load.stop()
        load.wait()
        try expectHealth(site)
        #expect(Set(load.counts.keys).isSubset(of: [201]))
    }

    @Test func lockThatIsHeldIsIll() throws {
        let site = try Site()
        let shell = try DatabaseShell(site.tracker.database, in: site.folder)
        defer { shell.process.stop() }
        try shell.run("BEGIN IMMEDIATE;")
        try expectIllness(site, "is locked by another process")
        try shell.run("COMMIT;")
        try expectHealth(site)
    }

    /// Events are stored until it is full.
    @Test(.enabled(if: SmallDisk.isPossible, "needs root and the right to mount a tmpfs"))
    func diskWithoutRoomForTheLogIsIll() throws {
        let disk = try SmallDisk(megabytes: 64)
        let site = try Site(databaseFolder: disk.path)
        try expectIllness(site, "its log may take 128 MiB")
        #expect(try site.client().post("/api/v2/track/click", Self.click).status == 201)
    }

    private static let click = #"{"clickId":"0d9a3c5e-58d3-4a7e-9c11-3f0a5d5b7e02","campaignId":42}"#

    /// The process is live all the same.
    private func expectIllness(_ site: Site, _ reason: String) throws {
        let client = site.client()
        try waitUntil("health is 503 with the reason") {
            let answer = try client.get("/api/v2/health")
            return answer.status == 503 && answer.body.contains(reason)
        }
        #expect(try client.get("/api/v2/live").body == #"{"live":true}"#)
    }

    private func expectHealth(_ site: Site) throws {
        let client = site.client()
        try waitUntil("health is 200") { try client.get("/api/v2/health").status == 200 }
    }
}
