import Foundation
import GRDB
import Storage
import Synchronization
import TestSupport
import Testing

@testable import SQLiteStorage

struct StoreOpeningTests {
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path("tracker.db")
    }

    @Test func writerSyncsEachCommit() throws {
        let store = try SQLiteStore(path: path, opening: .createIfMissing)
        #expect(try store.pragma("synchronous") == "2")
    }

    @Test func writerSyncsLaterOnlyWhenToldSo() throws {
        let store = try SQLiteStore(path: path, opening: .createIfMissing, synchronous: .normal)
        #expect(try store.pragma("synchronous") == "1")
    }

    @Test func connectionsAreSetUp() throws {
        let store = try SQLiteStore(path: path, opening: .createIfMissing)
        #expect(try store.pragma("foreign_keys") == "1")
        #expect(try store.pragma("journal_mode") == "wal")
    }

    @Test func filesAreReadableByTheirGroupAtMost() throws {
        let store = try SQLiteStore(path: path, opening: .createIfMissing)
        try store.addSampleCampaign()
        for suffix in ["", "-wal", "-shm"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: path + suffix)
            let mode = try #require(attributes[.posixPermissions] as? Int)
            #expect(mode & ~0o640 == 0, "\(suffix) has mode \(String(mode, radix: 8))")
        }
    }

    @Test func missingFileIsRefusedUnlessItMayBeMade() throws {
        #expect(throws: StoreError.opening(.missing, database: path)) {
            try SQLiteStore(path: path, opening: .existing)
        }
        #expect(!FileManager.default.fileExists(atPath: path))
        _ = try SQLiteStore(path: path, opening: .createIfMissing)
        _ = try SQLiteStore(path: path, opening: .existing)
    }

    @Test func missingFolderIsRefused() throws {
        let path = folder.path("none/tracker.db")
        #expect {
            try SQLiteStore(path: path, opening: .createIfMissing)
        } throws: { error in
            guard case .opening(.unopenable, path) = error as? StoreError else { return false }
            return true
        }
    }

    /// SQLite would make the file behind it, readable for everybody.
    @Test(
        arguments: ["nowhere.db", "none/tracker.db", "tracker.db"], [StoreOpening.createIfMissing, .existing])
    func linkToNothingIsRefused(target: String, opening: StoreOpening) throws {
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
        #expect(throws: StoreError.opening(.danglingLink(path), database: path)) {
            try SQLiteStore(path: path, opening: opening)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["tracker.db"])
    }

    @Test func folderThatIsALinkToNothingIsRefused() throws {
        let link = folder.path("data")
        try FileManager.default.createSymbolicLink(
            atPath: link, withDestinationPath: folder.path("unmounted"))
        for path in ["\(link)/tracker.db", "\(link)/deep/tracker.db"] {
            #expect(throws: StoreError.opening(.danglingLink(link), database: path)) {
                try SQLiteStore(path: path, opening: .createIfMissing)
            }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["data"])
    }

    /// Whether it leads anywhere or not: SQLite would write there, and remove just the link.
    @Test(arguments: ["-wal", "-shm", "-journal"], [true, false])
    func linkBesideTheDatabaseIsRefused(suffix: String, leadsSomewhere: Bool) throws {
        try SQLiteStore(path: path, opening: .createIfMissing).close()
        let (link, target) = (path + suffix, folder.path("elsewhere"))
        if leadsSomewhere { #expect(FileManager.default.createFile(atPath: target, contents: nil)) }
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
        #expect(throws: StoreError.opening(.linkedCompanion(link), database: path)) {
            try SQLiteStore(path: path, opening: .existing)
        }
        #expect(FileManager.default.fileExists(atPath: target) == leadsSomewhere)

        // SQLite keeps its files beside what a link leads to.
        let other = folder.path("other.db")
        try FileManager.default.createSymbolicLink(atPath: other, withDestinationPath: path)
        #expect(throws: StoreError.opening(.linkedCompanion(link), database: other)) {
            try SQLiteStore(path: other, opening: .createIfMissing)
        }
    }

    @Test func linkToADatabaseIsTheDatabase() throws {
        try SQLiteStore(path: path, opening: .createIfMissing).close()
        let link = folder.path("link.db")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "tracker.db")
        let store = try SQLiteStore(path: link, opening: .existing)
        let campaign = try store.addSampleCampaign()
        try store.close()
        #expect(try SQLiteStore(path: path, opening: .existing).campaigns() == [campaign])
    }

    @Test(arguments: ["hello", String(repeating: "no database ", count: 1_000)])
    func textFileIsNoDatabase(text: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        #expect(throws: StoreError.opening(.notADatabase, database: path)) {
            try SQLiteStore(path: path, opening: .existing)
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(text.utf8))
    }

    @Test func damagedHeaderIsNoDatabase() throws {
        try SQLiteStore(path: path, opening: .createIfMissing).close()
        let file = try #require(FileHandle(forUpdatingAtPath: path))
        try file.write(contentsOf: Data(repeating: 0xFF, count: 32))
        try file.close()
        #expect(throws: StoreError.opening(.notADatabase, database: path)) {
            try SQLiteStore(path: path, opening: .existing)
        }
    }

    @Test func databaseOfAnotherProgramIsLeftAsItIs() throws {
        try DatabaseQueue(path: path).write { try $0.execute(sql: "CREATE TABLE player (name TEXT)") }
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(throws: StoreError.opening(.foreign, database: path)) {
            try SQLiteStore(path: path, opening: .createIfMissing)
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    }

    /// As a copy is that was made without its log: whoever served it would serve nothing.
    @Test(arguments: ["PRAGMA user_version = 1", "CREATE TABLE x (y); DROP TABLE x"])
    func databaseWithoutTablesIsRefused(statement: String) throws {
        try DatabaseQueue(path: path).write { try $0.execute(sql: statement) }
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        for opening in [StoreOpening.existing, .createIfMissing] {
            #expect(throws: StoreError.opening(.empty, database: path)) {
                try SQLiteStore(path: path, opening: opening)
            }
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    }

    @Test func newerSchemaIsRefused() throws {
        try SQLiteStore(path: path, opening: .createIfMissing).close()
        try DatabaseQueue(path: path).write {
            try $0.execute(sql: "INSERT INTO schema_step VALUES (99, '99 from the future', '7.1.2', 1, 0)")
        }
        let error = #expect(throws: StoreError.self) { try SQLiteStore(path: path, opening: .existing) }
        #expect(error == .opening(.newerSchema(version: "7.1.2"), database: path))
        #expect(error?.description.contains("Install 7.1.2 or a later one") == true)
    }

    @Test func everythingIsThereAfterReopening() throws {
        let first = try SQLiteStore(path: path, opening: .createIfMissing)
        let campaign = try first.addSampleCampaign()
        try first.close()
        #expect(try SQLiteStore(path: path, opening: .existing).campaigns() == [campaign])
    }

    @Test func oneFileMayBeMadeByManyAtOnce() throws {
        let path = path
        let errors = Mutex<[String]>([])
        DispatchQueue.concurrentPerform(iterations: 8) { _ in
            do {
                try SQLiteStore(path: path, opening: .createIfMissing).ping()
            } catch {
                errors.withLock { $0.append("\(error)") }
            }
        }
        #expect(errors.withLock { $0 } == [])
    }

    @Test func closingLeavesOneFile() throws {
        let store = try SQLiteStore(path: path, opening: .createIfMissing)
        try store.addSampleCampaign()
        try store.ping()
        try store.close()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["tracker.db"])
    }

    @Test func pingFailsOnceClosed() throws {
        let store = try SQLiteStore(path: path, opening: .createIfMissing)
        try store.ping()
        try store.close()
        #expect(throws: StoreError.self) { try store.ping() }
    }

    @Test func errorsSayWhatHappenedToWhatAndWhatToDo() {
        #expect(
            StoreError.opening(.missing, database: "/x/y.db").description
                == """
                There is no database at /x/y.db. Check the path, and that its disk is mounted; `landing-tracker db init` \
                makes a new one.
                """)
    }
}

extension SQLiteStore {
    fileprivate func pragma(_ name: String) throws -> String? {
        try withWriter { try String.fetchOne($0, sql: "PRAGMA \(name)") }
    }
}
