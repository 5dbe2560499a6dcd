import GRDB
import Storage
import Tracking

extension SQLiteStore {
    package func mapSomePostbacks() throws(StoreError) -> Bool {
        try mapSomePostbacks(patience: .zero)
    }

    /// The same for whoever waits for a lock that another process holds.
    func mapSomePostbacks(patience: Duration) throws(StoreError) -> Bool {
        guard let portion = try read(MappingPortion.init(in:)) else { return false }
        // What takes long is done before the writer is taken.
        let mapped = portion.mapped
        try write(patience: patience) { try portion.write(mapped, to: $0) }
        return true
    }
}

/// Some postbacks of one journey that wait to be mapped, in order of arrival.
private struct MappingPortion: Sendable {
    private let journey: Int64
    /// The last one that was mapped before.
    private let start: Int64
    private let mapping: PostbackMapping
    private let postbacks: [(id: Int64, event: JourneyStep.StoredPostback)]
    /// Whether none is left behind these.
    private let isLast: Bool

    /// Few enough to be written within some milliseconds.
    private static let maximumCount = 200
    /// Few enough to be read and parsed within some milliseconds; one is taken in any case.
    private static let maximumBytes: Int64 = 1024 * 1024

    /// nil when nothing waits.
    init?(in database: Database) throws {
        let row = try Row.fetchOne(
            database,
            sql: """
                SELECT journey_id, cost_value, currency, status_mapper, mapped_postback_id, end_postback_id
                FROM waiting_mapping ORDER BY journey_id LIMIT 1
                """)
        guard let row else { return nil }
        let (journey, end): (Int64, Int64) = (row[0], row[5])
        self.journey = journey
        start = row[4]
        mapping = PostbackMapping(
            cost: try Payout(amount: row[1], currency: row[2], of: "a mapping"),
            statusMapper: try StatusMapper(stored: row[3], of: "a mapping"))
        let candidates = try Row.fetchCursor(
            database,
            sql: """
                SELECT id, parameters, created_at FROM postback
                WHERE journey_id = ? AND id > ? AND id < ? ORDER BY id LIMIT ?
                """,
            arguments: [journey, start, end, Self.maximumCount + 1])
        var postbacks: [(id: Int64, event: JourneyStep.StoredPostback)] = []
        var bytes: Int64 = 0
        var isLast = true
        while let candidate = try candidates.next() {
            let parameters = Parameters(json: candidate[1])
            bytes += parameters.byteCount
            if postbacks.count == Self.maximumCount || (bytes > Self.maximumBytes && !postbacks.isEmpty) {
                isLast = false
                break
            }
            let event = JourneyStep.StoredPostback(
                parameters: parameters, createdAt: Timestamp(milliseconds: candidate[2]))
            postbacks.append((id: candidate[0], event: event))
        }
        self.postbacks = postbacks
        self.isLast = isLast
    }

    /// One for each postback.
    var mapped: [Conversion] { mapping.mapped(postbacks.map(\.event)) }

    /// Does nothing when another process has mapped them meanwhile.
    func write(_ mapped: [Conversion], to database: Database) throws {
        let known = try SQLRequest<Int64>(
            literal: "SELECT mapped_postback_id FROM waiting_mapping WHERE journey_id = \(journey)"
        ).fetchOne(database)
        guard known == start else { return }
        let update = try PreparedStatement(
            "UPDATE postback SET status = ?, payout = ?, currency = ? WHERE id = ?", in: database)
        for (postback, conversion) in zip(postbacks, mapped) {
            update.bind(conversion, at: 1)
            update.bind(postback.id, at: 4)
            try update.run()
        }
        guard let last = postbacks.last, !isLast else {
            return try database.execute(
                literal: "DELETE FROM waiting_mapping WHERE journey_id = \(journey)")
        }
        try database.execute(
            literal: """
                UPDATE waiting_mapping SET mapped_postback_id = \(last.id) WHERE journey_id = \(journey)
                """)
    }
}
