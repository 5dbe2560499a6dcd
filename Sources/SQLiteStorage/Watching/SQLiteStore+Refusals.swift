import Foundation
import GRDB
import Storage
import Tracking

extension SQLiteStore {
    /// A page or two in the database of each.
    private static let refusalLimit: Int64 = 10_000
    /// So many old ones are removed in one transaction.
    private static let refusalPortion: Int64 = 200

    package func keepRefusals(_ batch: RefusalBatch) throws(StoreError) {
        try write(patience: .zero) { database in
            for request in batch.requests { try request.insert(into: database) }
            for (key, count) in batch.counts { try count.add(to: key, in: database) }
            let latest = batch.requests.map(\.refusedAt).max()
            try Self.removeOldRefusals(at: latest, from: database)
            try Self.removeSurplusRefusals(from: database)
            guard let slot = batch.counts.keys.map(\.slot).max() else { return }
            let day = 86_400_000 / RefusalBatch.Key.slotMilliseconds
            try database.execute(literal: "DELETE FROM refusal_count WHERE slot < \(slot - day)")
        }
    }

    private static func removeOldRefusals(at time: Timestamp?, from database: Database) throws {
        guard let time else { return }
        try database.execute(
            literal: """
                DELETE FROM refused_request WHERE id IN (
                    SELECT id FROM refused_request
                    WHERE refused_at < \(RefusedRequest.earliestKept(at: time).column)
                    ORDER BY refused_at LIMIT \(refusalPortion))
                """)
    }

    /// Of the reasons that have most, the oldest: what is rare stays.
    private static func removeSurplusRefusals(from database: Database) throws {
        var counts = try Row.fetchAll(
            database, literal: "SELECT CAST(reason AS BLOB), count(*) FROM refused_request GROUP BY reason"
        ).map { (reason: $0.text(0), count: $0[1] as Int64) }
        var surplus = min(counts.reduce(0) { $0 + $1.count } - refusalLimit, refusalPortion)
        while surplus > 0, let place = counts.indices.max(by: { counts[$0].count < counts[$1].count }) {
            // Not more at once than brings it down to the others, as they are all cut in turn.
            let others = counts.indices.filter { $0 != place }.map { counts[$0].count }.max() ?? 0
            let count = min(surplus, max(counts[place].count - others, 1))
            try database.execute(
                literal: """
                    DELETE FROM refused_request WHERE id IN (
                        SELECT id FROM refused_request WHERE reason = \(counts[place].reason)
                        ORDER BY id LIMIT \(count))
                    """)
            counts[place].count -= count
            surplus -= count
        }
    }

    package func latestRefusals(
        ofEachReason count: Int, at time: Timestamp
    ) throws(StoreError) -> [KeptRefusal] {
        let earliest = RefusedRequest.earliestKept(at: time)
        return try read { database in
            var refusals: [KeptRefusal] = []
            for reason in RefusalReason.allCases {
                refusals += try Row.fetchAll(
                    database,
                    literal: """
                        SELECT \(KeptRefusal.columns) FROM refused_request
                        WHERE reason = \(reason.rawValue) AND refused_at >= \(earliest.column)
                        ORDER BY id DESC LIMIT \(count)
                        """
                ).compactMap(KeptRefusal.init(row:))
            }
            return refusals.sorted { $0.id > $1.id }
        }
    }

    package func refusal(_ id: Int64, at time: Timestamp) throws(StoreError) -> KeptRefusal? {
        let earliest = RefusedRequest.earliestKept(at: time)
        return try read { database in
            try Row.fetchOne(
                database,
                literal: """
                    SELECT \(KeptRefusal.columns) FROM refused_request
                    WHERE id = \(id) AND refused_at >= \(earliest.column)
                    """
            ).flatMap(KeptRefusal.init(row:))
        }
    }

    package func refusalCounts(
        since time: Timestamp
    ) throws(StoreError) -> [RefusalReason: RefusalCount] {
        try read { try RefusalCount.fetch(since: time, from: $0) }
    }
}

extension RefusalCount {
    static func fetch(since time: Timestamp, from database: Database) throws -> [RefusalReason: RefusalCount]
    {
        let slot = time.milliseconds / RefusalBatch.Key.slotMilliseconds
        let rows = try Row.fetchAll(
            database,
            literal: """
                SELECT CAST(reason AS BLOB), sum(refused), sum(kept) FROM refusal_count WHERE slot >= \(slot)
                GROUP BY reason
                """)
        let counts = rows.compactMap { row in
            RefusalReason(rawValue: row.text(0)).map { ($0, RefusalCount(refused: row[1], kept: row[2])) }
        }
        return Dictionary(counts) { first, _ in first }
    }

    fileprivate func add(to key: RefusalBatch.Key, in database: Database) throws {
        try database.execute(
            literal: """
                INSERT INTO refusal_count (slot, reason, refused, kept)
                VALUES (\(key.slot), \(key.reason.rawValue), \(refused), \(kept))
                ON CONFLICT (slot, reason) DO UPDATE SET
                    refused = refused + excluded.refused, kept = kept + excluded.kept
                """)
    }
}

extension RefusedRequest {
    fileprivate func insert(into database: Database) throws {
        try database.execute(
            literal: """
                INSERT INTO refused_request (
                    refused_at, reason, status, method, path, content_type, explanation, problems,
                    query, query_length, body, body_length)
                VALUES (
                    \(refusedAt.column), \(reason.rawValue), \(status), \(method), \(path), \(contentType),
                    \(explanation), \(problems), \(Data(query.bytes)), \(query.length), \(Data(body.bytes)),
                    \(body.length))
                """)
    }
}

extension KeptRefusal {
    fileprivate static let columns: SQL = """
        id, CAST(reason AS BLOB), status, refused_at, CAST(method AS BLOB), CAST(path AS BLOB), \
        CAST(content_type AS BLOB), query, query_length, body, body_length, CAST(explanation AS BLOB), \
        CAST(problems AS BLOB)
        """

    /// From a row of the columns; nil for a reason of a later version.
    fileprivate init?(row: Row) {
        guard let reason = RefusalReason(rawValue: row.text(1)) else { return nil }
        let (query, body): (Data, Data) = (row[7], row[9])
        self.init(
            id: row[0],
            request: RefusedRequest(
                reason, status: row[2], at: Timestamp(milliseconds: row[3]), method: row.text(4),
                path: row.text(5),
                contentType: row.optionalText(6),
                query: RefusedRequest.Beginning(Array(query), length: row[8]),
                body: RefusedRequest.Beginning(Array(body), length: row[10]),
                explanation: row.text(11), problems: row.text(12)))
    }
}
