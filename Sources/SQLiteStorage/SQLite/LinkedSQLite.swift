import GRDBSQLite

/// The SQLite that this process has loaded: the system's, whichever version that is.
package struct LinkedSQLite: Sendable {
    package static var current: LinkedSQLite { LinkedSQLite(number: Int(sqlite3_libversion_number())) }

    /// 3040001 for 3.40.1.
    private let number: Int

    init(number: Int) {
        self.number = number
    }

    /// As `3.40.1`.
    package var version: String { "\(number / 1_000_000).\(number / 1_000 % 1_000).\(number % 1_000)" }

    /// Whether a copy of the log that finds nothing to do may lose pages, when another process begins the log anew at that
    /// moment. By its number alone: what a distribution has mended without another one is not seen.
    ///
    /// Source: https://www.sqlite.org/wal.html#walresetbug
    package var isForOneProcess: Bool {
        number < Self.firstMended && !Self.mendedBranches.contains { $0.contains(number) }
    }

    private static let firstMended = 3_051_003
    private static let mendedBranches = [3_044_006..<3_045_000, 3_050_007..<3_051_000]
}
