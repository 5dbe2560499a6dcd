import Foundation
import TestSupport
import Testing

/// `db migrate` as an administrator's scripts see it, where no step is missing; what a step does is in `UpgradeTests`.
extension CommandTests {
    @Test func currentDatabaseIsUpToDate() throws {
        try tracker.addSampleCampaign()
        let steps = "SELECT name, program, done_at, is_filling FROM schema_step"
        let before = try tracker.rows(steps)
        #expect(before.count == 1)
        let outcome = try tracker.run(["db", "migrate"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output == "\(tracker.database) is up to date.\n")
        let document = #"{"backup":null,"database":"\#(tracker.database)","from":null,"to":null}"#
        #expect(try tracker.output(["db", "migrate", "--json"]) == document + "\n")
        #expect(try tracker.rows(steps) == before)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(!names.contains { $0.contains("before-upgrade") }, "\(names)")
    }

    /// It makes no database, and takes no empty file for one.
    @Test(arguments: ["tracker.db", "none/tracker.db", "empty.db"])
    func whereThereIsNoDatabaseNothingIsMigrated(_ name: String) throws {
        let database = folder.path(name)
        let isEmpty = name == "empty.db"
        if isEmpty { #expect(FileManager.default.createFile(atPath: database, contents: nil)) }
        let outcome = try Tracker(database: database).run(["db", "migrate"])
        #expect(outcome.status == 78)
        let reason = isEmpty ? "The database \(database) is empty" : "There is no database at \(database)."
        #expect(outcome.errors.contains(reason), "\(outcome.errors)")
        #expect(outcome.output == "")
        #expect(FileManager.default.contents(atPath: database) == (isEmpty ? Data() : nil))
    }

    /// A newer one names the version to install; one of before the first release has none.
    @Test(arguments: [
        (
            "INSERT INTO schema_step VALUES (99, '99 from the future', '7.1.2', 1, 0)",
            "Install 7.1.2 or a later"
        ),
        ("DELETE FROM schema_step", "from before the first release"),
    ])
    func otherTablesAreNotMigrated(_ change: String, _ reason: String) throws {
        try tracker.addSampleCampaign()
        #expect(try Command("/usr/bin/sqlite3", [tracker.database, change]).run().status == 0)
        let dump = "SELECT * FROM schema_step UNION ALL SELECT id, name, 0, 0, 0 FROM campaign"
        let before = try tracker.rows(dump)
        for flags in [[], ["--json"]] {
            let outcome = try tracker.run(["db", "migrate"] + flags)
            #expect(outcome.status == 78)
            #expect(outcome.errors.contains(tracker.database))
            #expect(outcome.errors.contains(reason), "\(outcome.errors)")
            #expect(outcome.output == "")
        }
        #expect(try tracker.rows(dump) == before)
    }

    /// Not even to look: a database needs files beside it.
    @Test(.enabled(if: SmallDisk.isPossible, "needs root and the right to mount a tmpfs"))
    func onAReadOnlyDiskNothingIsMigrated() throws {
        let disk = try SmallDisk(megabytes: 16)
        let tracker = Tracker(database: disk.path + "/tracker.db")
        try tracker.addSampleCampaign()
        try disk.remount("ro")
        let outcome = try tracker.run(["db", "migrate"])
        #expect(outcome.status == 78)
        #expect(outcome.errors.contains("\(tracker.database) cannot be opened"), "\(outcome.errors)")
        try disk.remount("rw")
        #expect(try tracker.run(["db", "migrate"]).status == 0)
    }
}
