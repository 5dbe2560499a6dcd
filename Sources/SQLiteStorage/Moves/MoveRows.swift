import GRDB
import Tracking

/// The writer's statements on what runs have moved, and on what is not mapped yet.
struct MoveRows {
    private let openRun: PreparedStatement
    private let known: PreparedStatement
    private let insertion: PreparedStatement
    private let mappingMark: PreparedStatement
    private let lastMove: PreparedStatement
    private let lastPostback: PreparedStatement
    private let journeyReturn: PreparedStatement
    private let returnInsertion: PreparedStatement
    private let waiting: PreparedStatement
    private let kept: KeptPostbacks

    init(_ database: Database) throws {
        openRun = try PreparedStatement("SELECT is_over FROM move_run WHERE id = ?", in: database)
        known = try PreparedStatement(
            "SELECT 1 FROM moved_journey WHERE run_id = ? AND journey_id = ?", in: database)
        insertion = try PreparedStatement(
            "INSERT INTO moved_journey (run_id, journey_id, moved_activity_at) VALUES (?, ?, ?)", in: database
        )
        mappingMark = try PreparedStatement(
            "UPDATE waiting_mapping SET move_id = ? WHERE journey_id = ?", in: database)
        lastMove = try PreparedStatement(
            """
            SELECT id, run_id FROM moved_journey WHERE journey_id = ? AND returned_activity_at IS NULL
            ORDER BY id DESC LIMIT 1
            """, in: database)
        lastPostback = try PreparedStatement(
            "SELECT max(id) FROM postback WHERE journey_id = ?", in: database)
        journeyReturn = try PreparedStatement(
            "UPDATE moved_journey SET returned_activity_at = ? WHERE id = ?", in: database)
        returnInsertion = try PreparedStatement(
            """
            INSERT INTO waiting_return (journey_id, move_id)
            SELECT ?1, ?2 WHERE EXISTS (SELECT 1 FROM moved_postback WHERE move_id = ?2)
            """, in: database)
        waiting = try PreparedStatement(
            """
            SELECT 1 FROM waiting_mapping WHERE journey_id = ?1
            UNION ALL SELECT 1 FROM waiting_return WHERE journey_id = ?1
            """, in: database)
        kept = try KeptPostbacks(database)
    }

    /// Whether a run still moves journeys.
    func isOpen(_ run: Int64) throws -> Bool {
        openRun.bind(run, at: 1)
        return try openRun.first { $0.integer(0) == 0 } ?? false
    }

    /// Whether a run has moved a journey, be it that it was given back.
    func hasMoved(_ journey: Int64, in run: Int64) throws -> Bool {
        known.bind(run, at: 1)
        known.bind(journey, at: 2)
        return try known.first { _ in true } ?? false
    }

    /// Notes that a run moves a journey, and keeps what its last postback means: that is mapped anew at once.
    ///
    /// - Returns: The move's number.
    func begin(_ journey: Int64, in run: Int64, activityAt time: Timestamp) throws -> Int64 {
        insertion.bind(run, at: 1)
        insertion.bind(journey, at: 2)
        insertion.bind(time.milliseconds, at: 3)
        try insertion.run()
        let move = insertion.lastInsertedID
        if let postback = try lastPostback(of: journey) { try kept.keep([postback], of: move) }
        return move
    }

    /// Has the move keep what the other postbacks mean, which are mapped anew later.
    func keepOthers(of journey: Int64, in move: Int64) throws {
        mappingMark.bind(move, at: 1)
        mappingMark.bind(journey, at: 2)
        try mappingMark.run()
    }

    /// The move of a journey that has not been taken back; nil unless it is this run's.
    func lastMove(of journey: Int64, in run: Int64) throws -> Int64? {
        lastMove.bind(journey, at: 1)
        return try lastMove.first { $0.integer(1) == run ? $0.integer(0) : nil } ?? nil
    }

    /// Notes that a move is taken back. Its journey's last postback means again what it did, unless it came later; the
    /// others are restored step by step.
    func takeBack(_ move: Int64, of journey: Int64, activityAt time: Timestamp) throws {
        if let postback = try lastPostback(of: journey) { try kept.restore(postback, of: move) }
        journeyReturn.bind(time.milliseconds, at: 1)
        journeyReturn.bind(move, at: 2)
        try journeyReturn.run()
        returnInsertion.bind(journey, at: 1)
        returnInsertion.bind(move, at: 2)
        try returnInsertion.run()
    }

    /// Whether some of a journey's postbacks do not mean yet what they shall.
    func isWaiting(_ journey: Int64) throws -> Bool {
        waiting.bind(journey, at: 1)
        return try waiting.first { _ in true } ?? false
    }

    private func lastPostback(of journey: Int64) throws -> Int64? {
        lastPostback.bind(journey, at: 1)
        return try lastPostback.first { $0.optionalInteger(0) } ?? nil
    }
}
