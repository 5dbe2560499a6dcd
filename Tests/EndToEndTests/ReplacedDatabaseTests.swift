import Foundation
import TestSupport
import Testing

/// What an administrator's `rm` and `mv` do to a running service.
@Suite(.needsInstalledServers, .timeLimit(.minutes(30)))
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

    /// At once no event is taken; then the process ends, for its supervisor to start it on what is there.
    private func expectRescue(_ site: Site) throws -> Tracker {
        let process = try #require(site.process)
        #expect(try site.client().post("/api/v2/track/click", Self.click).status == 503)
        #expect(try process.waitForExit() == 75, "\(process.logText)")
        #expect(process.logText.contains("database rescued"), "\(process.logText)")
        let names = try FileManager.default.contentsOfDirectory(atPath: site.folder.path)
        let name = try #require(names.first { $0.hasPrefix("tracker.db.rescued-") })
        return Tracker(database: site.folder.path(name))
    }
}
