import CSQLite
import Foundation
import GRDB
import Storage

/// The file behind a store: made, checked, and opened the one way that keeps the promises.
struct DatabaseFile {
    let path: String
    let lockPatience: LockPatience
    var synchronous = SQLiteStore.Synchronous.full
    var deadlines = ReadDeadlines()
    /// For the locks of opening: others may be migrating the same file, on a busy disk.
    var patience = Duration.seconds(30)
    var schema = Schema.current

    /// Reports and administration; each costs a connection.
    private static let readerCount = 4
    /// 96 MiB of WAL: when `WALKeeper` could not restart it, because of reads that never pause.
    private static let pagesBetweenCheckpoints = 24_000
    /// More is not faster: what every commit changes takes little, and the rest is in the system's cache.
    private static let cacheKibibytes = 8 * 1024
    /// A log that a long read has let grow is cut to this when it begins anew.
    private static let bytesOfAnOldLog = SQLiteStore.walBytes

    /// Before anything of SQLite is used; later it would do nothing.
    static let isMemoryUncounted = landing_tracker_sqlite_without_statistics() == SQLITE_OK

    /// A pool on a database with the tables of today, whose writer syncs every commit unless told otherwise. Tables of an
    /// earlier version are refused: only an `UpgradeRun` changes them.
    func open(_ opening: StoreOpening) throws(StoreError) -> DatabasePool {
        _ = Self.isMemoryUncounted
        if opening == .createIfMissing { _ = try make() }
        do {
            // Before anything is written, since opening the pool changes the journal mode.
            if case .older = try look({ try schema.relation(to: $0) }) { throw problem(.olderSchema) }
            return try lockPatience.until(.now + patience) {
                let pool = try pool()
                try pool.writeWithoutTransaction(makeDurable)
                return pool
            }
        } catch {
            throw openingError(error)
        }
    }

    /// Does the steps that the tables lack.
    ///
    /// - Returns: Their names.
    func upgrade() throws(StoreError) -> [String] {
        try locked { try schema.apply(to: $0) }
    }

    /// - Throws: `unavailable` when nobody could write now.
    func requireLock() throws(StoreError) {
        try locked { _ in }
    }

    /// Runs `body` in a transaction that has the write lock, on a connection of its own.
    private func locked<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
        do {
            return try lockPatience.until(.now + patience) {
                let pool = try pool()
                let value = try pool.writeWithoutTransaction { database in
                    try makeDurable(database)
                    return try database.inImmediateTransaction { try body(database) }
                }
                try pool.close()
                return value
            }
        } catch {
            throw StoreError(error, database: path)
        }
    }

    /// A file is there that is one, and has something in it.
    ///
    /// It is not opened here: closing it again would drop the locks that SQLite holds on it elsewhere in this process
    /// (https://www.sqlite.org/howtocorrupt.html, 2.2).
    private func requireFile() throws(StoreError) {
        if let link = DatabaseLinks(path: path).problem { throw problem(link) }
        try requireNothingLeft()
        var info = stat()
        guard stat(path, &info) == 0 else {
            throw problem(errno == ENOENT ? .missing : .unopenable(systemReason))
        }
        guard info.st_mode & S_IFMT == S_IFREG else { throw problem(.notADatabase) }
        guard info.st_size > 0 else { throw problem(.empty) }
    }

    /// Reads the database as it stands, neither upgrading nor otherwise changing it.
    ///
    /// - Throws: as `open(_:)` does, for a file that a store would refuse.
    func inspect<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
        do { return try look(body) } catch { throw openingError(error) }
    }

    /// The same, but what `body` throws comes out as it is.
    func look<Value>(_ body: (Database) throws -> Value) throws -> Value {
        _ = Self.isMemoryUncounted
        try requireFile()
        var configuration = Configuration.ours
        configuration.busyMode = .timeout(patience / .seconds(1))
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        let value = try queue.read { database in
            // What is refused is left as it is.
            database.keepLogWhenClosed(true)
            try refuse(database)
            database.keepLogWhenClosed(false)
            return try body(database)
        }
        try queue.close()
        return value
    }

    /// - Throws: when it is no database for this program.
    private func refuse(_ database: Database) throws {
        guard try Schema.owns(database) else { throw problem(.foreign) }
        // A database of ours is never without: they are there before its file has its name.
        guard try Schema.isMade(database) else { throw problem(.empty) }
        // Before any table is read: with a log of another file, these are not tables of one time.
        guard try LogEpoch.isOwnLog(in: database) else { throw problem(.otherLog) }
        if case .newer(let version) = try schema.relation(to: database) {
            throw problem(.newerSchema(version: version))
        }
    }

    /// GRDB begins an empty log with a commit of its own, which does not name it: so it shall not find one.
    private func pool() throws -> DatabasePool {
        let first = try DatabaseQueue(path: path, configuration: configuration)
        try first.writeWithoutTransaction { try $0.beginLog() }
        let pool = try DatabasePool(path: path, configuration: configuration)
        try first.close()
        return pool
    }

    private var configuration: Configuration {
        var configuration = Configuration.ours
        configuration.label = "tracker"
        configuration.maximumReaderCount = Self.readerCount
        // Of the writer; the pool lets its readers wait 10 s, which only a recovery makes them do.
        configuration.busyMode = .callback { [lockPatience] in lockPatience.keepsWaiting(tries: $0) }
        configuration.prepareDatabase { [deadlines] database in
            deadlines.watch(database)
            try database.execute(literal: "PRAGMA temp_store = MEMORY")
        }
        return configuration
    }

    /// Sets up the writer. Not possible earlier: the pool sets `synchronous = NORMAL` when it turns WAL on.
    private func makeDurable(_ database: Database) throws {
        // A PRAGMA takes no bound values; these are constants of this file.
        try database.execute(sql: "PRAGMA synchronous = \(synchronous.rawValue)")
        try database.execute(sql: "PRAGMA wal_autocheckpoint = \(Self.pagesBetweenCheckpoints)")
        try database.execute(sql: "PRAGMA journal_size_limit = \(Self.bytesOfAnOldLog)")
        try database.execute(sql: "PRAGMA cache_size = -\(Self.cacheKibibytes)")
        guard try Int.fetchOne(database, sql: "PRAGMA synchronous") == synchronous.rawValue else {
            throw problem(.notDurable)
        }
    }

    /// Without room for what it keeps beside a database SQLite speaks of other errors.
    func openingError(_ error: any Error) -> StoreError {
        if let error = error as? DatabaseError, error.resultCode == .SQLITE_NOTADB {
            return problem(.notADatabase)
        }
        let error = StoreError(error, database: path).whileOpening()
        guard case .opening(.unopenable, _) = error,
            let free = SQLiteStore.freeBytes(at: (path as NSString).deletingLastPathComponent),
            free < Self.leastRoom
        else { return error }
        return .unavailable(.full, database: path)
    }

    /// What SQLite makes beside a database at first: the index of its log.
    private static let leastRoom: Int64 = 32 * 1024

    private func problem(_ problem: StoreError.OpeningProblem) -> StoreError {
        .opening(problem, database: path)
    }

    private var systemReason: String { String(cString: strerror(errno)) }
}
