import Foundation
import GRDB
import Storage
import Tracking

extension SQLiteStore {
    package func loginRecords(of keys: [LoginKey]) throws(StoreError) -> LoginRecords {
        try read { database in
            let era = try LoginEra.current(in: database)
            var records: [LoginKey: LoginRecord] = [:]
            for key in keys { records[key] = try LoginRecord(key, era: era, in: database) }
            return LoginRecords(era: era, records: records)
        }
    }

    package func addLoginRecords(_ changes: [LoginKey: LoginRecord], era: Int64) throws(StoreError) {
        _ = try add(changes, era: era) { _ in true }
    }

    package func addLoginRecords(
        _ changes: [LoginKey: LoginRecord], to known: LoginRecords, of keys: [LoginKey]
    ) throws(StoreError) -> Bool {
        try add(changes, era: known.era) { database in
            try keys.allSatisfy { key in
                try LoginRecord(key, era: known.era, in: database) == known.records[key]
            }
        }
    }

    /// - Returns: Whether they were added: it is still the era, and `isWanted` says so within the transaction.
    private func add(
        _ changes: [LoginKey: LoginRecord], era: Int64, if isWanted: (Database) throws -> Bool
    ) throws(StoreError) -> Bool {
        try withWriter { database in
            try lockPatience.until(.now + Self.loginPatience) {
                try database.inImmediateTransaction(ifWanted: { $0 }) {
                    guard try LoginEra.current(in: database) == era, try isWanted(database) else {
                        return false
                    }
                    for (key, change) in changes {
                        let record = try LoginRecord(key, era: era, in: database)?.adding(change, to: key)
                        try (record ?? change).write(key, era: era, to: database)
                    }
                    if let time = changes.values.map(\.lastTryAt).max() {
                        try LoginRecord.removeSome(at: time, beyond: Self.loginRecordLimit, from: database)
                    }
                    return true
                }
            }
        }
    }

    /// Events of this process wait meanwhile, for the same lock.
    private static let loginPatience = Duration.milliseconds(500)
    /// More than whoever guesses can make within the ten minutes for which failures count.
    private static let loginRecordLimit = 20_000
}

/// Which login records count.
enum LoginEra {
    static func current(in database: Database) throws -> Int64 {
        guard let number = try Int64.fetchOne(database, sql: "SELECT number FROM login_era WHERE id = 1")
        else {
            throw StoreError.unreadable("no era of logins")
        }
        return number
    }

    static func beginNext(in database: Database) throws {
        try database.execute(sql: "UPDATE login_era SET number = number + 1 WHERE id = 1")
    }
}

extension LoginRecord {
    /// What is stored; without failures where those are of an earlier era.
    fileprivate init?(_ key: LoginKey, era: Int64, in database: Database) throws {
        let row = try Row.fetchOne(
            database,
            literal: """
                SELECT era, failure_count, last_try_at, credited_at FROM login_record
                WHERE network = \(Data(key.network)) AND name_mark = \(key.nameMarkColumn)
                """)
        guard let row else { return nil }
        let (storedEra, credited): (Int64, Int64?) = (row[0], row[3])
        self.init(
            failureCount: storedEra == era ? row[1] : 0,
            lastTryAt: Timestamp(milliseconds: row[2]),
            creditedAt: credited.map(Timestamp.init(milliseconds:)))
    }

    fileprivate func write(_ key: LoginKey, era: Int64, to database: Database) throws {
        try database.execute(
            literal: """
                INSERT INTO login_record
                    (network, name_mark, era, failure_count, last_try_at, credited_at, expires_at)
                VALUES (\(Data(key.network)), \(key.nameMarkColumn), \(era), \(max(0, failureCount)),
                    \(lastTryAt.column), \(creditedAt?.column), \(expiry(key).column))
                ON CONFLICT (network, name_mark) DO UPDATE SET
                    era = excluded.era, failure_count = excluded.failure_count,
                    last_try_at = excluded.last_try_at, credited_at = excluded.credited_at,
                    expires_at = excluded.expires_at
                """)
    }

    /// Those that have expired, some at a time, and those beyond the limit.
    fileprivate static func removeSome(
        at time: Timestamp, beyond limit: Int, from database: Database
    ) throws {
        let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM login_record") ?? 0
        let expired = try SQLRequest<Int>(
            literal: """
                SELECT count(*) FROM (
                    SELECT 1 FROM login_record WHERE expires_at < \(time.column) LIMIT \(expiredPortion))
                """
        ).fetchOne(database)
        let surplus = max(count - limit, expired ?? 0)
        guard surplus > 0 else { return }
        try database.execute(
            literal: """
                DELETE FROM login_record WHERE (network, name_mark) IN (
                    SELECT network, name_mark FROM login_record ORDER BY expires_at LIMIT \(surplus))
                """)
    }

    private static let expiredPortion = 1_000
}

extension LoginKey {
    fileprivate var nameMarkColumn: Int { nameMark.map(Int.init) ?? -1 }
}
