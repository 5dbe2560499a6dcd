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
    var schema = Schema.current

    /// Readable by the owner and its group; SQLite gives its -wal and -shm files the same mode.
    private static let mode: mode_t = 0o640
    /// Reports and administration; each costs a connection.
    private static let readerCount = 4
    /// For the locks of opening: others may be making or migrating the same file, on a busy disk.
    private static let openingPatienceSeconds: Double = 30
    /// 96 MiB of WAL: when `WALKeeper` could not restart it, because of reads that never pause.
    private static let pagesBetweenCheckpoints = 24_000
    /// More is not faster: what every commit changes takes little, and the rest is in the system's cache.
    private static let cacheKibibytes = 8 * 1024
    /// A log that a long read has let grow is cut to this when it begins anew.
    private static let bytesOfAnOldLog = SQLiteStore.walBytes

    /// Before anything of SQLite is used; later it would do nothing.
    private static let isMemoryUncounted = landing_tracker_sqlite_without_statistics() == SQLITE_OK

    /// A pool on a database with the tables of today, whose writer syncs every commit unless told otherwise. Tables of an
    /// earlier version are refused: only an `UpgradeRun` changes them.
    func open(_ opening: StoreOpening) throws(StoreError) -> DatabasePool {
        _ = Self.isMemoryUncounted
        try makeFile(opening)
        do {
            // Before anything is written, since opening the pool changes the journal mode.
            let relation = try look { try schema.relation(to: $0) }
            if case .older = relation { throw problem(.olderSchema) }
            return try lockPatience.until(.now + .seconds(Self.openingPatienceSeconds)) {
                let pool = try DatabasePool(path: path, configuration: configuration)
                try pool.writeWithoutTransaction { database in
                    try makeDurable(database)
                    // Others may be making the same.
                    if relation == .empty {
                        _ = try database.inImmediateTransaction { try schema.apply(to: database) }
                    }
                }
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
            return try lockPatience.until(.now + .seconds(Self.openingPatienceSeconds)) {
                let pool = try DatabasePool(path: path, configuration: configuration)
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

    /// Makes an empty file, so that its mode is ours from the start.
    ///
    /// An existing file is not opened here: closing it again would drop the locks that SQLite holds on it
    /// elsewhere in this process (https://www.sqlite.org/howtocorrupt.html, 2.2).
    private func makeFile(_ opening: StoreOpening) throws(StoreError) {
        if let link = DatabaseLinks(path: path).problem { throw problem(link) }
        try requireNoLoneLog()
        switch opening {
        case .existing:
            guard access(path, F_OK) != 0 else { return }
            throw problem(errno == ENOENT ? .missing : .unopenable(systemReason))
        case .createIfMissing:
            let descriptor = Glibc.open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, Self.mode)
            if descriptor >= 0 {
                Glibc.close(descriptor)
            } else if errno != EEXIST {
                throw problem(.unopenable(systemReason))
            }
        }
    }

    /// SQLite would remove a log whose database is missing or empty.
    private func requireNoLoneLog() throws(StoreError) {
        let file = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        // First the log: whoever makes a database makes that later.
        guard let log = FileStamp(file + "-wal"), log.byteCount > 0 else { return }
        guard FileStamp(file)?.byteCount ?? 0 == 0 else { return }
        throw problem(.logAlone)
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
        try makeFile(.existing)
        var configuration = Configuration()
        configuration.busyMode = .timeout(Self.openingPatienceSeconds)
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
        // Before any table is read: with a log of another file, these are not tables of one time.
        if try Schema.isMade(database), try !LogEpoch.isOwnLog(in: database) { throw problem(.otherLog) }
        guard try Schema.owns(database) else { throw problem(.foreign) }
        if case .newer(let version) = try schema.relation(to: database) {
            throw problem(.newerSchema(version: version))
        }
    }

    private var configuration: Configuration {
        var configuration = Configuration()
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

    private func openingError(_ error: any Error) -> StoreError {
        if let error = error as? DatabaseError, error.resultCode == .SQLITE_NOTADB {
            return problem(.notADatabase)
        }
        return StoreError(error, database: path).whileOpening()
    }

    private func problem(_ problem: StoreError.OpeningProblem) -> StoreError {
        .opening(problem, database: path)
    }

    private var systemReason: String { String(cString: strerror(errno)) }
}
