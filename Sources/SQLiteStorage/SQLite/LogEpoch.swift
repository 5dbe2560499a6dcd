import CSQLite
import GRDB

/// To which log (WAL) a database has come: what SQLite's own headers do not say, for a log has no name of its database.
///
/// It stands in the header of the database (`PRAGMA user_version`), so that it is in the file as well as in the log. Now and
/// then one is written into the log that names it and the one before. While that log is not copied, the file has the one
/// before; then it has the same. Any other file is not the one that the log belongs to.
struct LogEpoch: Hashable {
    /// By the number that SQLite gives each log, one more than that of the log before, and any number for a first one.
    private let log: UInt16
    /// Of the epoch before.
    private let previous: UInt16

    /// As the connection sees the database, with what is in the log.
    init(_ database: Database) throws {
        let number = try Int32.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        self.init(number: UInt32(bitPattern: number))
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
        log = UInt16(truncatingIfNeeded: number)
        previous = UInt16(truncatingIfNeeded: number >> 16)
    }

    /// Whether it is the same, or the next one.
    func follows(_ other: LogEpoch) -> Bool { self == other || previous == other.log }

    /// Whether what is in the log belongs to the file; within a transaction, which both stay as they are for.
    static func isOwnLog(in database: Database) throws -> Bool {
        guard let file = LogEpoch(inFileOf: database) else { return true }
        return try LogEpoch(database).follows(file)
    }

    /// Begins an epoch when a log has begun since the last one; within a transaction that has the write lock.
    ///
    /// There is one at most that is not in the file yet. Should the transaction itself begin a log, that is the next after
    /// the one that it names, and belongs to the same epoch: a quiet database is left alone.
    static func beginIfDue(in database: Database) throws {
        let known = try LogEpoch(database)
        guard let log = logNumber(of: database), log != known.log, log != known.log &+ 1,
            LogEpoch(inFileOf: database) == known
        else { return }
        try write(log, after: known, to: database)
    }

    /// Whether `beginIfDue` would do anything, as far as that is seen without a lock.
    static func isDue(in database: Database) throws -> Bool {
        let known = try LogEpoch(database)
        guard let log = logNumber(of: database) else { return false }
        return log != known.log && log != known.log &+ 1 && LogEpoch(inFileOf: database) == known
    }

    /// Begins any other one, in a copy of a database: no log of that is its own.
    static func beginAnother(in copy: Database) throws {
        try write(.random(in: .min ... .max), after: LogEpoch(number: .random(in: .min ... .max)), to: copy)
    }

    private static func write(_ log: UInt16, after known: LogEpoch, to database: Database) throws {
        let number = Int32(bitPattern: UInt32(known.log) << 16 | UInt32(log))
        // A PRAGMA takes no bound values.
        try database.execute(sql: "PRAGMA user_version = \(number)")
    }

    /// The first salt; nil when there is no log.
    ///
    /// Source: https://www.sqlite.org/fileformat2.html#the_write_ahead_log
    private static func logNumber(of database: Database) -> UInt16? {
        let salt = landing_tracker_sqlite_number_in_log(database.sqliteConnection, 16)
        return salt < 0 ? nil : UInt16(truncatingIfNeeded: salt)
    }
}
