import Foundation
import GRDB
import Storage
import TestSupport
import Testing
import Tracking

@testable import SQLiteStorage

/// A log (WAL) that stands beside a file that it does not belong to.
struct OtherLogTests {
    private let site: BackupSite
    /// What a kill has left, with events that are in the log alone.
    private let killed: TemporaryFolder
    private let backup: String
    private let ids: [ClickID]

    init() throws {
        site = try BackupSite()
        ids = try site.record(5)
        backup = try site.backUp().file
        try site.record(10)
        killed = try site.tracker.filesAfterKill()
    }

    private var path: String { killed.path("tracker.db") }

    @Test func logOfTheDatabaseIsTaken() throws {
        let store = try SQLiteStore(path: path, opening: .existing)
        #expect(try store.verify(limit: 10) == [])
        try store.close()
        #expect(try BackupSite.clickIDs(path).count == 15)
    }

    /// While events come a copy into the file seldom reaches the end of the log, and only then is the file synced: after a
    /// power cut it may be as it was before any of these copies.
    @Test(arguments: 1...3)
    func fileBeforeCopiesThatWereNotSyncedIsTaken(copies: Int) throws {
        let store = try site.tracker.sqliteStore
        #expect(try store.copyWAL().uncopied == 0)
        var ids = try self.ids + site.record(1)
        let synced = try site.tracker.filesAfterKill()
        for _ in 0..<copies {
            let length = try site.tracker.otherConnection().read { database in
                _ = try Int.fetchOne(database, sql: "SELECT count(*) FROM journey")
                ids += try site.record(1)
                return try store.copyWAL()
            }
            #expect(length.uncopied > 0)
            ids += try site.record(1)
        }
        let cut = try site.tracker.filesAfterKill()
        let path = cut.path("tracker.db")
        unlink(path)
        try FileManager.default.copyItem(atPath: synced.path("tracker.db"), toPath: path)
        let reopened = try SQLiteStore(path: path, opening: .existing)
        #expect(try reopened.verify(limit: 10) == [])
        try reopened.close()
        #expect(try Set(ids).isSubset(of: BackupSite.clickIDs(path)))
    }

    /// Neither is changed; without the log the file is served.
    @Test func backupBesideTheOldLogIsRefused() throws {
        try replaceDatabase(by: backup)
        let before = try files()
        for opening in [StoreOpening.existing, .createIfMissing] {
            let error = #expect(throws: StoreError.self) { try SQLiteStore(path: path, opening: opening) }
            #expect(error == .opening(.otherLog, database: path))
            #expect(error?.description.contains("landing-tracker db restore") == true)
        }
        #expect(throws: StoreError.opening(.otherLog, database: path)) {
            try SQLiteStore.condition(ofDatabaseAt: path)
        }
        #expect(throws: StoreError.opening(.otherLog, database: path)) {
            try BackupRun(
                ofDatabaseAt: path, BackupOrder(target: site.backups.path("second.db")), at: BackupSite.time,
                watch: CopyWatch()
            ).run()
        }
        #expect(try files() == before)
        for suffix in ["-wal", "-shm"] { unlink(path + suffix) }
        try SQLiteStore(path: path, opening: .existing).close()
        #expect(try BackupSite.clickIDs(path) == ids)
    }

    /// However old the log is: one event long, or the next after many.
    @Test(arguments: [0, 1, 2, 3], [true, false])
    func otherDatabaseIsRefusedFromTheFirstEventOn(logs: Int, isBackup: Bool) throws {
        let store = try site.tracker.sqliteStore
        for _ in 0..<logs {
            try store.copyWAL()
            try store.emptyWAL()
            try site.record(1)
        }
        let killed = try site.tracker.filesAfterKill()
        let path = killed.path("tracker.db")
        unlink(path)
        if isBackup {
            try FileManager.default.copyItem(atPath: backup, toPath: path)
        } else {
            // A new one, of another site.
            try SQLiteStore(path: site.backups.path("other.db"), opening: .createIfMissing).close()
            try FileManager.default.copyItem(atPath: site.backups.path("other.db"), toPath: path)
        }
        #expect(throws: StoreError.opening(.otherLog, database: path)) {
            try SQLiteStore(path: path, opening: .existing)
        }
    }

    /// A copy that was made while nobody used the database, beside the second log after the next start.
    @Test func copyOfTheLastStopIsRefused() throws {
        site.tracker.recorder.stop()
        try site.tracker.sqliteStore.close()
        let old = site.backups.path("copy.db")
        try FileManager.default.copyItem(atPath: site.tracker.path, toPath: old)
        let tracker = try RecordingStore(folder: site.tracker.folder)
        try tracker.record(.clicked(.random()))
        #expect(try tracker.sqliteStore.copyWAL().uncopied == 0)
        try tracker.record(.clicked(.random()))
        let killed = try tracker.filesAfterKill()
        let path = killed.path("tracker.db")
        unlink(path)
        try FileManager.default.copyItem(atPath: old, toPath: path)
        #expect(throws: StoreError.opening(.otherLog, database: path)) {
            try SQLiteStore(path: path, opening: .existing)
        }
    }

    /// `db restore` takes the log away together with the file.
    @Test func backupThatIsRestoredIsServed() throws {
        try replaceDatabase(by: backup)
        let kept = try restore(backup, to: path).kept
        #expect(kept.contains { $0.hasSuffix("-wal") })
        try SQLiteStore(path: path, opening: .existing).close()
        #expect(try BackupSite.clickIDs(path) == ids)
    }

    /// SQLite would remove it, with events that were answered.
    @Test(arguments: [true, false], [StoreOpening.existing, .createIfMissing])
    func logWithoutItsDatabaseIsKept(isMissing: Bool, opening: StoreOpening) throws {
        unlink(path)
        if !isMissing { #expect(FileManager.default.createFile(atPath: path, contents: nil)) }
        let before = try files()
        #expect(throws: StoreError.opening(.leftLog(path + "-wal"), database: path)) {
            try SQLiteStore(path: path, opening: opening)
        }
        #expect(try files() == before)
    }

    private func replaceDatabase(by file: String) throws {
        unlink(path)
        try FileManager.default.copyItem(atPath: file, toPath: path)
    }

    /// But for the -shm, which says what is in the log and may be made anew.
    private func files() throws -> [String: Data] {
        let names = try FileManager.default.contentsOfDirectory(atPath: killed.path)
        let kept = names.filter { !$0.hasSuffix("-shm") }
        return try Dictionary(
            uniqueKeysWithValues: kept.map { ($0, try Data(contentsOf: URL(filePath: killed.path($0)))) })
    }
}
