import Foundation
import GRDB
import Storage
import Synchronization
import TestSupport
import Testing
import Tracking

@testable import SQLiteStorage

/// A backup is whole, or there is none.
struct BackupTests {
    private let site: BackupSite

    init() throws {
        site = try BackupSite()
    }

    /// While a recorder stores without a pause.
    @Test func backupHoldsEveryEventAnsweredBeforeItBegan() throws {
        try site.recordMuch()
        let isDone = Atomic<Bool>(false)
        let stored = Mutex<[ClickID]>([])
        let traffic = Threads(count: 2) { [site] in
            while !isDone.load(ordering: .relaxed) {
                let ids = (0..<20).map { _ in ClickID.random() }
                guard let events = try? ids.map({ try Event.clicked($0, #"{"n":1}"#) }) else { return }
                let answers = site.tracker.recorder.answers(to: events)
                let good = zip(ids, answers).filter { $0.1.isStored }.map(\.0)
                stored.withLock { $0 += good }
            }
        }
        defer {
            isDone.store(true, ordering: .relaxed)
            traffic.wait()
        }
        for number in 0..<3 {
            let count = stored.withLock { $0.count }
            try waitUntil("more events are stored") { stored.withLock { $0.count } > count }
            let before = stored.withLock { $0 }
            let backup = try site.backUp("\(number).db")
            let ids = Set(try BackupSite.clickIDs(backup.file))
            #expect(ids.isSuperset(of: before))
            #expect(Int(backup.content.journeyCount) == ids.count)
        }
    }

    @Test func backupIsOneFileForItsOwner() throws {
        try site.record(3)
        let backup = try site.backUp()
        #expect(try site.names == ["backup.db"])
        let attributes = try FileManager.default.attributesOfItem(atPath: backup.file)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(attributes[.size] as? Int64 == backup.content.byteCount)
        #expect(backup.content.journeyCount == 3)
        #expect(backup.content.lastEventAt == Timestamp(milliseconds: 1_000))
        #expect(DatabaseHeader(path: backup.file)?.isUntouchedBackup == true)
        #expect(backup.remarks == [])
    }

    @Test func databaseRemembersItsLastBackup() throws {
        #expect(try SQLiteStore.lastBackup(ofDatabaseAt: site.tracker.path) == nil)
        for name in ["first.db", "second.db"] {
            let backup = try site.backUp(name)
            #expect(
                try SQLiteStore.lastBackup(ofDatabaseAt: site.tracker.path)
                    == BackupRecord(file: backup.file, madeAt: BackupSite.time))
        }
    }

    @Test func newerBackupReplacesAnOlderOne() throws {
        try site.backUp()
        try site.record(2)
        #expect(try site.backUp().content.journeyCount == 2)
        #expect(try site.names == ["backup.db"])
    }

    // MARK: Places

    @Test func databaseIsNoPlaceForItsBackup() throws {
        for suffix in ["", "-wal", "-shm", "-journal"] {
            let path = site.tracker.path + suffix
            #expect(throws: BackupError.target(.database, path: path)) {
                try site.backUp(BackupOrder(target: path))
            }
        }
        let link = site.backups.path("second-name.db")
        try FileManager.default.linkItem(atPath: site.tracker.path, toPath: link)
        #expect(throws: BackupError.target(.database, path: link)) { try site.backUp("second-name.db") }
    }

    @Test func linkIsNoPlace() throws {
        for target in [site.tracker.path, site.backups.path("nowhere")] {
            let link = site.backups.path("link.db")
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
            #expect(throws: BackupError.self) { try site.backUp("link.db") }
            #expect(try site.names == ["link.db"])
            try FileManager.default.removeItem(atPath: link)
        }
    }

    /// A letter, another database that is in use, a backup that somebody has written since, and one with a log.
    @Test func whatIsNoBackupOfOursStays() throws {
        let letter = site.backups.path("letter.db")
        try Data("Dear reader".utf8).write(to: URL(filePath: letter))
        let other = site.backups.path("other.db")
        try SQLiteStore(path: other, opening: .createIfMissing).close()
        let opened = try site.backUp("opened.db").file
        try SQLiteStore(path: opened, opening: .existing).close()
        let logged = try site.backUp("logged.db").file
        #expect(FileManager.default.createFile(atPath: logged + "-wal", contents: Data("log".utf8)))
        for file in [letter, other, opened, logged] {
            let before = FileManager.default.contents(atPath: file)
            #expect(throws: BackupError.target(.exists, path: file)) {
                try site.backUp(BackupOrder(target: file))
            }
            #expect(FileManager.default.contents(atPath: file) == before)
        }
        #expect(try site.names == ["letter.db", "logged.db", "logged.db-wal", "opened.db", "other.db"])
    }

    @Test(arguments: ["none/backup.db", "none/"])
    func folderMustBeThere(_ name: String) throws {
        let path = site.backups.path(name)
        #expect(throws: BackupError.target(.missingFolder, path: path)) {
            try site.backUp(BackupOrder(target: path))
        }
    }

    // MARK: A folder of backups

    @Test func folderKeepsTheNewest() throws {
        let hour: Int64 = 3_600_000
        var order = BackupOrder(target: site.backups.path, keepCount: 2)
        let foreign = [
            "notes.txt", "tracker.db", "x-20250101T000000Z.db", ".landing-tracker-partial-notes",
        ]
        for name in foreign {
            #expect(FileManager.default.createFile(atPath: site.backups.path(name), contents: nil))
        }
        var files: [String] = []
        for number in 0..<4 {
            let time = Timestamp(milliseconds: BackupSite.time.milliseconds + Int64(number) * hour)
            files.append(try site.backUp(order, at: time).file)
        }
        let kept = files.suffix(2).map { URL(filePath: $0).lastPathComponent }
        #expect(try site.names == (foreign + kept).sorted())
        #expect(files[0].hasSuffix("-tracker-20260131T170405Z.db"))

        // Other names that look nearly alike, a folder and a link are not counted, nor removed.
        let name = URL(filePath: files[0]).lastPathComponent
        let near = ["a\(name)", "\(name)~", name.replacing("T170405Z", with: "T17040Z")]
        for name in near {
            #expect(FileManager.default.createFile(atPath: site.backups.path(name), contents: nil))
        }
        let link = site.backups.path(name.replacing("20260131", with: "20250131"))
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: files[3])
        let folder = site.backups.path(name.replacing("20260131", with: "20240131"))
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        order.keepCount = 1
        // Of a time before the others, as after the clock was wrong: the one just made stays.
        let last = try site.backUp(order)
        #expect(Set(last.removed) == Set(files.suffix(2)))
        let rest = [last.file, link, folder].map { URL(filePath: $0).lastPathComponent }
        #expect(try site.names == (foreign + near + rest).sorted())
    }

    /// In one folder.
    @Test func databasesDoNotCountEachOthersBackups() throws {
        let second = try BackupSite()
        let order = BackupOrder(target: site.backups.path, keepCount: 1)
        let first = try site.backUp(order).file
        let other = try second.backUp(order).file
        #expect(first != other)
        #expect(try site.names.count == 2)
    }

    @Test func onlyAFolderHasOlderBackups() throws {
        let path = site.backups.path("backup.db")
        #expect(throws: BackupError.target(.notAFolder, path: path)) {
            try site.backUp(BackupOrder(target: path, keepCount: 3))
        }
    }

    // MARK: What ends it

    @Test func endedBackupLeavesNothing() throws {
        try site.recordMuch()
        let steps = Atomic<Int>(0)
        let watch = CopyWatch(
            tell: { _ in steps.add(1, ordering: .relaxed) },
            isAwaited: { steps.load(ordering: .relaxed) < 1 })
        #expect(throws: StoreError.unavailable(.abandoned, database: site.tracker.path)) {
            try site.backUp(BackupOrder(target: site.backups.path("backup.db")), watch: watch)
        }
        #expect(steps.load(ordering: .relaxed) >= 1)
        #expect(try site.names == [])
    }

    @Test func reserveIsLeftAlone() throws {
        let order = BackupOrder(target: site.backups.path, diskReserveBytes: .max / 2)
        #expect {
            try site.backUp(order)
        } throws: { error in
            guard case .noRoom(_, let free, let needed) = error as? BackupError else { return false }
            return free > 0 && needed > .max / 2
        }
        #expect(try site.names == [])
    }

    /// Somebody else fills the disk meanwhile.
    @Test(.enabled(if: SmallDisk.isPossible, "needs root and the right to mount a tmpfs"))
    func backupEndsBeforeTheDiskIsFull() throws {
        try site.recordMuch()
        let disk = try SmallDisk(megabytes: 64)
        let watch = CopyWatch(tell: { _ in try? disk.fill() })
        #expect {
            try site.backUp(
                BackupOrder(target: "\(disk.path)/backup.db", diskReserveBytes: 1 << 20), watch: watch)
        } throws: { error in
            if case .noRoom = error as? BackupError { true } else { false }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path) == ["ballast"])
    }

    /// What a kill has left goes, and nothing else: neither what is being written nor what has another name.
    @Test func leftoversOfAKillAreRemoved() throws {
        let stale = site.backups.path(".landing-tracker-partial-0123456789abcdef")
        for path in [stale, stale + "-wal"] {
            #expect(FileManager.default.createFile(atPath: path, contents: Data("half".utf8)))
        }
        let notes = site.backups.path(".landing-tracker-partial-notes")
        #expect(FileManager.default.createFile(atPath: notes, contents: nil))
        let link = site.backups.path(".landing-tracker-partial-1")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: notes)
        let busy = try PartialFile(in: site.backups.path)
        try site.backUp()
        let expected = ["backup.db"] + [notes, link, busy.path].map { URL(filePath: $0).lastPathComponent }
        #expect(try site.names == expected.sorted())
    }

    // MARK: What is no backup

    @Test func figuresThatDifferAreNoBackupUnlessTaken() throws {
        try site.record(3)
        try site.tracker.otherConnection().write {
            try $0.execute(sql: "UPDATE campaign_counter SET clicks = clicks + 1")
        }
        #expect {
            try site.backUp()
        } throws: { error in
            guard case .content(.differences(1, let first), _) = error as? BackupError else { return false }
            return first.contains("campaign_counter")
        }
        #expect(try site.names == [])
        let order = BackupOrder(target: site.backups.path("all.db"), acceptsDifferences: true)
        #expect(try site.backUp(order).content.journeyCount == 3)
    }

    @Test func damageIsNoBackup() throws {
        try site.record(500)
        let files = try site.tracker.filesAfterKill()
        let path = files.path("tracker.db")
        // One file without a log, which would hide the damage.
        try DatabaseQueue(path: path).writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        try damage(path)
        let target = site.backups.path("backup.db")
        #expect {
            try BackupRun(
                ofDatabaseAt: path, BackupOrder(target: target), at: BackupSite.time, watch: CopyWatch()
            ).run()
        } throws: { error in
            switch error {
            case BackupError.content(.damaged, path), StoreError.fault(.damaged(path, nil)): true
            default: false
            }
        }
        #expect(try site.names == [])
    }

    @Test func emptyDatabaseIsNoBackup() throws {
        let path = site.backups.path("tracker.db")
        #expect(FileManager.default.createFile(atPath: path, contents: nil))
        #expect(throws: StoreError.opening(.empty, database: path)) {
            try BackupRun(
                ofDatabaseAt: path, BackupOrder(target: site.backups.path("backup.db")),
                at: BackupSite.time, watch: CopyWatch()
            ).run()
        }
    }
}
