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
}
