import Foundation
import TestSupport
import Testing

/// Backup and restore as an administrator's scripts see them.
extension CommandTests {
    private var backup: String { folder.path("backup.db") }

    @Test func backupAndRestoreSayWhatTheyDid() throws {
        try tracker.addSampleCampaign()
        #expect(
            try tracker.output(["db", "backup", backup]).hasPrefix(
                "Backed up \(tracker.database) to \(backup): 0 journeys, "))
        let document = try tracker.output(["db", "backup", backup, "--json"])
        #expect(document.hasPrefix(#"{"database":"\#(tracker.database)","file":"\#(backup)","bytes":"#))
        #expect(document.hasSuffix(#","journeys":0,"lastEventAt":null,"removed":[]}"# + "\n"))

        try tracker.addSampleCampaign(43)
        let restored = try tracker.output(["db", "restore", backup])
        #expect(restored.hasPrefix("Restored \(tracker.database) from \(backup): 0 journeys, "))
        #expect(restored.contains("is kept: \(tracker.database).before-restore-"))
        #expect(restored.contains("landing-tracker db restore --database \(tracker.database) NEW"))
        #expect(try tracker.run(["campaign", "show", "43"]).status == 64)
        #expect(try tracker.run(["campaign", "show", "42"]).status == 0)

        let new = Tracker(database: folder.path("new.db"))
        #expect(try new.output(["db", "restore", backup, "--json"]).hasSuffix(#","kept":[]}"# + "\n"))
        #expect(try new.run(["campaign", "show", "42"]).status == 0)
    }

    @Test func refusedBackupsHaveAReasonAndACode() throws {
        try tracker.addSampleCampaign()
        let letter = folder.path("letter.txt")
        try "Dear reader".write(toFile: letter, atomically: true, encoding: .utf8)
        let link = folder.path("link.db")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: letter)
        let missing = folder.path("none/backup.db")
        let cases: [([String], Int32, String)] = [
            ([letter], 64, "is there, and is no backup"), ([link], 64, "is a symbolic link"),
            ([tracker.database], 64, "belongs to the database"), ([missing], 78, "There is no folder for"),
            ([folder.path, "--keep", "0"], 64, "--keep must be at least 1"),
            ([backup, "--keep", "2"], 64, "is no folder"),
        ]
        for (arguments, status, reason) in cases {
            let outcome = try tracker.run(["db", "backup"] + arguments)
            #expect(outcome.status == status, "\(arguments): \(outcome.errors)")
            #expect(outcome.errors.contains(reason), "\(outcome.errors)")
        }
        #expect(try String(contentsOfFile: letter, encoding: .utf8) == "Dear reader")
        let none = Tracker(database: folder.path("none.db"))
        #expect(try none.run(["db", "backup", backup]).status == 78)
        #expect(!FileManager.default.fileExists(atPath: backup))
    }

    @Test(.enabled(if: SmallDisk.isPossible, "needs root and the right to mount a tmpfs"))
    func backupKeepsTheReserve() throws {
        try tracker.addSampleCampaign()
        let disk = try SmallDisk(megabytes: 8)
        let outcome = try tracker.run(["db", "backup", disk.path])
        #expect(outcome.status == 75)
        #expect(outcome.errors.contains("The disk of \(disk.path) has too little room"), "\(outcome.errors)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path) == [])
        #expect(try tracker.run(["db", "backup", disk.path, "--disk-reserve", "1000"]).status == 0)
    }

    @Test func refusedRestoresHaveAReasonAndACode() throws {
        try tracker.addSampleCampaign()
        try tracker.output(["db", "backup", backup])
        let letter = folder.path("letter.txt")
        try "Dear reader, this is not what you are looking for.".write(
            toFile: letter, atomically: true, encoding: .utf8)
        for (file, status) in [(folder.path("none"), Int32(64)), (letter, 78), (tracker.database, 64)] {
            let outcome = try tracker.run(["db", "restore", file])
            #expect(outcome.status == status, "\(outcome.errors)")
            #expect(outcome.errors.contains(file), "\(outcome.errors)")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 3)
    }

    /// As `cp` makes it while everything else is in the log, and as a disk that was full leaves it.
    @Test(arguments: [4_096, 8_192, 100_000])
    func copyThatLacksPagesIsNotRestored(_ byteCount: Int) throws {
        try tracker.addSampleCampaign()
        let whole = try Data(contentsOf: URL(fileURLWithPath: tracker.database))
        #expect(whole.count > byteCount)
        try whole.prefix(byteCount).write(to: URL(fileURLWithPath: backup))
        let outcome = try tracker.run(["db", "restore", backup])
        #expect(outcome.status == 78)
        #expect(outcome.errors.contains(backup), "\(outcome.errors)")
        #expect(try tracker.run(["campaign", "show", "42"]).status == 0)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(!names.contains { $0.contains("before-restore") }, "\(names)")
    }

    /// Each kill leaves no backup, or a whole one; what it has left beside goes with the next run.
    @Test func killedBackupLeavesNothingForLong() throws {
        try tracker.addSampleCampaign()
        let filling = """
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
            INSERT INTO expense SELECT 42, i, 'facebook', printf('%.30f', 1), 'usd' FROM n;
            INSERT INTO expense_day SELECT campaign_id, day, currency, 1, 0 FROM expense
            """
        #expect(try Command("/usr/bin/sqlite3", [tracker.database, filling]).run().status == 0)
        let backups = try TemporaryFolder()
        func leftovers() throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: backups.path).filter { $0.hasPrefix(".") }
        }
        var isInterrupted = false
        for _ in 0..<50 where !isInterrupted {
            let run = try ChildProcess(
                tracker.command(["db", "backup", backups.path("backup.db")]),
                output: folder.path("backup.log"))
            try waitUntil("it writes, or has ended") { try !run.isRunning || !leftovers().isEmpty }
            run.send(SIGKILL)
            try run.waitForExit()
            isInterrupted = try !leftovers().isEmpty
        }
        #expect(isInterrupted)
        try tracker.output(["db", "backup", backups.path("backup.db")])
        #expect(try FileManager.default.contentsOfDirectory(atPath: backups.path) == ["backup.db"])
        #expect(try tracker.run(["db", "verify"]).status == 0)
    }

    /// A server and a shell; the socket's process goes first.
    @Test func databaseInUseIsNotRestored() throws {
        let site = try Site()
        let backup = site.folder.path("backup.db")
        try site.tracker.output(["db", "backup", backup])
        let outcome = try site.tracker.run(["db", "restore", backup])
        #expect(outcome.status == 75)
        let process = try #require(site.process)
        let holder = "is open in landing-tracker (\(process.identifier))"
        #expect(outcome.errors.contains(holder), "\(outcome.errors)")
        #expect(try site.client().send("OPTIONS", "/api/v2/track/click").status == 204)
        process.stop()
        #expect(try site.tracker.run(["db", "restore", backup]).status == 0)
        try site.startResponder()
    }

    // MARK: check

    @Test func checkWarnsOfNoBackupAndOfAnOldOne() throws {
        try tracker.addSampleCampaign()
        func line() throws -> String {
            let outcome = try tracker.run(["check", "--no-listen"])
            #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
            let line = outcome.output.split(separator: "\n").first { $0.dropFirst(7).hasPrefix("backup") }
            return String(try #require(line))
        }
        #expect(try line().hasPrefix("warn   backup"))
        #expect(try line().contains("none is known"))
        try tracker.output(["db", "backup", backup])
        #expect(try line().hasPrefix("ok     backup"))
        #expect(try line().contains(backup))

        let age = "UPDATE last_backup SET made_at = made_at - 1000 * 60 * 60 * 49"
        #expect(try Command("/usr/bin/sqlite3", [tracker.database, age]).run().status == 0)
        #expect(try line().hasPrefix("warn   backup"))
        #expect(try line().contains("more than 2 days ago"))
        try FileManager.default.removeItem(atPath: backup)
        #expect(try line().contains("not there any more"))
    }
}
