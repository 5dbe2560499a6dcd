import Foundation
import GRDB
import Storage
import Synchronization
import TestSupport
import Testing
import Tracking

@testable import SQLiteStorage

/// A made-up step on top of those that there are: a column, and its rows in portions.
struct UpgradeTests {
    private static let next = Schema(
        steps: Schema.current.steps + [
            SchemaStep(
                name: "2 made up",
                change: { try $0.execute(sql: "ALTER TABLE journey ADD COLUMN first_letter TEXT") },
                fill: { database in
                    try database.execute(
                        sql: """
                            UPDATE journey SET first_letter = substr(hex(click_id), 1, 1) WHERE id IN (
                                SELECT id FROM journey WHERE first_letter IS NULL ORDER BY id LIMIT 10)
                            """)
                    let count = database.changesCount
                    return SchemaStep.Filling(doneCount: count, isOver: count == 0)
                })
        ])

    private let site: BackupSite

    init() throws {
        site = try BackupSite()
        try site.record(25)
    }

    private var path: String { site.tracker.path }
    private var backup: String { path + ".before-upgrade-\(BackupSite.time.inFileNames)" }

    @Test func stepIsDoneAfterABackup() throws {
        let ids = try BackupSite.clickIDs(path)
        let upgrade = try #require(try upgrade())
        #expect(upgrade.from == Schema.current.steps.last?.name)
        #expect(upgrade.to == "2 made up")
        #expect(upgrade.steps == ["2 made up"])
        #expect(upgrade.backup == backup)
        let rows = try site.tracker.otherConnection().read {
            try Row.fetchAll(
                $0, sql: "SELECT name, program, done_at > 0, is_filling FROM schema_step ORDER BY id")
        }
        #expect(rows.map { $0[0] } == Self.next.steps.map(\.name))
        #expect(rows.map { $0[1] } == [Version.current, Version.current])
        #expect(rows.map { $0[2] } == [true, true])
        #expect(rows.map { $0[3] } == [false, true])
        // It is what an earlier version can use.
        #expect(try SQLiteStore(path: backup, opening: .existing).verify(limit: 10) == [])
        #expect(try BackupSite.clickIDs(backup) == ids)
        // Once is enough.
        #expect(try self.upgrade() == nil)
        #expect(try SQLiteStore(path: path, opening: .existing, schema: Self.next).campaigns().count == 1)
    }

    /// Whoever opens it does not change its tables, but says who does.
    @Test func olderTablesAreRefused() throws {
        let before = try site.tracker.otherConnection().read { try LogEpoch($0) }
        for opening in [StoreOpening.existing, .createIfMissing] {
            let error = #expect(throws: StoreError.self) {
                try SQLiteStore(path: path, opening: opening, schema: Self.next)
            }
            #expect(error == .opening(.olderSchema, database: path))
            #expect(error?.description.contains("`landing-tracker db migrate`") == true)
        }
        #expect(try site.tracker.count("schema_step") == 1)
        #expect(try site.tracker.otherConnection().read { try LogEpoch($0) } == before)
    }

    /// And names the version to install.
    @Test func olderProgramRefusesNewerTables() throws {
        _ = try upgrade()
        let expected = StoreError.opening(.newerSchema(version: Version.current), database: path)
        #expect(throws: expected) { try SQLiteStore(path: path, opening: .existing) }
        #expect(throws: expected) { try SQLiteStore.condition(ofDatabaseAt: path) }
    }

    @Test func currentMissingOrEmptyDatabaseIsLeftAlone() throws {
        #expect(try upgrade(schema: .current) == nil)
        let missing = site.backups.path("tracker.db")
        #expect(try upgrade(missing) == nil)
        #expect(!FileManager.default.fileExists(atPath: missing))
        #expect(FileManager.default.createFile(atPath: missing, contents: nil))
        #expect(throws: StoreError.opening(.empty, database: missing)) { try upgrade(missing) }
        #expect(!FileManager.default.fileExists(atPath: backup))
    }

    /// The bytes that are free, and those that are needed.
    @Test func withoutRoomForABackupNothingIsChanged() throws {
        let error = #expect(throws: BackupError.self) { try upgrade(reserve: .max / 2) }
        guard case .noRoom(_, let free, let needed) = error else { return #expect(error == nil, "no room") }
        #expect(free > 0 && needed > .max / 2)
        #expect(error?.description.contains("\(free) bytes free, \(needed) needed") == true)
        #expect(try site.tracker.count("schema_step") == 1)
        #expect(!FileManager.default.fileExists(atPath: backup))
    }

    @Test func stepThatFailsChangesNothing() throws {
        let broken = SchemaStep(name: "2 broken") { database in
            try database.execute(sql: "CREATE TABLE half (id INTEGER)")
            try database.execute(sql: "INSERT INTO nowhere VALUES (1)")
        }
        #expect(throws: StoreError.self) {
            try upgrade(schema: Schema(steps: Schema.current.steps + [broken]))
        }
        #expect(try site.tracker.count("sqlite_schema", where: "name = 'half'") == 0)
        #expect(!FileManager.default.fileExists(atPath: backup))
        try SQLiteStore(path: path, opening: .existing).ping()
    }

    /// The tables are changed by then, and nothing else has them as they were.
    @Test func backupStaysWhereSomethingFailsAfterTheChange() throws {
        nonisolated(unsafe) var statement: Statement?
        let step = SchemaStep(name: "2 with a statement left open") { database in
            try database.execute(sql: "CREATE TABLE extra (id INTEGER)")
            // SQLite closes no connection that has one.
            statement = try database.makeStatement(sql: "SELECT 1")
        }
        #expect(throws: StoreError.unavailable(.busy, database: path)) {
            try upgrade(schema: Schema(steps: Schema.current.steps + [step]))
        }
        #expect(statement != nil)
        statement = nil
        #expect(try site.tracker.count("schema_step") == 2)
        try SQLiteStore(path: backup, opening: .existing).ping()
    }

    /// Of the same second, as two upgrades make them where the first was taken back by a restore.
    @Test func backupThatIsThereStays() throws {
        _ = try site.backUp(BackupOrder(target: backup))
        let before = FileManager.default.contents(atPath: backup)
        try site.record(1)
        #expect(try upgrade()?.backup == backup + "-2")
        #expect(FileManager.default.contents(atPath: backup) == before)
    }

    /// Each would else make a backup of what the other is changing.
    @Test func upgradesWaitForEachOther() throws {
        let (path, backup) = (self.path, self.backup)
        let count = Atomic<Int>(0)
        let upgrades = Threads(count: 3) {
            let run = UpgradeRun(
                ofDatabaseAt: path, UpgradeOrder(), at: BackupSite.time, watch: CopyWatch(),
                schema: Self.next)
            guard let found = try? run.run(), found.backup == backup else { return }
            count.add(1, ordering: .relaxed)
        }
        upgrades.wait()
        #expect(count.load(ordering: .relaxed) == 1)
        try SQLiteStore(path: backup, opening: .existing).ping()
        let folder = URL(filePath: path).deletingLastPathComponent().path
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(names.count { $0.contains(".before-upgrade-") } == 1, "\(names)")
    }

    @Test func upgradeThatIsUnderWayIsWaitedForNoLongerThanForALock() throws {
        let lock = try UpgradeLock(ofDatabaseAt: path, until: .now)
        #expect(throws: StoreError.unavailable(.busy, database: path)) {
            try UpgradeLock(ofDatabaseAt: path, until: .now)
        }
        withExtendedLifetime(lock) {}
    }

    /// A process of the earlier version goes on: each event that it has answered is there, and each of before in the backup.
    @Test func noEventIsLostOrRefusedWhileTablesChange() throws {
        let visitors = Visitors(site.tracker.recorder)
        defer { visitors.leave() }
        let before = try visitors.waitForMore()
        let upgrade = try #require(try upgrade())
        _ = try visitors.waitForMore()
        visitors.leave()
        site.tracker.recorder.stop()
        #expect(visitors.refusedCount == 0)
        #expect(try Set(BackupSite.clickIDs(upgrade.backup)).isSuperset(of: before))
        let ids = try BackupSite.clickIDs(path)
        #expect(ids.count == 25 + visitors.stored.count)
        #expect(visitors.stored.isSubset(of: ids))
        #expect(try SQLiteStore(path: path, opening: .existing, schema: Self.next).verify(limit: 10) == [])
    }

    /// The keeper does it in portions, while events are taken.
    @Test func rowsAreBroughtUpToDateWhileEventsAreTaken() throws {
        _ = try upgrade()
        let log = LogLines()
        let store = try SQLiteStore(path: path, opening: .existing, schema: Self.next)
        let recorder = Recorder(store: store, logger: .silent, patienceSeconds: 60)
        let keeper = Keeper(store: store, logger: log.logger)
        var recorded = 0
        try waitUntil("all rows are done") {
            let answer = recorder.answers(to: [try Event.clicked(.random())])[0]
            #expect(answer.isStored)
            recorded += 1
            return try site.tracker.count("schema_step", where: "is_filling") == 0
        }
        keeper.stop()
        recorder.stop()
        let filled = try #require(try site.tracker.count("journey", where: "first_letter IS NOT NULL"))
        #expect(filled >= 25 && filled <= 25 + recorded)
        #expect(log.lines.contains { $0.contains("upgrade finished") && $0.contains("2 made up") })
        #expect(try store.fillSomeRows() == nil)
    }

    @Test func newDatabaseHasNothingToFill() throws {
        let store = try SQLiteStore(
            path: site.backups.path("new.db"), opening: .createIfMissing, schema: Self.next)
        #expect(try store.fillSomeRows() == nil)
        #expect(try store.read { try Self.next.relation(to: $0) } == .current)
    }

    private func upgrade(
        _ path: String? = nil, schema: Schema = next, reserve: Int64 = 0
    ) throws -> FinishedUpgrade? {
        try UpgradeRun(
            ofDatabaseAt: path ?? self.path, UpgradeOrder(diskReserveBytes: reserve), at: BackupSite.time,
            watch: CopyWatch(), schema: schema
        ).run()
    }
}
