import Dispatch
import Foundation
import GRDB
import Storage
import Synchronization
import TestSupport
import Testing
import Tracking

@testable import SQLiteStorage

/// The WAL is as long as the manual says at most. Its file is never made shorter, so that its length is the greatest.
struct WALTests {
    /// More than SQLite would copy by itself, of events as long as small ones are.
    @Test func logStaysShortWhateverComes() throws {
        let tracker = try RecordingStore()
        let filling = String(repeating: "x", count: 15_000)
        for _ in 0..<20 {
            let events = try (0..<450).map { _ in try Event.clicked(.random(), #"{"x":"\#(filling)"}"#) }
            #expect(tracker.recorder.answers(to: events).allSatisfy { $0.isStored })
        }
        let length = try FileManager.default.attributesOfItem(atPath: tracker.path + "-wal")[.size] as? Int64
        #expect(try #require(length) < SQLiteStore.walBytes)
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
        let filling = String(repeating: "x", count: 15_000)
        for _ in 0..<25 {
            let events = try (0..<450).map { _ in try Event.clicked(.random(), #"{"x":"\#(filling)"}"#) }
            #expect(tracker.recorder.answers(to: events).allSatisfy { $0.isStored })
        }
        reader.wait()
        #expect(outcome.withLock { $0 } == .unavailable(.tooLong, database: store.path))
        let length = try FileManager.default.attributesOfItem(atPath: tracker.path + "-wal")[.size] as? Int64
        #expect(try #require(length) < SQLiteStore.walBytes)
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

private final class Flag: Sendable {
    private let state = Atomic<Bool>(false)

    var isRaised: Bool { state.load(ordering: .acquiring) }

    func raise() { state.store(true, ordering: .releasing) }
}
