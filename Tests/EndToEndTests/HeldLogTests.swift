import Foundation
import TestSupport
import TestTraits
import Testing

/// A shell, or a BI tool, that holds a snapshot of the database while the service writes.
@Suite(.ownThread, .needsInstalledServers, .timeLimit(.minutes(30)))
struct HeldLogTests {
    private static let walBytes = 128 * 1024 * 1024

    /// The log grows beyond its limit: the service says so and who it is, goes on, and cuts the file when it can.
    @Test func readerThatKeepsTheLogLongIsNamedAndTheLogIsCutAfterwards() throws {
        let site = try Site()
        let shell = try DatabaseShell(site.tracker.database, in: site.folder)
        defer { shell.process.stop() }
        try shell.run("BEGIN;", "SELECT count(*) FROM journey;")
        try fill(site.tracker)
        try waitUntil("it says who reads") {
            let log = site.process?.logText ?? ""
            return log.contains("WAL is long") && log.contains("sqlite3 (\(shell.process.identifier))")
        }
        #expect(try logLength(site.tracker) > Self.walBytes)
        let load = Load(site, clients: 8, events: 300)
        load.start()
        load.wait()
        #expect(load.counts == [201: 300])

        try shell.run("COMMIT;")
        try waitUntil("the log is cut") { try logLength(site.tracker) <= Self.walBytes }
        try waitUntil("it says so") { site.process?.logText.contains("WAL short again") == true }
        #expect(site.process?.logText.ranges(of: "WAL is long").count == 1)
        #expect(try site.tracker.eventRows().sorted() == load.acknowledged.sorted())
        #expect(try site.tracker.run(["db", "verify"]).status == 0)
    }

    /// What a busy day brings, in one go: into a table that is nobody's.
    private func fill(_ tracker: Tracker) throws {
        let rows = """
            CREATE TABLE ballast (bytes BLOB);
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 140)
            INSERT INTO ballast SELECT zeroblob(1048576) FROM n;
            """
        let outcome = try Command(
            "/usr/bin/sqlite3", ["-cmd", ".timeout 10000", tracker.database, rows]
        ).run()
        #expect(outcome.status == 0, "\(outcome.errors)")
    }

    private func logLength(_ tracker: Tracker) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: tracker.database + "-wal")
        return try #require(attributes[.size] as? Int)
    }
}
