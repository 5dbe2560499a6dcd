import Foundation
import GRDB
import Storage
import TestSupport
import Testing
import Tracking

@testable import SQLiteStorage

/// A file that somebody copies over a database that is in use: it keeps its inode.
struct OverwrittenDatabaseTests {
    private let site: BackupSite
    private let store: SQLiteStore

    init() throws {
        site = try BackupSite()
        store = try site.tracker.sqliteStore
        try site.record(20)
    }

    private var path: String { site.tracker.path }

    enum Log: CaseIterable {
        /// All of it is in the file, as seconds after the last event.
        case copied
        case waiting
    }

    @Test(arguments: Log.allCases)
    func olderDatabaseIsNoticed(log: Log) throws {
        let old = try site.backUp().file
        try site.record(20)
        if log == .copied { try store.copyWAL() }
        store.examine()
        try copy(old, to: path)
        try expectNoticed()
    }

    /// Made without `db backup`: it says of itself that it is this database.
    @Test(arguments: Log.allCases, [1, 2, 3])
    func olderCopyIsNoticed(log: Log, commits: Int) throws {
        let old = site.backups.path("copy.db")
        try store.copyWAL()
        try copy(path, to: old)
        for _ in 0..<commits {
            try site.record(20)
            store.examine()
            try store.copyWAL()
        }
        try site.record(20)
        if log == .copied {
            store.examine()
            try store.copyWAL()
        }
        try copy(old, to: path)
        try expectNoticed()
    }

    /// Before a copy of the log, which would make it look like the file that belongs to it.
    @Test func nothingIsCopiedOverIt() throws {
        let old = try site.backUp().file
        try site.record(20)
        store.examine()
        try copy(old, to: path)
        #expect(throws: StoreError.unavailable(.overwritten, database: path)) { try store.copyWAL() }
        #expect(throws: StoreError.unavailable(.overwritten, database: path)) { try store.checkpoint() }
        try expectNoticed()
    }

    @Test(arguments: ["", "no database, and longer than a header is: \(String(repeating: "x", count: 100))"])
    func fileThatIsNoDatabaseIsNoticed(content: String) throws {
        store.examine()
        let other = site.backups.path("other")
        try Data(content.utf8).write(to: URL(filePath: other))
        try copy(other, to: path)
        try expectNoticed()
    }

    /// From then on nothing is taken, and nothing written: what is there is what was copied there.
    private func expectNoticed() throws {
        let before = try Data(contentsOf: URL(filePath: path))
        try waitUntil("it is noticed") {
            store.examine()
            return store.place.isOverwritten
        }
        let overwritten = StoreError.unavailable(.overwritten, database: path)
        let answer = try site.tracker.recorder.answers(to: [Event.clicked(.random())])[0]
        #expect(answer.error?.isUnavailable == true)
        #expect(throws: overwritten) { try store.ping() }
        #expect(throws: overwritten) { try store.addSampleCampaign(43) }
        #expect(try store.rescue(at: BackupSite.time) == .overwritten)
        site.tracker.recorder.stop()
        // As often as one likes.
        for _ in 0..<2 { try store.close() }
        #expect(try Data(contentsOf: URL(filePath: path)) == before)
        #expect(throws: StoreError.self) { try SQLiteStore(path: path, opening: .existing) }
        #expect(try Data(contentsOf: URL(filePath: path)) == before)
    }

    /// Whoever copies and writes, and however many logs begin.
    @Test func databaseOfSeveralProcessesIsInPlace() throws {
        let other = try site.tracker.anotherProcess()
        for round in 0..<60 {
            let tracker = round % 3 == 0 ? other : site.tracker
            try tracker.record(.clicked(.random()))
            switch round % 4 {
            case 0: try store.copyWAL()
            case 1: try empty(other.sqliteStore)
            default: break
            }
            store.examine()
            if round % 5 != 0 { other.store.examine() }
        }
        let third = try site.tracker.anotherProcess()
        for store in [site.tracker.store, other.store, third.store] {
            store.examine()
            try store.ping()
        }
    }

    @Test func quietDatabaseIsLeftAlone() throws {
        for _ in 0..<3 {
            try site.record(1)
            try store.copyWAL()
            let before = [store.place.stamp, FileStamp(path + "-wal")]
            for _ in 0..<5 {
                store.examine()
                try store.copyWAL()
            }
            #expect(before == [store.place.stamp, FileStamp(path + "-wal")])
        }
    }

    /// Whoever writes it first: the file has an epoch of its own, and what is written next is the next one's.
    @Test func firstCommitOfEachLogNamesIt() throws {
        let other = try site.tracker.anotherProcess()
        let backup = BackupRecord(file: "/backup.db", madeAt: BackupSite.time)
        for round in 0..<18 {
            try empty(store)
            let before = try epoch()
            switch round % 6 {
            case 0: try site.record(1)
            case 1: try other.record(.clicked(.random()))
            case 2: try store.addSampleCampaign(Int64(100 + round))
            case 3: try store.tryWriting(wholly: true)
            case 4: try SQLiteStore(path: path, opening: .existing).close()
            default: try SQLiteStore.note(backup, inDatabaseAt: path)
            }
            #expect(try epoch() != before)
            let begun = try epoch()
            try site.record(1)
            #expect(try epoch() == begun, "one for each log")
        }
    }

    /// As soon as nobody reads.
    private func empty(_ store: SQLiteStore) throws {
        try waitUntil("the log is emptied") {
            do throws(StoreError) {
                try store.emptyWAL()
                return true
            } catch .unavailable(.busy, _) {
                return false
            }
        }
    }

    private func epoch() throws -> LogEpoch {
        try site.tracker.otherConnection().read { try LogEpoch($0) }
    }

    /// As an administrator does: this process never opens the file itself, since closing it again drops SQLite's locks.
    private func copy(_ file: String, to target: String) throws {
        let outcome = try Command("/bin/cp", [file, target]).run()
        #expect(outcome.status == 0, "\(outcome.errors)")
    }
}
