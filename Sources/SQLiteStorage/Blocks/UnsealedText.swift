import GRDB
import Synchronization
import Tracking

/// How long the clicks are that are in no block, of each campaign: a stranger's may be of 1 MiB, and too few to fill a
/// block by their number.
///
/// Looks at each click once, and remembers; of late ones at all again when any click has come.
final class UnsealedText: Sendable {
    /// What a campaign has in no block.
    struct Tail: Hashable {
        let journeys: Int64
        /// The last journey that is in a block.
        let start: Int64
    }

    private struct Known {
        var tail: Tail
        /// Of the journeys behind the last sealed one.
        var next: Sum
        var late = Sum()
    }

    private struct Sum {
        var journeys: Int64 = 0
        var bytes: Int64 = 0
        var last: Int64 = 0
    }

    private let campaigns = Mutex<[CampaignID: Known]>([:])

    func byteCount(of campaign: CampaignID, _ tail: Tail, in database: Database) throws -> Int64 {
        let before = campaigns.withLock { $0[campaign] }
        if let before, before.tail == tail { return before.next.bytes + before.late.bytes }
        let known = before?.tail.start == tail.start ? before?.next : nil
        var now = Known(tail: tail, next: known ?? Sum(last: tail.start))
        now.late = try lateSum(of: campaign, in: database)
        now.next = try sum(of: campaign, adding: now.next, in: database)
        if now.next.journeys + now.late.journeys != tail.journeys {
            // Some have come to the campaign with an id that was passed already.
            now.next = try sum(of: campaign, adding: Sum(last: tail.start), in: database)
        }
        campaigns.withLock { [now] in $0[campaign] = now }
        return now.next.bytes + now.late.bytes
    }

    private func sum(of campaign: CampaignID, adding known: Sum, in database: Database) throws -> Sum {
        let statement = try database.cachedStatement(
            sql: """
                SELECT count(*), coalesce(sum(length(CAST(parameters AS BLOB))), 0), coalesce(max(id), ?1)
                FROM journey INDEXED BY journey_by_campaign
                WHERE campaign_id = ?2 AND id > ?1
                """)
        let sum = try self.sum(statement, [known.last, campaign.number])
        return Sum(
            journeys: known.journeys + sum.journeys, bytes: known.bytes + sum.bytes, last: sum.last)
    }

    private func lateSum(of campaign: CampaignID, in database: Database) throws -> Sum {
        let statement = try database.cachedStatement(
            sql: """
                SELECT count(*), coalesce(sum(length(CAST(journey.parameters AS BLOB))), 0), 0
                FROM late_journey CROSS JOIN journey ON journey.id = late_journey.journey_id
                WHERE late_journey.campaign_id = ?
                """)
        return try sum(statement, [campaign.number])
    }

    private func sum(_ statement: Statement, _ arguments: StatementArguments) throws -> Sum {
        guard let row = try Row.fetchOne(statement, arguments: arguments) else { return Sum() }
        return Sum(journeys: row[0], bytes: row[1], last: row[2])
    }
}
