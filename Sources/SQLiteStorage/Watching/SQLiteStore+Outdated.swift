import GRDB
import Storage
import Tracking

extension SQLiteStore {
    /// So many rows of each table are removed in one transaction.
    private static let outdatedPortion = 200

    package func removeSomeOutdated(at time: Timestamp) throws(StoreError) -> Bool {
        // Nearly always there are none, and for that nobody is to wait for the writer.
        let areThere = try read { database in
            try OutdatedRows.all(at: time).contains { try $0.areThere(in: database) }
        }
        guard areThere else { return false }
        return try write(patience: .zero) { database in
            let counts = try OutdatedRows.all(at: time).map { rows in
                try rows.remove(upTo: Self.outdatedPortion, from: database)
            }
            return counts.contains(Self.outdatedPortion)
        }
    }
}

/// The rows of a table that is kept for a time only which have had theirs.
private struct OutdatedRows {
    let table: SQL
    let key: SQL
    let condition: SQL

    static func all(at time: Timestamp) -> [OutdatedRows] {
        [
            OutdatedRows(
                table: "refused_request", key: "id",
                condition: "refused_at < \(RefusedRequest.earliestKept(at: time).column)"),
            OutdatedRows(
                table: "refusal_count", key: "slot, reason",
                condition: "slot < \(RefusalBatch.Key.earliestKeptSlot(at: time))"),
            OutdatedRows(
                table: "login_record", key: "network, name_mark",
                condition: "expires_at < \(time.column)"),
            OutdatedRows(
                table: "session", key: "id",
                condition: """
                    used_at <= \(Session.latestUseOfEnded(at: time).column)
                        OR created_at <= \(Session.latestBeginningOfEnded(at: time).column)
                    """),
        ]
    }

    func areThere(in database: Database) throws -> Bool {
        let answer = try SQLRequest<Int64>(
            literal: "SELECT EXISTS (SELECT 1 FROM \(table) WHERE \(condition))"
        ).fetchOne(database)
        return answer == 1
    }

    /// - Returns: How many.
    func remove(upTo count: Int, from database: Database) throws -> Int {
        try database.execute(
            literal: """
                DELETE FROM \(table) WHERE (\(key)) IN (
                    SELECT \(key) FROM \(table) WHERE \(condition) LIMIT \(count))
                """)
        return database.changesCount
    }
}
