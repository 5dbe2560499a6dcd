import GRDB
import Storage
import Synchronization

/// Looks after a database's file while it is in use: whether it is still the one that was written here, whether it is
/// damaged, and whether anything in it has changed.
final class DatabaseWatch: Sendable {
    let writes: OwnWrites
    private let path: String
    private let place: DatabasePlace
    private let examiner: SpareConnection
    /// Never writes; asked by those who show pages, whom health does not wait for.
    private let counter: SpareConnection
    private let wholeCheck: WholeCheck
    private let lastAge = Mutex<DatabaseAge?>(nil)
    private let known = Mutex<StoreError?>(nil)
    /// Of no other process, nor of an earlier connection of this one.
    private let beginning = Int64.random(in: .min ... .max)

    /// A file that is a database has more.
    private static let headerByteCount: Int64 = 100

    init(path: String, place: DatabasePlace, gate: ReadGate) {
        self.path = path
        self.place = place
        writes = OwnWrites(place: place)
        examiner = SpareConnection(path: path)
        counter = SpareConnection(path: path)
        wholeCheck = WholeCheck(path: path, place: place, gate: gate)
    }

    func close() throws {
        try wholeCheck.stop()
        try examiner.close()
        try counter.close()
    }

    // MARK: Whether it is the file that was written

    /// Looks; it takes as long as a read of three numbers.
    func look() {
        do {
            // A connection that is opened now must not be on another file.
            try place.check()
            let found = try examiner.use { [self] database -> DatabaseAge? in
                try database.inReadTransaction { try age(of: database) }
            }
            guard let found, goesOn(to: found) else { return place.noteOverwritten() }
            checkAfterOthers()
        } catch let error as DatabaseError where error.resultCode == .SQLITE_NOTADB {
            place.noteOverwritten()
        } catch {
            note(StoreError(error, database: path))
        }
    }

    /// Nil for a file that is not the one that was written here.
    private func age(of database: Database) throws -> DatabaseAge? {
        let byteCount = place.stamp?.byteCount ?? Self.headerByteCount
        guard byteCount >= Self.headerByteCount, try LogEpoch.isOwnLog(in: database) else { return nil }
        return try DatabaseAge(database)
    }

    private func goesOn(to age: DatabaseAge) -> Bool {
        lastAge.withLock { last in
            guard last.map(age.isAtOrAfter) ?? true else { return false }
            last = age
            return true
        }
    }

    /// Copies the log into the file, unless that is not the one that it belongs to: then a copy would hide it.
    func copy<Value>(of database: Database, _ copy: () throws -> Value) throws -> Value {
        try place.check()
        guard try database.inReadTransaction({ try LogEpoch.isOwnLog(in: database) }) else {
            place.noteOverwritten()
            throw StoreError.unavailable(.overwritten, database: path)
        }
        return try writes.run(copy)
    }

    // MARK: Whether anything has changed

    /// Is another one after each commit, whoever has made it, and costs the same however much is stored.
    ///
    /// SQLite counts the commits of others for each connection (https://www.sqlite.org/pragma.html#pragma_data_version).
    func version() throws -> [Int64] {
        // A connection that is opened now must not be on another file.
        try place.check()
        let count = try counter.use { database in
            try Int64.fetchOne(database.cachedStatement(sql: "PRAGMA data_version"))
        }
        return [beginning, count ?? 0]
    }

    // MARK: Whether it is damaged

    var knownDamage: StoreError? { known.withLock { $0 } }

    /// - Returns: The error; of damage with what to do, which is known from then on.
    @discardableResult
    func note(_ error: StoreError) -> StoreError {
        guard error.isDamage else { return error }
        if let knownDamage { return knownDamage }
        // Read without the lock, which health waits for.
        let damage = StoreError.fault(.damaged(database: path, backup: SQLiteStore.knownBackup(of: path)))
        return known.withLock { known in
            known = known ?? damage
            return known ?? damage
        }
    }

    /// Reads all of it in the background.
    func checkAll(by examine: @escaping WholeCheck.Examination = DamageCheck.finding(inTable:of:)) {
        wholeCheck.start(by: examine) { [self] _ in note(.fault(.damaged(database: path))) }
    }

    /// Ends what is being read for that; it is read again later.
    func interruptCheck() {
        wholeCheck.endRead()
    }

    private func checkAfterOthers() {
        guard writes.takeForeign(), (place.stamp?.byteCount ?? 0) <= DamageCheck.quickByteCount else {
            return
        }
        checkAll()
    }
}
