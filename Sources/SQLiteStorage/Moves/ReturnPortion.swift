import GRDB

/// Some postbacks of journeys that were given back, which do not mean again yet what they did.
struct ReturnPortion: Sendable {
    private let postbacks: [(journey: Int64, move: Int64, id: Int64)]

    /// nil when none waits.
    init?(in database: Database) throws {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT waiting_return.journey_id, move_id, postback_id, length(CAST(parameters AS BLOB))
                FROM waiting_return
                CROSS JOIN moved_postback USING (move_id)
                CROSS JOIN postback ON postback.id = postback_id
                ORDER BY waiting_return.journey_id, postback_id
                """)
        var room = PostbackRoom()
        var postbacks: [(journey: Int64, move: Int64, id: Int64)] = []
        while !room.isEmpty, let row = try rows.next(), room.take(row[3]) {
            postbacks.append((journey: row[0], move: row[1], id: row[2]))
        }
        guard !postbacks.isEmpty else { return nil }
        self.postbacks = postbacks
    }

    /// Leaves those that another process has restored meanwhile.
    func write(to database: Database) throws {
        let kept = try KeptPostbacks(database)
        for postback in postbacks { try kept.restore(postback.id, of: postback.move) }
        let end = try PreparedStatement(
            """
            DELETE FROM waiting_return WHERE journey_id = ?1
                AND NOT EXISTS (SELECT 1 FROM moved_postback WHERE move_id = waiting_return.move_id)
            """, in: database)
        for journey in Set(postbacks.map(\.journey)) {
            end.bind(journey, at: 1)
            try end.run()
        }
    }
}
