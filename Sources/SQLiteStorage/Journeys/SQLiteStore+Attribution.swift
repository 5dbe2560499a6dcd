import GRDB
import Storage
import Tracking

extension SQLiteStore {
    package func attribute(
        _ sent: CampaignID, to id: CampaignID, seenFrom horizon: Horizon?
    ) throws(StoreError) -> Int {
        guard let campaign = try campaign(id) else { throw .refused(.noSuchCampaign(id)) }
        let now = try self.horizon(at: Timestamp(milliseconds: .max))
        let limit = Horizon(
            journey: min(now.journey, horizon?.journey ?? .max), time: horizon?.time ?? now.time)
        let memory = index.memory
        var count = 0
        while true {
            try longChanges.goOn(on: path)
            let done = try write { database in
                try Attribution(of: sent, to: campaign, in: database, memory).attributeSome(upTo: limit)
            }
            guard done.removed > 0 else { break }
            count += done.attributed
        }
        try mapAllPostbacks()
        return count
    }
}

/// A step of an attribution, within one transaction.
private struct Attribution {
    private static let journeysPerStep = 200
    /// Events wait for the writer meanwhile, ten milliseconds at most; the rest of these is for the counters.
    private static let stepDuration = Duration.milliseconds(6)

    private let sent: CampaignID
    private let campaign: Campaign
    private let ledger: EventLedger
    private let counters: UnattributedCounters
    private let selection: PreparedStatement
    private let deletion: PreparedStatement

    init(
        of sent: CampaignID, to campaign: Campaign, in database: Database, _ memory: IndexMemory
    ) throws {
        self.sent = sent
        self.campaign = campaign
        ledger = try EventLedger(database, memory: memory)
        counters = try UnattributedCounters(database)
        selection = try PreparedStatement(
            """
            SELECT journey_id, clicked_at FROM unattributed_click
            WHERE sent_campaign_id = ? AND clicked_at <= ? AND journey_id <= ?
            ORDER BY clicked_at, journey_id LIMIT ?
            """, in: database)
        deletion = try PreparedStatement(
            """
            DELETE FROM unattributed_click
            WHERE sent_campaign_id = ? AND clicked_at = ? AND journey_id = ?
            """, in: database)
    }

    /// - Returns: How many were removed from the list, 0 when none is left; and how many of them were attributed: all, unless
    ///   somebody has removed journeys past this program.
    func attributeSome(upTo horizon: Horizon) throws -> (removed: Int, attributed: Int) {
        let clicks = try someClicks(upTo: horizon)
        let end = ContinuousClock.now + Self.stepDuration
        var (removed, attributed) = (0, 0)
        for click in clicks where removed == 0 || ContinuousClock.now < end {
            if try ledger.attribute(click.journey, to: campaign) { attributed += 1 }
            try removeFromUnattributed(click)
            removed += 1
        }
        try ledger.finish()
        try counters.subtract(removed, of: sent)
        return (removed, attributed)
    }

    private func someClicks(upTo horizon: Horizon) throws -> [(journey: Int64, clickedAt: Int64)] {
        selection.bind(sent.number, at: 1)
        selection.bind(horizon.time.milliseconds, at: 2)
        selection.bind(horizon.journey, at: 3)
        selection.bind(Int64(Self.journeysPerStep), at: 4)
        var clicks: [(journey: Int64, clickedAt: Int64)] = []
        try selection.forEach { clicks.append((journey: $0.integer(0), clickedAt: $0.integer(1))) }
        return clicks
    }

    private func removeFromUnattributed(_ click: (journey: Int64, clickedAt: Int64)) throws {
        deletion.bind(sent.number, at: 1)
        deletion.bind(click.clickedAt, at: 2)
        deletion.bind(click.journey, at: 3)
        try deletion.run()
    }
}
