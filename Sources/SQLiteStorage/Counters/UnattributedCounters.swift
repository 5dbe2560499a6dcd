import GRDB
import Tracking

/// The writer's statements on the clicks that count for no campaign: a row for each of the first 10,000 numbers that they
/// sent, and one figure for all others.
///
/// Strangers choose the numbers. As long as the one figure counts any click, no further number gets a row, so that the
/// clicks of each number are in one place.
struct UnattributedCounters {
    private let rows: CounterTable
    private let rowCount: PreparedStatement
    private let others: PreparedStatement
    private let othersChange: PreparedStatement
    private let emptying: PreparedStatement
    private let subtraction: PreparedStatement

    init(_ database: Database) throws {
        rows = try CounterTable(.unattributed, in: database)
        rowCount = try PreparedStatement("SELECT count(*) FROM unattributed_counter", in: database)
        others = try PreparedStatement("SELECT clicks FROM unattributed_others", in: database)
        othersChange = try PreparedStatement(
            "UPDATE unattributed_others SET clicks = clicks + ?", in: database)
        emptying = try PreparedStatement(
            "DELETE FROM unattributed_counter WHERE sent_campaign_id = ? AND clicks = ?", in: database)
        subtraction = try PreparedStatement(
            """
            UPDATE unattributed_counter SET
                clicks = clicks - ?2,
                first_clicked_at = (
                    SELECT min(clicked_at) FROM unattributed_click WHERE sent_campaign_id = ?1),
                last_clicked_at = (
                    SELECT max(clicked_at) FROM unattributed_click WHERE sent_campaign_id = ?1)
            WHERE sent_campaign_id = ?1
            """, in: database)
    }

    /// Writes what a transaction has gathered; of new numbers the lowest get what room there is.
    func add(_ changes: [CampaignID: CounterChange]) throws {
        var room: Int64?
        for (sent, change) in changes.sorted(by: { $0.key < $1.key }) {
            let bindKey = { (statement: PreparedStatement, place: Int32) in
                statement.bind(sent.number, at: place)
            }
            guard try !rows.update(change, bindKey) else { continue }
            let left = try room ?? roomForRows()
            if left > 0 {
                try rows.insert(change, bindKey)
            } else {
                try changeOthers(by: change.journeyCount)
            }
            room = left - 1
        }
    }

    /// Takes back clicks of a number that count for a campaign from now on, and are no longer in `unattributed_click`.
    func subtract(_ count: Int, of sent: CampaignID) throws {
        emptying.bind(sent.number, at: 1)
        emptying.bind(Int64(count), at: 2)
        guard count > 0, try emptying.run() == 0 else { return }
        subtraction.bind(sent.number, at: 1)
        subtraction.bind(Int64(count), at: 2)
        guard try subtraction.run() == 0 else { return }
        try changeOthers(by: -Int64(count))
    }

    /// How many numbers may get a row of their own.
    private func roomForRows() throws -> Int64 {
        guard try others.first({ $0.integer(0) }) == 0 else { return 0 }
        return UnattributedClicks.maximumNumberCount - (try rowCount.first { $0.integer(0) } ?? 0)
    }

    private func changeOthers(by count: Int64) throws {
        othersChange.bind(count, at: 1)
        try othersChange.run()
    }
}
