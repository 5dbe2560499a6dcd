import CSQLite
import GRDB

/// To which log (WAL) a database has come: what SQLite's own headers do not say, for a log has no name of its database.
///
/// It stands in the header of the database (`PRAGMA user_version`), so that it is in the file as well as in the log. The
/// first commit of each log begins the next one. So the file has the same as its log, or, until that is copied into it, the
/// one before. Any other file is not the one that the log belongs to.
struct LogEpoch: Hashable {
    /// One more with each epoch, from any number on.
    private let number: UInt32

    /// As the connection sees the database, with what is in the log.
    init(_ database: Database) throws {
        let statement = try database.cachedStatement(sql: "PRAGMA user_version")
        number = UInt32(bitPattern: try Int32.fetchOne(statement) ?? 0)
    }

    /// As the file has it; nil when that cannot be read.
    ///
    /// Source: https://www.sqlite.org/fileformat2.html#user_version_number
    init?(inFileOf database: Database) {
        let number = landing_tracker_sqlite_number_in_file(database.sqliteConnection, 60)
        guard number >= 0 else { return nil }
        self.init(number: UInt32(truncatingIfNeeded: number))
    }

    private init(number: UInt32) {
        self.number = number
    }

    /// Whether it is the same or a later one.
    func isAtOrAfter(_ other: LogEpoch) -> Bool { number &- other.number <= UInt32(Int32.max) }

    private var next: LogEpoch { LogEpoch(number: number &+ 1) }

    /// Whether what is in the log belongs to the file; within a transaction, which both stay as they are for.
    static func isOwnLog(in database: Database) throws -> Bool {
        guard let file = LogEpoch(inFileOf: database) else { return true }
        let log = try LogEpoch(database)
        return log == file || log == file.next
    }

    /// Begins an epoch with each log; first of all in a transaction that has the write lock.
    ///
    /// A log begins with a transaction that finds the one before wholly copied. Then the file was synced, too, and has that
    /// one's epoch also after a power cut. What the file says is not enough: it may be of a copy that is under way, whose
    /// pages the system need not have written yet.
    /// Source: https://www.sqlite.org/walformat.html#wal_locks, "the WAL is reset"
    static func beginIfDue(in database: Database) throws {
        guard database.copiedLogPages != nil else { return }
        try LogEpoch(database).next.write(to: database)
    }

    /// Begins any other one, in a copy of a database or in a new one: no log of another is its own.
    static func beginAnother(in database: Database) throws {
        try LogEpoch(number: .random(in: .min ... .max)).write(to: database)
    }

    private func write(to database: Database) throws {
        // A PRAGMA takes no bound values.
        try database.execute(sql: "PRAGMA user_version = \(Int32(bitPattern: number))")
    }
}
