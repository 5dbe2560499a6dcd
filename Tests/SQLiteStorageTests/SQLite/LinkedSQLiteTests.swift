import Testing

@testable import SQLiteStorage

/// Which versions of SQLite may lose pages where several processes write one database.
struct LinkedSQLiteTests {
    @Test(arguments: [
        (3_040_001, "3.40.1", true), (3_044_005, "3.44.5", true), (3_044_006, "3.44.6", false),
        (3_045_000, "3.45.0", true), (3_050_006, "3.50.6", true), (3_050_007, "3.50.7", false),
        (3_051_000, "3.51.0", true), (3_051_002, "3.51.2", true), (3_051_003, "3.51.3", false),
        (3_053_000, "3.53.0", false),
    ])
    func versionsThatWereMendedAreKnown(_ number: Int, _ version: String, _ isForOneProcess: Bool) {
        let sqlite = LinkedSQLite(number: number)
        #expect(sqlite.version == version)
        #expect(sqlite.isForOneProcess == isForOneProcess)
    }
}
