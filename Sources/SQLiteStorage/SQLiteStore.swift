import GRDB
import Logging
import Storage
import Synchronization

/// A store in a SQLite file.
///
/// Reads have connections of their own; changes are made on the one writer that the recorder uses, too.
package final class SQLiteStore: Store {
    /// How SQLite writes a commit (`PRAGMA synchronous`).
    ///
    /// No command offers it: `normal` is for measuring, and for tests that must see a power cut lose events.
    package enum Synchronous: Int, Sendable {
        /// Written, and on disk some time later.
        case normal = 1
        /// On disk when COMMIT returns: what a 201 promises.
        case full = 2
    }

    package let path: String
    let lockPatience: LockPatience
    /// Grows with each change to campaigns' settings made here; `PRAGMA data_version` tells of other processes' only.
    let campaignRevision: CampaignRevision
    let gate: ReadGate
    let place: DatabasePlace
    let watch: DatabaseWatch
    let walCopier: SpareConnection
    /// For looks at how the database is.
    let pinger: SpareConnection
    let index: ClickIDIndex
    let longChanges: LongChanges
    let deadlines: ReadDeadlines
    let schema: Schema
    private let pool: DatabasePool
    /// Makes the changes that others than the recorder want, whatever priority they have: events wait for the writer.
    private let changes: WorkThread
    /// Whether somebody waits for what is read; nil: always.
    private let isAwaited: (@Sendable () -> Bool)?

    /// As long as the recorder's events wait for a lock.
    private static let pingerPatience = Duration.seconds(2)

    /// The database at `path`, whose tables are those of this version, or are made; `patience` is how long to wait for locks.
    ///
    /// - Throws: `opening`, or `unavailable` when another process or the disk is in the way.
    package convenience init(
        path: String, opening: StoreOpening, synchronous: Synchronous = .full,
        patience: Duration = .seconds(30)
    ) throws(StoreError) {
        try self.init(
            path: path, opening: opening, synchronous: synchronous, patience: patience, schema: .current)
    }

    /// The same with the tables of another version.
    init(
        path: String, opening: StoreOpening, synchronous: Synchronous = .full,
        patience: Duration = .seconds(30), schema: Schema
    ) throws(StoreError) {
        self.schema = schema
        self.path = path
        lockPatience = LockPatience()
        campaignRevision = CampaignRevision()
        gate = ReadGate()
        index = ClickIDIndex()
        longChanges = LongChanges()
        deadlines = ReadDeadlines()
        isAwaited = nil
        changes = WorkThread("changes")
        walCopier = SpareConnection(path: path)
        pinger = SpareConnection(path: path, patience: Self.pingerPatience)
        pool = try DatabaseFile(
            path: path, lockPatience: lockPatience, synchronous: synchronous, deadlines: deadlines,
            patience: patience, schema: schema
        ).open(opening)
        place = DatabasePlace(path: path)
        watch = DatabaseWatch(path: path, place: place, gate: gate)
    }

    private init(_ store: SQLiteStore, while isAwaited: @escaping @Sendable () -> Bool) {
        path = store.path
        lockPatience = store.lockPatience
        campaignRevision = store.campaignRevision
        gate = store.gate
        place = store.place
        watch = store.watch
        walCopier = store.walCopier
        pinger = store.pinger
        index = store.index
        longChanges = store.longChanges
        deadlines = store.deadlines
        schema = store.schema
        pool = store.pool
        changes = store.changes
        self.isAwaited = isAwaited
    }

    package var name: String { path }

    package func reading(while isAwaited: @escaping @Sendable () -> Bool) -> any Store {
        SQLiteStore(self, while: isAwaited)
    }

    package func eventWriter(logger: Logger, indexBatchSize: Int?) -> any EventWriter {
        SQLiteEventWriter(store: self, logger: logger, indexBatchSize: indexBatchSize)
    }

    package func blockSealing(blockSize: Int) -> any BlockSealing {
        SQLiteBlockSealing(store: self, blockSize: blockSize)
    }

    package func logKeeping(logger: Logger) -> any LogKeeping {
        WALWatch(store: self, logger: logger)
    }

    package func ping() throws(StoreError) {
        try place.check()
        if let damage = knownDamage { throw damage }
        do {
            _ = try pinger.use { try Int64.fetchOne($0, sql: "SELECT id FROM campaign LIMIT 1") }
        } catch {
            throw storeError(error)
        }
    }

    package var knownDamage: StoreError? { watch.knownDamage }

    package func examine() {
        watch.look()
    }

    package func endLongChanges() {
        longChanges.end()
    }

    /// Copies committed pages from the WAL into the database file, as far as no reader is in the way.
    package func checkpoint() throws(StoreError) {
        _ = try withWriter { database in try watch.copy(of: database) { try database.copyLog() } }
    }

    package func close() throws(StoreError) {
        do {
            try walCopier.close()
            try pinger.close()
            try watch.close()
            // What is in the log is not for the file that is there.
            if place.isOverwritten { pool.writeWithoutTransaction { $0.keepLogWhenClosed(true) } }
            // The last connection empties the WAL and removes its files, which one that only reads cannot.
            pool.invalidateReadOnlyConnections()
            try pool.close()
        } catch {
            throw StoreError(error, database: path)
        }
    }

    // MARK: Access for the rest of this target

    /// Longer than any report that somebody waits for.
    private static let readSeconds = 30

    /// Reads one unchanging state of the database, for at most so many seconds; nil: for any time.
    ///
    /// - Throws: `unavailable` when it takes longer, or nobody waits for it any more.
    func read<Value>(
        seconds: Int? = readSeconds, _ body: (Database) throws -> Value
    ) throws(StoreError) -> Value {
        do {
            return try gate.pass {
                try pool.read { database in
                    try deadlines.run(seconds, while: isAwaited, on: database) { try body(database) }
                }
            }
        } catch {
            throw storeError(error)
        }
    }

    /// How long a change keeps the writer while another process holds the lock: events have their turn in between.
    private static let longestTry = Duration.milliseconds(10)

    /// Changes what the writer's memory of campaigns need not know, in one transaction of some milliseconds, at the
    /// recorder's priority whoever calls.
    ///
    /// - Throws: `unavailable` when another process holds the lock for longer than `patience`.
    func write<Value: Sendable>(
        patience: Duration = LockPatience.usual, _ body: @escaping @Sendable (Database) throws -> Value
    ) throws(StoreError) -> Value {
        let end = ContinuousClock.now + patience
        do {
            return try changes.run { [self] in
                try place.check()
                let value = try change(until: end, body)
                try place.check()
                return value
            }
        } catch {
            throw storeError(error)
        }
    }

    private func change<Value>(
        until end: ContinuousClock.Instant, _ body: (Database) throws -> Value
    ) throws -> Value {
        while true {
            do {
                return try pool.writeWithoutTransaction { database in
                    try lockPatience.until(min(end, .now + Self.longestTry)) {
                        try database.inImmediateTransaction { try body(database) }
                    }
                }
            } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
                guard ContinuousClock.now < end else { throw error }
            }
        }
    }

    /// Changes settings of campaigns in one transaction.
    func writeCampaigns<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) throws(StoreError) -> Value {
        try write { [self] database in
            campaignRevision.number.add(1, ordering: .relaxed)
            return try body(database)
        }
    }

    /// The writer's connection, outside of any transaction, on the calling thread: for the recorder, the keeper and
    /// whoever else has the recorder's priority.
    ///
    /// - Throws: as `place` does, and what `body` throws.
    func withWriter<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
        try place.check()
        return try withWriterAnywhere(body)
    }

    /// The same wherever the file is.
    func withWriterAnywhere<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
        do { return try pool.writeWithoutTransaction(body) } catch { throw storeError(error) }
    }

    /// The store's word for an error. Damage is known from then on.
    private func storeError(_ error: any Error) -> StoreError {
        watch.note(StoreError(error, database: path))
    }
}

/// How often campaigns' settings have been changed here.
final class CampaignRevision: Sendable {
    let number = Atomic<Int>(0)
}
