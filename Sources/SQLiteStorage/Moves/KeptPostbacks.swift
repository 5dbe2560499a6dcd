import GRDB

/// The writer's statements on what the postbacks of moved journeys meant before.
struct KeptPostbacks {
    private let insertion: PreparedStatement
    private let restoring: PreparedStatement
    private let deletion: PreparedStatement

    init(_ database: Database) throws {
        insertion = try PreparedStatement(
            """
            INSERT INTO moved_postback (move_id, postback_id, status, payout, currency)
            SELECT ?1, id, status, payout, currency FROM postback WHERE id = ?2
            """, in: database)
        restoring = try PreparedStatement(
            """
            UPDATE postback SET status = kept.status, payout = kept.payout, currency = kept.currency
            FROM moved_postback AS kept
            WHERE kept.move_id = ?1 AND kept.postback_id = ?2 AND postback.id = ?2
            """, in: database)
        deletion = try PreparedStatement(
            "DELETE FROM moved_postback WHERE move_id = ?1 AND postback_id = ?2", in: database)
    }

    /// Keeps what postbacks mean before a move has them mapped anew.
    func keep(_ postbacks: [Int64], of move: Int64) throws {
        for postback in postbacks {
            insertion.bind(move, at: 1)
            insertion.bind(postback, at: 2)
            try insertion.run()
        }
    }

    /// Lets a postback mean again what it did before a move; nothing when that keeps nothing of it.
    func restore(_ postback: Int64, of move: Int64) throws {
        restoring.bind(move, at: 1)
        restoring.bind(postback, at: 2)
        try restoring.run()
        deletion.bind(move, at: 1)
        deletion.bind(postback, at: 2)
        try deletion.run()
    }
}
