import GRDB

/// What SQLite says of pages that are not what was written.
///
/// Source: https://www.sqlite.org/pragma.html#pragma_quick_check
enum DamageCheck {
    /// 64 MiB: some 0.1 s when the system has it in memory, and a second on a disk of 64 MiB a second.
    static let quickByteCount: Int64 = 64 * 1024 * 1024

    /// Reads all of the database.
    ///
    /// - Returns: The first finding; nil when all is as it should be.
    static func finding(in database: Database) throws -> String? {
        try finding { try String.fetchOne(database, sql: "PRAGMA quick_check(1)") }
    }

    /// The same of a database that is read in a moment; nil for a larger one.
    static func findingIfSmall(in database: Database) throws -> String? {
        let byteCount = try Int64.fetchOne(
            database, sql: "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        return byteCount ?? 0 <= quickByteCount ? try finding(in: database) : nil
    }

    /// Reads a table with its indexes.
    static func finding(inTable name: String, of database: Database) throws -> String? {
        // A PRAGMA takes no bound values.
        try finding {
            try String.fetchOne(database, sql: "PRAGMA quick_check(\(name.quotedDatabaseIdentifier))")
        }
    }

    static func tables(of database: Database) throws -> [String] {
        try String.fetchAll(
            database,
            sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY name")
    }

    private static func finding(_ check: () throws -> String?) throws -> String? {
        do {
            let first = try check()
            return first == "ok" ? nil : first.map(line)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
            return line(error.message ?? error.resultCode.description)
        }
    }

    /// A finding has a heading on a line of its own.
    private static func line(_ finding: String) -> String {
        finding.split(separator: "\n").filter { !$0.hasPrefix("***") }.joined(separator: " ")
    }
}
