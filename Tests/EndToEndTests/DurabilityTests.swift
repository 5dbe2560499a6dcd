import Foundation
import Glibc
import TestSupport
import TestTraits
import Testing

/// Under load, and when things go wrong: an event is on disk exactly if its client was told so.
@Suite(.ownThread, .needsInstalledServers, .timeLimit(.minutes(30)), .serialized)
struct DurabilityTests {
    @Test func rowsEqualCreatedAnswersUnderLoad() throws {
        let site = try Site()
        let load = Load(site, clients: 64, events: 20_000)
        load.start()
        load.wait()
        #expect(load.counts == [201: 20_000])
        #expect(try site.tracker.eventRows().sorted() == load.acknowledged.sorted())
        try expectRightCounters(site)
    }

    /// What reports read was kept current, too.
    private func expectRightCounters(_ site: Site) throws {
        let outcome = try site.tracker.run(["db", "verify"])
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    }

    /// Nothing that was acknowledged is lost; what was cut off may be there or not.
    @Test func acknowledgedEventsSurviveAKill() throws {
        let site = try Site()
        let load = Load(site, clients: 64, events: .max)
        load.start()
        try waitUntil("enough events are under way", watching: { load.acknowledged.count }) {
            load.acknowledged.count > 3_000
        }
        let process = try #require(site.process)
        process.send(SIGKILL)
        #expect(try process.waitForExit() == -SIGKILL)
        load.stop()
        load.wait()

        try site.startResponder()
        let rows = Set(try site.tracker.eventRows())
        #expect(Set(load.acknowledged).subtracting(rows).isEmpty)
        #expect(try site.tracker.rows("PRAGMA integrity_check") == ["ok"])
        let after = Load(site, clients: 4, events: 100)
        after.start()
        after.wait()
        #expect(after.counts == [201: 100])
        try expectRightCounters(site)
    }

    /// The fastest of three counts: other tests can only make a stop look slower than it is.
    @Test func stopUnderLoadIsQuickAndLosesNothing() throws {
        let site = try Site()
        var acknowledged: [String] = []
        var seconds: [TimeInterval] = []
        for _ in 0..<3 {
            let load = Load(site, clients: 64, events: .max)
            load.start()
            try waitUntil("enough events are under way", watching: { load.acknowledged.count }) {
                load.acknowledged.count > 1_500
            }
            let process = try #require(site.process)
            let start = Date()
            process.send(SIGTERM)
            #expect(try process.waitForExit() == 0)
            seconds.append(Date().timeIntervalSince(start))
            load.stop()
            load.wait()
            acknowledged += load.acknowledged
            #expect(try site.tracker.eventRows().sorted() == acknowledged.sorted())
            try site.startResponder()
        }
        // Well under a second; a stop that waits for anybody takes longer than five.
        #expect(try #require(seconds.min()) < 5)
        try expectRightCounters(site)
    }

    /// The socket is kept while the responder is replaced, as systemd does it: not one request is refused.
    @Test func restartsUnderLoadAreNotNoticed() throws {
        let site = try Site(listener: .supervisor)
        let load = Load(site, clients: 64, events: .max)
        load.start()
        for _ in 0..<5 {
            let before = load.acknowledged.count
            try waitUntil("events are stored", watching: { load.acknowledged.count }) {
                load.acknowledged.count > before + 1_000
            }
            try site.restartSupervised()
        }
        load.stop()
        load.wait()
        #expect(load.counts == [201: load.acknowledged.count])
        #expect(try Set(site.tracker.eventRows()) == Set(load.acknowledged))
        try expectRightCounters(site)
    }

    /// Restored elsewhere it has every event that was answered before it began.
    @Test func backupUnderLoadIsNotNoticedAndMissesNothing() throws {
        let site = try Site()
        let load = Load(site, clients: 64, events: .max)
        load.start()
        try waitUntil("enough events are under way") { load.acknowledged.count > 2_000 }
        let backups = try TemporaryFolder()
        for name in ["first.db", "second.db"] {
            let before = load.acknowledged
            try site.tracker.output(["db", "backup", backups.path(name)])
            let restored = Tracker(database: backups.path("restored-\(name)"))
            try restored.output(["db", "restore", backups.path(name)])
            #expect(try Set(restored.eventRows()).isSuperset(of: before))
            #expect(try restored.run(["db", "verify"]).status == 0)
        }
        load.stop()
        load.wait()
        #expect(load.counts == [201: load.acknowledged.count])
        #expect(try site.tracker.eventRows().sorted() == load.acknowledged.sorted())
        try expectRightCounters(site)
    }

    /// After a crash, over the database and the log that it has left.
    @Test func restoredOverACrashedDatabaseItIsTheBackupAndNothingElse() throws {
        let site = try Site()
        let load = Load(site, clients: 16, events: .max)
        load.start()
        try waitUntil("enough events are under way") { load.acknowledged.count > 500 }
        let backup = site.folder.path("backup.db")
        try site.tracker.output(["db", "backup", backup])
        let count = load.acknowledged.count
        try waitUntil("more events are stored") { load.acknowledged.count > count + 500 }
        let process = try #require(site.process)
        process.send(SIGKILL)
        try process.waitForExit()
        load.stop()
        load.wait()

        let held = Tracker(database: site.folder.path("copy.db"))
        try held.output(["db", "restore", backup])
        let expected = try held.eventRows().sorted()
        let restored = try site.tracker.output(["db", "restore", backup])
        #expect(try site.tracker.eventRows().sorted() == expected)
        let kept = try #require(restored.firstMatch(of: /is kept: (\S+)/)?.output.1)
        try site.startResponder()
        #expect(try site.tracker.eventRows().sorted() == expected)
        // What was acknowledged until the crash is kept.
        #expect(
            try Set(Tracker(database: String(kept)).eventRows()).isSuperset(of: load.acknowledged))
    }

    /// A `cp` of the one file, as many administrators do it.
    @Test func plainCopyOfAQuietSystemIsWhole() throws {
        let site = try Site()
        let load = Load(site, clients: 4, events: 60)
        load.start()
        load.wait()
        #expect(load.counts == [201: 60])
        try waitUntil("a copy has every event") {
            let copies = try TemporaryFolder()
            let copy = Tracker(database: copies.path("tracker.db"))
            try FileManager.default.copyItem(atPath: site.tracker.database, toPath: copies.path("plain.db"))
            guard try copy.run(["db", "restore", copies.path("plain.db")]).status == 0 else { return false }
            return try copy.eventRows().sorted() == load.acknowledged.sorted()
        }
    }

    /// A writer that holds the lock for five seconds: longer than an event waits.
    @Test func lockedDatabaseIsAnsweredLaterAndLosesNothing() throws {
        let site = try Site()
        let mark = site.folder.path("locked")
        let holder = try ChildProcess(
            Command(
                "/usr/bin/sqlite3",
                [
                    "-cmd", ".timeout 60000", "-cmd", "BEGIN IMMEDIATE", "-cmd",
                    ".system touch '\(mark)' && sleep 5",
                    site.tracker.database,
                    "COMMIT",
                ]),
            output: site.folder.path("holder.log"))
        try waitUntil("the lock is held") { FileManager.default.fileExists(atPath: mark) }

        let load = Load(site, clients: 8, events: .max)
        load.start()
        try holder.waitForExit()
        try waitUntil("events are stored again") { !load.acknowledged.isEmpty }
        load.stop()
        load.wait()
        #expect(Set(load.counts.keys) == [201, 503])
        #expect(try site.tracker.eventRows().sorted() == load.acknowledged.sorted())
        try expectRightCounters(site)
    }

    /// Long before it is full.
    @Test(.enabled(if: SmallDisk.isPossible, "needs root and the right to mount a tmpfs"))
    func shortDiskRefusesLargeEventsOnly() throws {
        let disk = try SmallDisk(megabytes: 64)
        let site = try Site(databaseFolder: disk.path)
        let click = #"{"clickId":"c0ffee00-1111-4222-8333-444455556666","campaignId":42,"x":"X"}"#
        let large = click.replacing("X", with: String(repeating: "x", count: 20_000))
        let refused = try site.client().post("/api/v2/track/click", large)
        #expect(refused.status == 503)
        #expect(refused[header: "retry-after"] == "5")
        #expect(try site.client().post("/api/v2/track/click", click).status == 201)
        let check = try site.tracker.run(["check", "--no-listen"])
        #expect(check.status == 78)
        #expect(check.output.contains("too little room"), "\(check.output)")
        let smaller = ["--disk-reserve", "1"]
        #expect(
            try site.tracker.run(["check", "--no-listen"] + smaller).output
                .contains("128 MiB needed"))
    }

    @Test(.enabled(if: SmallDisk.isPossible, "needs root and the right to mount a tmpfs"))
    func fullDiskIsAnsweredLaterAndLosesNothing() throws {
        let disk = try SmallDisk(megabytes: 8)
        let site = try Site(databaseFolder: disk.path)
        let before = Load(site, clients: 4, events: 100)
        before.start()
        before.wait()
        #expect(before.counts == [201: 100])

        try disk.fill()
        let during = Load(site, clients: 4, events: 4_000)
        during.start()
        during.wait()
        #expect(during.counts[503, default: 0] > 0)
        #expect(Set(during.counts.keys).isSubset(of: [201, 503]), "\(during.counts)")
        #expect(site.process?.isRunning == true)
        let refused = try site.client().get("/api/v2/track/lead?clickId=c0ffee00-1111-4222-8333-444455556666")
        #expect(refused.status == 503)
        #expect(refused.body == #"{"code":503,"status":"Service Unavailable"}"#)
        #expect(refused[header: "retry-after"] != nil)

        try disk.makeRoom()
        let client = site.client()
        try waitUntil("events are stored again") {
            try client.get("/api/v2/track/lead?clickId=c0ffee00-1111-4222-8333-444455556666").status == 201
        }
        let stored = try site.tracker.eventRows()
        #expect(
            stored.sorted()
                == (before.acknowledged + during.acknowledged + ["lead c0ffee00111142228333444455556666"])
                .sorted())
        try expectRightCounters(site)
    }

    /// Many processes may be at it one after the other.
    @Test func plainCGIWaitsForALock() throws {
        let site = try Site(.apacheCGI)
        let mark = site.folder.path("locked")
        let holder = try ChildProcess(
            Command(
                "/usr/bin/sqlite3",
                [
                    site.tracker.database, ".timeout 60000", "BEGIN IMMEDIATE",
                    ".shell touch \(mark); sleep 4",
                    "COMMIT",
                ]),
            output: site.folder.path("holder.log"))
        try waitUntil("the database is locked") { FileManager.default.fileExists(atPath: mark) }
        let answer = try site.client().post(
            "/api/v2/track/click", #"{"clickId":"0d9a3c5e-58d3-4a7e-9c11-3f0a5d5b7e01","campaignId":42}"#)
        #expect(answer.status == 201, "\(answer.body)")
        #expect(try holder.waitForExit() == 0, "\(holder.logText)")
    }
}
