import GRDB
import Storage
import Tracking

/// Finds the journeys that a move is about, portion by portion in order of id.
struct MoveSearch {
    private let move: ClickMove
    private let filters: [(name: [UInt8], key: GroupKey)]
    /// Later ones are left.
    private let newest: Int64
    private var last: Int64 = 0

    private static let maximumCount = 200
    /// Of the campaign's journeys, so that a portion is read within some milliseconds, whatever it finds.
    private static let maximumRowCount = 20_000
    private static let maximumByteCount = 8 * 1024 * 1024

    init(_ move: ClickMove, upTo newest: Int64) {
        self.move = move
        self.newest = newest
        filters = move.parameters.map {
            (name: Array($0.name.utf8), key: GroupKey(sent: Array($0.text.utf8)))
        }
    }

    /// - Returns: The next ones, perhaps none; nil at the end.
    mutating func next(in database: Database) throws -> [Int64]? {
        let candidates = try Row.fetchCursor(
            database,
            sql: """
                SELECT id, clicked_at >= ?1 AND clicked_at < ?2,
                    CASE WHEN ?3 AND clicked_at >= ?1 AND clicked_at < ?2 THEN parameters END
                FROM journey INDEXED BY journey_by_campaign
                WHERE campaign_id = ?4 AND id > ?5 AND id <= ?6
                ORDER BY id LIMIT \(Self.maximumRowCount)
                """,
            arguments: [
                move.start.milliseconds, move.end.milliseconds, !filters.isEmpty, move.from.number, last,
                newest,
            ])
        var journeys: [Int64] = []
        var byteCount = 0
        var isAtEnd = true
        while journeys.count < Self.maximumCount, byteCount < Self.maximumByteCount,
            let candidate = try candidates.next()
        {
            isAtEnd = false
            last = candidate[0]
            let isInPeriod: Bool = candidate[1]
            let json: String? = candidate[2]
            byteCount += json?.utf8.count ?? 0
            if isInPeriod && holds(json) { journeys.append(last) }
        }
        return isAtEnd ? nil : journeys
    }

    /// Whether a click with these parameters is meant; nil where there are no filters.
    private func holds(_ json: String?) -> Bool {
        guard let json else { return filters.isEmpty }
        let parameters = Parameters(json: json)
        return filters.allSatisfy { parameters.groupKey(of: $0.name) == $0.key }
    }
}
