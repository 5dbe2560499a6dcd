import GRDB
import Storage
import Tracking

/// Some postbacks of one journey that wait to be mapped, in order of arrival.
struct MappingPortion: Sendable {
    private let journey: Int64
    /// The last one that was mapped before.
    private let start: Int64
    /// The one behind the last of all that wait.
    private let end: Int64
    private let mapping: PostbackMapping
    private let postbacks: [(id: Int64, event: JourneyStep.StoredPostback)]
    /// Whether none is left behind these.
    private let isLast: Bool
    /// The move that keeps what they meant before; nil when they meant nothing.
    private let move: Int64?

    /// Those of as many journeys as there is room for.
    static func some(in database: Database) throws -> [MappingPortion] {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT journey_id, cost_value, currency, status_mapper, mapped_postback_id, end_postback_id, move_id
                FROM waiting_mapping ORDER BY journey_id
                """)
        var room = PostbackRoom()
        var portions: [MappingPortion] = []
        while !room.isEmpty, let row = try rows.next() {
            portions.append(try MappingPortion(row, &room, in: database))
        }
        return portions
    }

    private init(_ row: Row, _ room: inout PostbackRoom, in database: Database) throws {
        journey = row[0]
        start = row[4]
        end = row[5]
        move = row[6]
        mapping = PostbackMapping(
            cost: try Payout(amount: row[1], currency: row[2], of: "a mapping"),
            statusMapper: try StatusMapper(stored: row[3], of: "a mapping"))
        let candidates = try Row.fetchCursor(
            database,
            sql: """
                SELECT id, parameters, created_at FROM postback
                WHERE journey_id = ? AND id > ? AND id < ? ORDER BY id
                """,
            arguments: [journey, start, end])
        var postbacks: [(id: Int64, event: JourneyStep.StoredPostback)] = []
        var isLast = true
        while let candidate = try candidates.next() {
            let parameters = Parameters(json: candidate[1])
            guard room.take(parameters.byteCount) else {
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

    /// Does nothing when another process has mapped them meanwhile, and the journey has perhaps been moved on since.
    func write(_ mapped: [Conversion], to database: Database) throws {
        let isWaiting = try SQLRequest<Int64>(
            literal: """
                SELECT 1 FROM waiting_mapping WHERE journey_id = \(journey) AND mapped_postback_id = \(start)
                AND end_postback_id = \(end) AND move_id IS \(move)
                """
        ).fetchOne(database)
        guard isWaiting != nil else { return }
        if let move { try KeptPostbacks(database).keep(postbacks.map(\.id), of: move) }
        let update = try PreparedStatement(
            "UPDATE postback SET status = ?, payout = ?, currency = ? WHERE id = ?", in: database)
        for (postback, conversion) in zip(postbacks, mapped) {
            update.bind(conversion, at: 1)
            update.bind(postback.id, at: 4)
            try update.run()
        }
        guard !isLast else {
            return try database.execute(
                literal: "DELETE FROM waiting_mapping WHERE journey_id = \(journey)")
        }
        guard let last = postbacks.last else { return }
        try database.execute(
            literal: """
                UPDATE waiting_mapping SET mapped_postback_id = \(last.id) WHERE journey_id = \(journey)
                """)
    }
}
