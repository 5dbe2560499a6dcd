import Foundation
import GRDB
import Storage
import TestSupport
import Testing
import Tracking

@testable import SQLiteStorage

/// Pages that are not what was written.
struct DamageTests {
    private let site: BackupSite

    init() throws {
        site = try BackupSite()
        try site.record(2_000)
    }

    private var path: String { site.tracker.path }

    @Test func soundDatabaseHasNone() throws {
        let store = try site.tracker.sqliteStore
        try store.rehearse(at: BackupSite.time)
        let finding = try store.read { try DamageCheck.finding(in: $0) }
        #expect(finding == nil)
        for table in try store.read({ try DamageCheck.tables(of: $0) }) {
            #expect(try store.read { try DamageCheck.finding(inTable: table, of: $0) } == nil, "\(table)")
        }
    }

    /// Wherever it is, and whatever the next event needs; it says which backup there is.
    @Test(arguments: [true, false])
    func serverDoesNotStartOnIt(hasBackup: Bool) throws {
        let backup = hasBackup ? try site.backUp().file : nil
        let killed = try site.tracker.filesAfterKill()
        let path = killed.path("tracker.db")
        try DatabaseQueue(path: path).writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        try damage(path)
        let store = try SQLiteStore(path: path, opening: .existing)
        let error = #expect(throws: StoreError.self) { try store.rehearse(at: BackupSite.time) }
        guard case .opening(.damaged(let finding, let known), path) = error else {
            return #expect(error == nil, "damaged")
        }
        #expect(!finding.isEmpty)
        #expect(known?.file == backup)
        let text = error?.description ?? ""
        #expect(text.contains("landing-tracker db restore"))
        if let backup { #expect(text.contains("db restore --database \(path) \(backup)`")) }
        try store.close()
        // Nothing is repaired.
        let again = try SQLiteStore(path: path, opening: .existing)
        #expect(throws: StoreError.self) { try again.rehearse(at: BackupSite.time) }
    }

    /// Read in the background; health and all others hear of it.
    @Test func damageOfALargeDatabaseIsFoundWhileItServes() throws {
        let store = try site.tracker.sqliteStore
        try store.emptyWAL()
        try damageByAnother()
        store.watch.checkAll()
        try expectKnown(store)
    }

    /// Its time says that somebody has written there.
    @Test func damageByOthersIsFoundWhileItServes() throws {
        let store = try site.tracker.sqliteStore
        try store.emptyWAL()
        store.examine()
        #expect(store.knownDamage == nil)
        try damageByAnother()
        store.examine()
        try expectKnown(store)
    }

    /// What this process copies is not somebody else's.
    @Test func ownCopiesAreNotOthers() throws {
        let store = try site.tracker.sqliteStore
        _ = store.watch.writes.takeForeign()
        try site.record(10)
        try store.copyWAL()
        try site.record(10)
        try store.emptyWAL()
        try store.checkpoint()
        #expect(!store.watch.writes.takeForeign())
        try site.tracker.otherConnection().writeWithoutTransaction { database in
            try database.execute(sql: "UPDATE campaign SET name = 'x'")
            _ = try database.checkpoint(.truncate)
        }
        #expect(store.watch.writes.takeForeign())
        #expect(!store.watch.writes.takeForeign())
    }

    private func expectKnown(_ store: SQLiteStore) throws {
        try waitUntil("it is known") { store.knownDamage != nil }
        #expect(store.knownDamage?.isDamage == true)
        let damage = try #require(store.knownDamage)
        #expect(throws: damage) { try store.ping() }
    }

    /// By a program of its own, since closing the file here would drop SQLite's locks.
    private func damageByAnother() throws {
        let root = try #require(
            try site.tracker.otherConnection().read {
                try Int.fetchOne($0, sql: "SELECT rootpage FROM sqlite_schema WHERE name = 'journey'")
            })
        let outcome = try Command(
            "/bin/dd",
            [
                "if=/dev/urandom", "of=\(path)", "bs=4096", "count=1", "seek=\(root - 1)", "conv=notrunc",
            ]
        ).run()
        #expect(outcome.status == 0, "\(outcome.errors)")
    }
}
