import Dispatch
import GRDB
import Storage
import Synchronization
import TestSupport
import Testing

@testable import SQLiteStorage

struct ReadDeadlineTests {
    static let endless = """
        WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers) SELECT count(*) FROM numbers
        """

    /// And the connection is as good as new for the next one.
    @Test func endlessReadEnds() throws {
        let site = try StoreKind.sqlite.makeSite()
        let store = try #require(site.store as? SQLiteStore)
        for _ in 0..<5 {
            let error = #expect(throws: StoreError.self) {
                try store.read(seconds: 0) { try Int.fetchOne($0, sql: Self.endless) }
            }
            #expect(error == .unavailable(.tooLong, database: store.path))
            #expect(try store.campaigns().isEmpty)
        }
    }

    /// Long before its deadline.
    @Test func readThatNobodyWaitsForEnds() throws {
        let site = try StoreKind.sqlite.makeSite()
        let looks = Atomic<Int>(0)
        // Whoever waits has left at the third look.
        let view = site.store.reading { looks.add(1, ordering: .relaxed).newValue < 3 }
        let store = try #require(view as? SQLiteStore)
        let error = #expect(throws: StoreError.self) {
            try store.read(seconds: nil) { try Int.fetchOne($0, sql: Self.endless) }
        }
        #expect(error == .unavailable(.abandoned, database: store.path))
        #expect(looks.load(ordering: .relaxed) == 3)
        #expect(try site.store.campaigns().isEmpty)
    }

    @Test func changeIsDoneToItsEnd() throws {
        let site = try StoreKind.sqlite.makeSite()
        let store = try #require(site.store.reading { false } as? SQLiteStore)
        let count = try store.write { database in
            try Int.fetchOne(
                database,
                sql: """
                    WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers LIMIT 100000)
                    SELECT count(*) FROM numbers
                    """)
        }
        #expect(count == 100_000)
    }

    /// SQLite before 3.41 asks nobody while it checks the pages of a table; what it has found by then is nothing.
    @Test func checkOfManyPagesEnds() throws {
        let site = try StoreKind.sqlite.makeSite()
        let store = try #require(site.store as? SQLiteStore)
        try store.write { database in
            try database.execute(
                sql: """
                    CREATE TABLE filling (id INTEGER PRIMARY KEY, bytes BLOB);
                    WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers LIMIT 100)
                    INSERT INTO filling (bytes) SELECT zeroblob(1000000) FROM numbers
                    """)
        }
        let isOver = DispatchSemaphore(value: 0)
        let ender = Threads(count: 1) {
            while isOver.wait(timeout: .now() + 0.001) == .timedOut { store.endReads() }
        }
        // On a machine that gives the other thread no time, some are done before they are ended.
        let tries = 100
        let wholeCount = try (0..<tries).prefix { _ in try isWholeBeforeItEnds(store) }.count
        isOver.signal()
        ender.wait()
        #expect(wholeCount < tries)
    }

    private func isWholeBeforeItEnds(_ store: SQLiteStore) throws -> Bool {
        let isWhole = Mutex(false)
        do throws(StoreError) {
            try store.read(seconds: nil) { database in
                let finding = try DamageCheck.finding(inTable: "filling", of: database)
                isWhole.withLock { $0 = finding == nil }
            }
        } catch {
            #expect(error == .unavailable(.tooLong, database: store.path))
        }
        return isWhole.withLock { $0 }
    }
}
