import Foundation
import GRDB
import Storage
import TestSupport
import Testing
import Tracking

@testable import SQLiteStorage

/// A restored database is the backup and nothing else, and what was there before is kept.
struct RestoreTests {
    private let site: BackupSite
    private let other: TemporaryFolder

    init() throws {
        site = try BackupSite()
        other = try TemporaryFolder()
    }

    /// After a crash, acknowledged events are in the log alone.
    @Test func restoredOverACrashedDatabaseItIsTheBackupAndNothingElse() throws {
        let early = try site.record(3)
        let backup = try site.backUp().file
        let late = try site.record(4)
        let crashed = try site.tracker.filesAfterKill()
        let path = crashed.path("tracker.db")
        #expect(FileManager.default.fileExists(atPath: path + "-wal"))

        let restored = try restore(backup, to: path)
        #expect(restored.content.journeyCount == 3)
        let kept = path + ".before-restore-20260131T170405Z"
        #expect(restored.kept == [kept, kept + "-wal"])
        #expect(restored.holders == [])
        let names = try FileManager.default.contentsOfDirectory(atPath: crashed.path).map(crashed.path)
        #expect(Set(names) == [path, kept, kept + "-wal"])

        #expect(try BackupSite.clickIDs(path) == early)
        let store = try SQLiteStore(path: path, opening: .existing)
        #expect(try store.verify(limit: 10) == [])
        try store.close()
        // The pair opens together.
        #expect(try BackupSite.clickIDs(kept) == early + late)
    }

    @Test func restoreGoesBack() throws {
        let ids = try site.record(2)
        let backup = try site.backUp("first.db").file
        let more = try site.record(1)
        let path = try copyOfDatabase()
        let kept = try #require(try restore(backup, to: path).kept.first)
        #expect(try BackupSite.clickIDs(path) == ids)
        let whole = site.backups.path("whole.db")
        _ = try BackupRun(
            ofDatabaseAt: kept, BackupOrder(target: whole), at: BackupSite.time, watch: CopyWatch()
        ).run()
        // Of the same second: the names of the first one stay as they are.
        let second = try restore(whole, to: path)
        #expect(second.kept.first?.hasSuffix("Z-2") == true)
        #expect(try BackupSite.clickIDs(path) == ids + more)
    }

    @Test func restoreMakesADatabaseWhereNoneIs() throws {
        let ids = try site.record(2)
        let backup = try site.backUp().file
        let path = other.path("tracker.db")
        #expect(FileManager.default.createFile(atPath: path + "-wal", contents: Data("of another one".utf8)))
        let restored = try restore(backup, to: path)
        #expect(restored.kept == [path + ".before-restore-20260131T170405Z-wal"])
        #expect(try BackupSite.clickIDs(path) == ids)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o640)
        #expect(throws: BackupError.target(.missingFolder, path: other.path("none/tracker.db"))) {
            try restore(backup, to: other.path("none/tracker.db"))
        }
    }

    @Test func restoredDatabaseHasTheModeOfTheOldOne() throws {
        let backup = try site.backUp().file
        let path = try copyOfDatabase()
        try FileManager.default.setAttributes([.posixPermissions: 0o660], ofItemAtPath: path)
        _ = try restore(backup, to: path)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o660)
    }

    /// The link stays, and leads to the restored file.
    @Test func databaseBehindALinkIsRestored() throws {
        let ids = try site.record(2)
        let backup = try site.backUp().file
        try site.record(2)
        let path = try copyOfDatabase()
        let link = site.backups.path("link.db")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
        _ = try restore(backup, to: link)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == path)
        #expect(try BackupSite.clickIDs(path) == ids)
    }

    @Test func whateverWasThereIsReplaced() throws {
        let ids = try site.record(2)
        let backup = try site.backUp().file
        let path = other.path("tracker.db")
        for content in ["", "This is a letter, and longer than a header."] {
            try Data(content.utf8).write(to: URL(filePath: path))
            let kept = try #require(try restore(backup, to: path).kept.first)
            #expect(FileManager.default.contents(atPath: kept) == Data(content.utf8))
            #expect(try BackupSite.clickIDs(path) == ids)
        }
    }

    // MARK: Files that are no backup

    enum Unfit: String, CaseIterable, Sendable {
        case firstPage, empty, text, foreign, newer, damaged, cut, folder, missing, logBeside, journalBeside
    }

    @Test(arguments: Unfit.allCases)
    func unfitFileIsRefused(_ kind: Unfit) throws {
        try site.record(500)
        let file = try make(kind)
        let path = try copyOfDatabase()
        let before = try files(of: path)
        let error = #expect(throws: BackupError.self) { try restore(file, to: path) }
        #expect(matches(error, kind, file), "\(String(describing: error))")
        #expect(try files(of: path) == before)
    }

    private func make(_ kind: Unfit) throws -> String {
        let file = site.backups.path("\(kind)")
        let manager = FileManager.default
        switch kind {
        case .firstPage:
            // As `cp` makes it of a database that was not made whole, while everything else is in the log.
            let live = try DatabaseQueue(path: file)
            try live.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
            try live.close()
            #expect(try manager.attributesOfItem(atPath: file)[.size] as? Int == 4096)
        case .empty: #expect(manager.createFile(atPath: file, contents: nil))
        case .text: try Data(repeating: 7, count: 8192).write(to: URL(filePath: file))
        case .foreign:
            try DatabaseQueue(path: file).write { try $0.execute(sql: "CREATE TABLE player (name TEXT)") }
        case .newer:
            try site.backUp("newer")
            let future = "INSERT INTO schema_step VALUES (99, '99 from the future', '7.1.2', 1, 0)"
            try DatabaseQueue(path: file).write { try $0.execute(sql: future) }
        case .damaged:
            try site.backUp("damaged")
            try damage(file)
        case .cut:
            try site.backUp("cut")
            let handle = try #require(FileHandle(forUpdatingAtPath: file))
            try handle.truncate(atOffset: try handle.seekToEnd() / 2 / 4096 * 4096)
            try handle.close()
        case .folder: try manager.createDirectory(atPath: file, withIntermediateDirectories: false)
        case .missing: break
        case .logBeside, .journalBeside:
            try site.backUp("\(kind)")
            let log = file + (kind == .logBeside ? "-wal" : "-journal")
            #expect(manager.createFile(atPath: log, contents: Data("events".utf8)))
        }
        return file
    }

    private func matches(_ error: BackupError?, _ kind: Unfit, _ file: String) -> Bool {
        guard case .content(let problem, file) = error else { return false }
        return switch (kind, problem) {
        case (.firstPage, .noTables), (.empty, .empty), (.text, .notADatabase), (.foreign, .foreign),
            (.newer, .newerSchema(version: "7.1.2")), (.damaged, .damaged), (.cut, .damaged),
            (.folder, .notAFile),
            (.missing, .unreadable), (.logBeside, .logBeside(file + "-wal")),
            (.journalBeside, .logBeside(file + "-journal")):
            true
        default: false
        }
    }

    /// A plain copy of a quiet system's file is a backup as well.
    @Test func plainCopyOfAQuietDatabaseIsRestored() throws {
        let ids = try site.record(5)
        try site.tracker.sqliteStore.copyWAL()
        let copy = site.backups.path("copy.db")
        try FileManager.default.copyItem(atPath: site.tracker.path, toPath: copy)
        #expect(try restore(copy, to: other.path("tracker.db")).content.journeyCount == 5)
        #expect(try BackupSite.clickIDs(other.path("tracker.db")) == ids)
    }

    @Test func differencesAreRestoredOnlyWhenTaken() throws {
        try site.record(3)
        let backup = try site.backUp().file
        try DatabaseQueue(path: backup).write {
            try $0.execute(sql: "UPDATE campaign_counter SET clicks = clicks + 1")
        }
        let path = other.path("tracker.db")
        #expect {
            try restore(backup, to: path)
        } throws: { error in
            if case .content(.differences, backup) = error as? BackupError { true } else { false }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: other.path) == [])
        let restored = try restore(backup, to: path, RestoreOrder(acceptsDifferences: true))
        #expect(restored.content.journeyCount == 3)
    }

    @Test func databaseIsNotRestoredFromItself() throws {
        try site.record(1)
        let path = try copyOfDatabase()
        try DatabaseQueue(path: path).writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        #expect(throws: BackupError.content(.sameAsDatabase, file: path)) { try restore(path, to: path) }
    }

    @Test func reserveIsLeftAlone() throws {
        let backup = try site.backUp().file
        #expect {
            try restore(backup, to: other.path("tracker.db"), RestoreOrder(diskReserveBytes: .max / 2))
        } throws: { error in
            if case .noRoom = error as? BackupError { true } else { false }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: other.path) == [])
    }

    // MARK: Others

    @Test func openDatabaseIsNotReplaced() throws {
        let backup = try site.backUp().file
        let ids = try site.record(1)
        #expect {
            try restore(backup, to: site.tracker.path)
        } throws: { error in
            if case .held(site.tracker.path, _) = error as? BackupError { true } else { false }
        }
        #expect(try site.tracker.journey(ids[0]).leads.count == 1)
    }

    /// Its shell opens the file before it reads, and so before it has any lock.
    @Test func idleShellIsSeen() throws {
        let backup = try site.backUp().file
        let path = try copyOfDatabase()
        let shell = try Shell(path, [])
        defer { shell.process.stop() }
        #expect {
            try restore(backup, to: path)
        } throws: { error in
            guard case .held(path, let holders) = error as? BackupError else { return false }
            return holders == ["sqlite3 (\(shell.process.identifier))"]
        }
        shell.process.stop()
        #expect(try restore(backup, to: path).kept.count >= 1)
    }

    /// Whoever opens the old file while it is locked waits, and would then read it beside the new one's log.
    @Test func whoOpensInBetweenIsWaitedFor() throws {
        try site.record(2)
        let path = try copyOfDatabase()
        let held = try #require(try HeldDatabase(path))
        let shell = try Shell(path, [".timeout 600000", "SELECT count(*) FROM journey;"])
        defer { shell.process.stop() }
        let kept = try KeptDatabase(path, at: "now")
        #expect(held.waitForOthers(until: .now).contains("sqlite3 (\(shell.process.identifier))"))
        #expect(shell.process.isRunning)
        shell.process.stop()
        #expect(held.waitForOthers(until: .now + .seconds(60)) == [])
        #expect(kept.files.contains("\(path).before-restore-now"))
    }

    @Test func databaseThatIsMadeInBetweenStays() throws {
        let folder = try TemporaryFolder()
        let file = try PartialFile(in: folder.path)
        let path = folder.path("tracker.db")
        #expect(FileManager.default.createFile(atPath: path, contents: Data("new".utf8)))
        #expect(try !file.take(path))
        #expect(FileManager.default.contents(atPath: path) == Data("new".utf8))
    }

    @Test func putBackAllHasItsNameAgain() throws {
        try site.record(2)
        let path = try copyOfDatabase()
        let before = try files(of: path)
        let kept = try KeptDatabase(path, at: "now")
        #expect(!FileManager.default.fileExists(atPath: path))
        kept.putBack()
        #expect(try files(of: path) == before)
    }

    /// No log comes beside a database that is not its own.
    @Test func whatWasPutAsideStaysWhereAnotherDatabaseIs() throws {
        try site.record(2)
        let path = try copyOfDatabase()
        let kept = try KeptDatabase(path, at: "now")
        #expect(FileManager.default.createFile(atPath: path, contents: Data("new".utf8)))
        let before = try files(of: path)
        kept.putBack()
        #expect(try files(of: path) == before)
    }

    /// The database and its log as a kill leaves them, in the folder `other`.
    private func copyOfDatabase() throws -> String {
        for suffix in ["", "-wal"] {
            try FileManager.default.copyItem(
                atPath: site.tracker.path + suffix, toPath: other.path("tracker.db\(suffix)"))
        }
        return other.path("tracker.db")
    }

    /// The contents of a database's folder by name.
    private func files(of path: String) throws -> [String: Data?] {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        return Dictionary(
            uniqueKeysWithValues: names.map { ($0, FileManager.default.contents(atPath: "\(folder)/\($0)")) })
    }
}
