import GRDB
import Storage
import Tracking

extension SQLiteStore {
    package func previewUndo(_ run: Int64) throws(StoreError) -> UndoPreview {
        guard let move = try move(run) else { throw .refused(.noSuchRun(run)) }
        var preview = UndoPreview()
        var last: Int64 = 0
        while true {
            let end = try read { try preview.addSome(of: move, after: last, in: $0) }
            guard let end else { return preview }
            try longChanges.goOn(on: path)
            last = end
        }
    }
}

extension UndoPreview {
    /// Read within some milliseconds.
    private static let portion = 1_000

    /// Adds the next journeys that a run has moved.
    ///
    /// - Returns: The last of them; nil at the end.
    fileprivate mutating func addSome(
        of move: RecordedMove, after journey: Int64, in database: Database
    ) throws -> Int64? {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT moved.journey_id, journey.status, journey.payout, journey.currency, journey.converted_at,
                    kept.status, kept.payout, kept.currency,
                    journey.campaign_id = ?1 AND NOT EXISTS (
                        SELECT 1 FROM moved_journey AS later WHERE later.journey_id = moved.journey_id
                            AND later.id > moved.id AND later.returned_activity_at IS NULL)
                FROM moved_journey AS moved
                CROSS JOIN journey ON journey.id = moved.journey_id
                LEFT JOIN moved_postback AS kept ON kept.move_id = moved.id AND kept.postback_id = (
                    SELECT max(id) FROM postback WHERE journey_id = moved.journey_id)
                WHERE moved.run_id = ?2 AND moved.journey_id > ?3 AND moved.returned_activity_at IS NULL
                ORDER BY moved.journey_id LIMIT ?4
                """,
            arguments: [move.to.id.number, move.run, journey, Self.portion])
        var end: Int64?
        while let row = try rows.next() {
            end = row[0]
            let returns: Bool = row[8]
            guard returns else {
                movedSince += 1
                continue
            }
            let now = try Conversion(
                status: row[1], payout: row[2], currency: row[3], reportedAt: row[4], of: "a moved journey")
            let kept = try Conversion(
                status: row[5], payout: row[6], currency: row[7], reportedAt: row[4], of: "a moved postback")
            returning.add(now, kept ?? now)
        }
        return end
    }
}
