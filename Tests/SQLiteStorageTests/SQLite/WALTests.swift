import Dispatch
import Foundation
import GRDB
import Storage
import Synchronization
import TestSupport
import Testing
import Tracking

@testable import SQLiteStorage

/// The WAL is as long as the manual says at most. Its file is made shorter only when it was longer than that, so that its
/// length is the greatest.
struct WALTests {
    /// Of 450 clicks and 7 MB each.
    private func record(batches count: Int, by tracker: RecordingStore) throws {
        let filling = String(repeating: "x", count: 15_000)
        for _ in 0..<count {
            let events = try (0..<450).map { _ in try Event.clicked(.random(), #"{"x":"\#(filling)"}"#) }
            #expect(tracker.recorder.answers(to: events).allSatisfy { $0.isStored })
        }
    }

    private func expectShortLog(of tracker: RecordingStore) throws {
        let length = try FileManager.default.attributesOfItem(atPath: tracker.path + "-wal")[.size] as? Int64
        #expect(try #require(length) < SQLiteStore.walBytes)
    }

    /// More than SQLite would copy by itself, of events as long as small ones are.
    @Test func logStaysShortWhateverComes() throws {
        let tracker = try RecordingStore()
        try record(batches: 20, by: tracker)
        try expectShortLog(of: tracker)
    }

    /// It takes minutes where the database is large, and nobody waits for it.
    @Test func checkForDamageDoesNotLetTheLogGrow() throws {
        let tracker = try RecordingStore()
        let isReading = DispatchSemaphore(value: 0)
        let count = Atomic(0)
        try tracker.sqliteStore.watch.checkAll { _, database in
            guard count.add(1, ordering: .relaxed).oldValue == 0 else { return nil }
            _ = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema")
            isReading.signal()
            _ = try Int.fetchOne(database, sql: ReadDeadlineTests.endless)
            return nil
        }
        isReading.wait()
        try record(batches: 25, by: tracker)
        try expectShortLog(of: tracker)
    }

    /// One that never ends by itself is ended.
    @Test func longReadDoesNotLetTheLogGrow() throws {
        let tracker = try RecordingStore()
        let store = try tracker.sqliteStore
        let isReading = DispatchSemaphore(value: 0)
        let outcome = Mutex<StoreError?>(nil)
        let reader = Threads(count: 1) {
            do throws(StoreError) {
                try store.read(seconds: nil) { database in
                    _ = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema")
                    isReading.signal()
                    _ = try Int.fetchOne(database, sql: ReadDeadlineTests.endless)
                }
            } catch {
                outcome.withLock { $0 = error }
            }
        }
        isReading.wait()
        try record(batches: 25, by: tracker)
        reader.wait()
        #expect(outcome.withLock { $0 } == .unavailable(.tooLong, database: store.path))
        try expectShortLog(of: tracker)
    }

    /// A disk may copy more slowly than events come.
    @Test func eventsWaitForACopyRatherThanLetTheLogGrow() throws {
        let tracker = try RecordingStore()
        let store = try tracker.sqliteStore
        let (isCopying, mayEnd) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let isOver = Flag()
        var keeper = WALKeeper(store: store, logger: .silent)
        let copier = Threads(count: 1) {
            // The one connection that copies has been taken, as by a copy that takes its time.
            try? store.walCopier.use { _ in
                isCopying.signal()
                mayEnd.wait()
                isOver.raise()
            }
        }
        isCopying.wait()
        keeper.committed(pages: 2_000)
        keeper.committed(pages: 9_000)
        #expect(!isOver.isRaised)
        // Later than a keeper that does not wait has gone on.
        let ending = Threads(count: 1) {
            Thread.sleep(forTimeInterval: 0.3)
            mayEnd.signal()
        }
        keeper.committed(pages: 1_000)
        #expect(isOver.isRaised)
        copier.wait()
        ending.wait()
    }

    /// What a long read has let grow is copied when it has left, and events go on meanwhile.
    @Test func nobodyWaitsForALongCopy() throws {
        let tracker = try RecordingStore()
        let store = try tracker.sqliteStore
        let reader = try HeldRead(tracker.path)
        try fill(tracker, rounds: 8)
        var keeper = WALKeeper(store: store, logger: .silent)
        keeper.committed(pages: 2_000)
        keeper.finish()
        #expect(try store.copyWAL().uncopied > 10_000)

        let (isCopying, mayEnd) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let copier = Threads(count: 1) {
            try? store.walCopier.use { _ in
                isCopying.signal()
                mayEnd.wait()
            }
        }
        isCopying.wait()
        keeper.committed(pages: 2_000)
        // Would wait for ever.
        keeper.committed(pages: 20_000)
        mayEnd.signal()
        copier.wait()
        try reader.release()
    }

    /// A commit copies nothing, however long the log is: SQLite would, within the commit.
    @Test func recorderLeavesTheLogToItsKeeper() throws {
        let tracker = try RecordingStore()
        try tracker.record(.clicked(.random()))
        let pages = try tracker.sqliteStore.withWriter {
            try Int.fetchOne($0, sql: "PRAGMA wal_autocheckpoint")
        }
        #expect(pages == 0)
    }

    /// While events come.
    @Test func logIsCutAfterALongReadHasLeft() throws {
        let tracker = try RecordingStore()
        let reader = try HeldRead(tracker.path)
        try waitUntil("the log is too long") {
            try fill(tracker, rounds: 5)
            return try length(of: tracker) > SQLiteStore.walBytes
        }
        try reader.release()
        try waitUntil("the log is cut") {
            try fill(tracker, rounds: 1)
            return try length(of: tracker) <= SQLiteStore.walBytes
        }
    }

    /// When no events come any more.
    @Test func quietLogIsToldOnceAndCutAfterALongReadHasLeft() throws {
        let tracker = try RecordingStore()
        let log = LogLines()
        let watch = WALWatch(store: try tracker.sqliteStore, logger: log.logger, limit: 1_000_000)
        let mark = tracker.folder.path("reading")
        let shell = try Shell(
            tracker.path, ["BEGIN;", "SELECT count(*) FROM journey;", ".shell touch \(mark)"])
        defer { shell.process.stop() }
        try waitUntil("a shell reads") { FileManager.default.fileExists(atPath: mark) }
        try fill(tracker, rounds: 1)
        for _ in 0..<3 { watch.look() }
        #expect(log.lines.count == 1)
        #expect(log.lines.first?.contains("WAL is long") == true, "\(log.lines)")
        #expect(log.lines.first?.contains("sqlite3 (\(shell.process.identifier))") == true, "\(log.lines)")
        let before = try length(of: tracker)
        #expect(before > 1_000_000)

        shell.process.stop()
        try waitUntil("the log is empty") {
            watch.look()
            return try length(of: tracker) == 0
        }
        watch.look()
        #expect(log.lines.count == 2)
        #expect(log.lines.last?.contains("WAL short again") == true)
    }

    /// Not under load, but seconds after the last event, and whatever `cp` needs is in the one file.
    @Test func plainCopyAfterTheLastEventIsWhole() throws {
        let tracker = try RecordingStore()
        try tracker.store.addSampleCampaign()
        let keeper = Keeper(store: tracker.store, logger: .silent)
        defer { keeper.stop() }
        for count in [60, 120] {
            for _ in 0..<60 { try tracker.record(.clicked(.random())) }
            try waitUntil("a copy has every journey") {
                let copy = try TemporaryFolder()
                let path = copy.path("tracker.db")
                try FileManager.default.copyItem(atPath: tracker.path, toPath: path)
                return (try? BackupSite.clickIDs(path).count) == count
            }
        }
    }

    /// As a program for continuous copies does (Litestream): tables of its own, a read that is held to keep the log from
    /// beginning anew, and checkpoints in the moments between two of these reads.
    @Test func readerThatHoldsTheLogLosesNothing() throws {
        let tracker = try RecordingStore()
        try tracker.store.addSampleCampaign()
        let copier = try tracker.otherConnection()
        try copier.write { database in
            try database.execute(
                sql: """
                    CREATE TABLE _litestream_seq (id INTEGER PRIMARY KEY, seq INTEGER);
                    CREATE TABLE _litestream_lock (id INTEGER);
                    """)
        }
        let filling = String(repeating: "x", count: 15_000)
        for _ in 0..<20 {
            let reader = try HeldRead(tracker.path)
            let events = try (0..<450).map { _ in try Event.clicked(.random(), #"{"x":"\#(filling)"}"#) }
            #expect(tracker.recorder.answers(to: events).allSatisfy { $0.isStored })
            try reader.release()
            try copier.write { database in
                try database.execute(
                    sql: """
                        INSERT INTO _litestream_seq (id, seq) VALUES (1, 1)
                        ON CONFLICT (id) DO UPDATE SET seq = seq + 1
                        """)
            }
            // May find the keeper at it.
            try? copier.writeWithoutTransaction { _ = try $0.checkpoint(.passive) }
        }
        #expect(try length(of: tracker) < SQLiteStore.walBytes)
        let backup = try TemporaryFolder()
        let made = try BackupRun(
            ofDatabaseAt: tracker.path, BackupOrder(target: backup.path("backup.db")), at: BackupSite.time,
            watch: CopyWatch()
        ).run()
        #expect(made.content.journeyCount == 9_000)
        #expect(try restore(made.file, to: backup.path("tracker.db")).content.journeyCount == 9_000)
    }

    private func length(of tracker: RecordingStore) throws -> Int64 {
        let attributes = try FileManager.default.attributesOfItem(atPath: tracker.path + "-wal")
        return try #require(attributes[.size] as? Int64)
    }

    /// About 7 MB in a round.
    private func fill(_ tracker: RecordingStore, rounds: Int) throws {
        let filling = String(repeating: "x", count: 15_000)
        for _ in 0..<rounds {
            let events = try (0..<450).map { _ in try Event.clicked(.random(), #"{"x":"\#(filling)"}"#) }
            #expect(tracker.recorder.answers(to: events).allSatisfy { $0.isStored })
        }
    }

    /// A read that goes on for long lets the WAL grow, but keeps no event waiting.
    @Test func eventsDoNotWaitForAReader() throws {
        let tracker = try RecordingStore()
        let store = try tracker.sqliteStore
        let (isReading, mayEnd) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let reader = Threads(count: 1) {
            try? store.read { _ in
                isReading.signal()
                mayEnd.wait()
            }
        }
        isReading.wait()
        let filling = String(repeating: "x", count: 15_000)
        for _ in 0..<5 {
            let events = try (0..<450).map { _ in try Event.clicked(.random(), #"{"x":"\#(filling)"}"#) }
            #expect(tracker.recorder.answers(to: events).allSatisfy { $0.isStored })
        }
        mayEnd.signal()
        reader.wait()
    }
}

/// A read transaction of another process's kind, held until it is released.
private struct HeldRead {
    private let queue: DatabaseQueue

    init(_ path: String) throws {
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.writeWithoutTransaction { database in
            try database.execute(sql: "BEGIN")
            _ = try Int.fetchOne(database, sql: "SELECT count(*) FROM campaign")
        }
    }

    func release() throws {
        try queue.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
    }
}

private final class Flag: Sendable {
    private let state = Atomic<Bool>(false)

    var isRaised: Bool { state.load(ordering: .acquiring) }

    func raise() { state.store(true, ordering: .releasing) }
}
