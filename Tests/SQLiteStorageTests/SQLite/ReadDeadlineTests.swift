import GRDB
import Storage
import TestSupport
import Testing

@testable import SQLiteStorage

struct ReadDeadlineTests {
    private static let endless = """
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
}
