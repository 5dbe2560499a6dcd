import Foundation
import Storage
import Synchronization
import TestSupport
import Testing

@testable import SQLiteStorage

/// A database is made whole, or not at all.
struct DatabaseMakingTests {
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path("tracker.db")
    }

    @Test func newDatabaseIsOneWholeFile() throws {
        #expect(try SQLiteStore.make(at: path))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["tracker.db"])
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(try #require(mode) & ~0o640 == 0)
        #expect(try SQLiteStore(path: path, opening: .existing).campaigns() == [])
    }

    @Test(arguments: [false, true])
    func whatIsThereIsLeft(inPlaceOfEmpty: Bool) throws {
        try Data("letter".utf8).write(to: URL(fileURLWithPath: path))
        #expect(try !SQLiteStore.make(at: path, inPlaceOfEmpty: inPlaceOfEmpty))
        #expect(FileManager.default.contents(atPath: path) == Data("letter".utf8))
    }

    @Test func emptyFileIsRefusedUnlessItIsAskedFor() throws {
        #expect(FileManager.default.createFile(atPath: path, contents: nil))
        for opening in [StoreOpening.createIfMissing, .existing] {
            #expect(throws: StoreError.opening(.empty, database: path)) {
                try SQLiteStore(path: path, opening: opening)
            }
        }
        #expect(try !SQLiteStore.make(at: path))
        #expect(FileManager.default.contents(atPath: path) == Data())
        #expect(try SQLiteStore.make(at: path, inPlaceOfEmpty: true))
        try SQLiteStore(path: path, opening: .existing).ping()
    }

    /// Who has it open may be about to fill it.
    @Test func emptyFileThatIsOpenElsewhereIsLeft() throws {
        #expect(FileManager.default.createFile(atPath: path, contents: nil))
        let inode = Inode(path: path)
        let shell = try Shell(path, [])
        defer { shell.process.stop() }
        #expect(throws: StoreError.unavailable(.busy, database: path)) {
            try SQLiteStore.make(at: path, inPlaceOfEmpty: true)
        }
        #expect(Inode(path: path) == inode)
        shell.process.stop()
        #expect(try SQLiteStore.make(at: path, inPlaceOfEmpty: true))
    }

    /// What one has made, the others leave.
    @Test func emptyFileBecomesADatabaseOnce() throws {
        #expect(FileManager.default.createFile(atPath: path, contents: nil))
        let path = self.path
        let count = Atomic<Int>(0)
        let makers = Threads(count: 4) {
            guard (try? SQLiteStore.make(at: path, inPlaceOfEmpty: true)) == true else { return }
            count.add(1, ordering: .relaxed)
        }
        makers.wait()
        #expect(count.load(ordering: .relaxed) == 1)
        try SQLiteStore(path: path, opening: .existing).ping()
    }

    /// As a restore leaves it that is killed before the backup has its place.
    @Test(arguments: [StoreOpening.createIfMissing, .existing])
    func databaseThatWasPutAsideIsNotForgotten(_ opening: StoreOpening) throws {
        #expect(try SQLiteStore.make(at: path))
        let kept = try #require(try KeptDatabase(path, at: BackupSite.time.inFileNames).files.first)
        try expectPutAside(kept, opening)
        #expect(rename(kept, path) == 0)
        try SQLiteStore(path: path, opening: .existing).ping()
    }

    /// As one that began with a log alone.
    @Test(arguments: [StoreOpening.createIfMissing, .existing])
    func logThatWasPutAsideIsNotForgotten(_ opening: StoreOpening) throws {
        try Data("events".utf8).write(to: URL(fileURLWithPath: path + "-wal"))
        let kept = try #require(try KeptDatabase(path, at: BackupSite.time.inFileNames).files.first)
        try expectPutAside(kept, opening)
        #expect(FileManager.default.contents(atPath: kept) == Data("events".utf8))
    }

    private func expectPutAside(_ kept: String, _ opening: StoreOpening) throws {
        let expected = StoreError.opening(.putAside(kept), database: path)
        #expect(throws: expected) { try SQLiteStore(path: path, opening: opening) }
        #expect(throws: expected) { try SQLiteStore.make(at: path, inPlaceOfEmpty: true) }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(names == [URL(filePath: kept).lastPathComponent])
        #expect(expected.description.contains(kept))
    }

    /// SQLite would apply it to the new file, or remove it.
    @Test(arguments: ["-wal", "-journal"], [true, false])
    func logOfADatabaseThatIsGoneIsKept(suffix: String, hasEmptyFile: Bool) throws {
        let log = path + suffix
        try Data("events".utf8).write(to: URL(fileURLWithPath: log))
        if hasEmptyFile { #expect(FileManager.default.createFile(atPath: path, contents: nil)) }
        #expect(throws: StoreError.opening(.leftLog(log), database: path)) {
            try SQLiteStore.make(at: path, inPlaceOfEmpty: true)
        }
        #expect(FileManager.default.contents(atPath: log) == Data("events".utf8))
    }

    @Test func folderIsNoDatabase() throws {
        #expect(throws: StoreError.opening(.notADatabase, database: folder.path)) {
            try SQLiteStore(path: folder.path, opening: .createIfMissing)
        }
    }

    @Test(.enabled(if: SmallDisk.isPossible, "needs root and the right to mount a tmpfs"))
    func fullDiskLeavesNothing() throws {
        let disk = try SmallDisk(megabytes: 1)
        try disk.fill()
        let path = disk.path + "/tracker.db"
        #expect(throws: StoreError.unavailable(.full, database: path)) { try SQLiteStore.make(at: path) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path) == ["ballast"])
        try disk.makeRoom()
        #expect(try SQLiteStore.make(at: path))
    }
}
