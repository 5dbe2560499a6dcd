import Blocks
import Foundation
import GRDB
import Storage
import Tracking

/// Builds a block from one state of the database, without a lock; only the finished block is written by the writer, and
/// only if nothing has come in between that belongs into it. Any number of processes may do it at once.
struct SQLiteBlockSealing: BlockSealing {
    /// Where the journeys of a block come from.
    private enum Source {
        /// Those after the last sealed one.
        case next
        /// Those that came after their id was sealed over.
        case late
    }

    /// More of this becomes a smaller block: what a block takes in memory and time has a bound.
    private static let maximumTextCount = 8 * 1024 * 1024

    let store: SQLiteStore
    let blockSize: Int
    private let unsealedText = UnsealedText()

    init(store: SQLiteStore, blockSize: Int) {
        self.store = store
        self.blockSize = blockSize
    }

    /// Reads counters, and how long the clicks are that have come since it was called last.
    func candidates() throws(StoreError) -> [CampaignID] {
        try store.read { database in
            let statement = try database.cachedStatement(
                sql: """
                    SELECT campaign_counter.campaign_id,
                        campaign_counter.clicks - coalesce(report_seal.journey_count, 0),
                        coalesce(report_seal.last_journey_id, 0)
                    FROM campaign_counter
                    LEFT JOIN report_seal ON report_seal.campaign_id = campaign_counter.campaign_id
                    WHERE campaign_counter.clicks > coalesce(report_seal.journey_count, 0)
                    """)
            return try Row.fetchAll(statement).compactMap { row in
                guard let campaign = CampaignID(row[0]) else { return nil }
                let tail = UnsealedText.Tail(journeys: row[1], start: row[2])
                guard tail.journeys < blockSize else { return campaign }
                let count = try unsealedText.byteCount(of: campaign, tail, in: database)
                return count >= Self.maximumTextCount ? campaign : nil
            }
        }
    }

    func sealBlock(of campaign: CampaignID) throws(StoreError) -> SealingStep {
        for source in [Source.next, .late] {
            let (start, builder) = try build(campaign, source)
            // Half, since what makes a campaign a candidate may stand in both sources.
            let isFull = builder.count >= blockSize || builder.textCount >= Self.maximumTextCount / 2
            guard isFull else { continue }
            return try write(builder.packed(), campaign, source, after: start) ? .sealed : .overtaken
        }
        return .nothingToSeal
    }

    private func build(
        _ campaign: CampaignID, _ source: Source
    ) throws(StoreError) -> (start: Int64, builder: BlockBuilder) {
        try store.read { database in
            let clicks = CampaignClicks(campaign: campaign, database: database)
            let start = try clicks.lastSealedJourney()
            var builder = BlockBuilder(capacity: blockSize)
            let add = { (click: FirstClick) in
                builder.append(click)
                return builder.count < blockSize && builder.textCount < Self.maximumTextCount
            }
            switch source {
            case .next: try clicks.forEach(after: start, add)
            case .late: try clicks.forEachLate(add)
            }
            return (start, builder)
        }
    }

    // MARK: On the writer

    private func write(
        _ packed: PackedBlock, _ campaign: CampaignID, _ source: Source, after start: Int64
    ) throws(StoreError) -> Bool {
        // In vain is better than late: events wait behind this.
        try store.withWriter { database in
            try store.lockPatience.until(.now) {
                try database.inImmediateTransaction(ifWanted: { $0 }) {
                    try insert(packed, campaign, source, after: start, into: database)
                }
            }
        }
    }

    private func insert(
        _ packed: PackedBlock, _ campaign: CampaignID, _ source: Source, after start: Int64,
        into database: Database
    ) throws -> Bool {
        guard let last = packed.block.journeys.last else { return false }
        let seal = try CampaignSeal(of: campaign, in: database)
        guard seal.lastJourney == start else { return false }
        let isCurrent =
            switch source {
            case .next:
                try journeys(of: campaign, after: start, to: last, in: database) == packed.block.journeys
            case .late: try takeLate(packed.block.journeys, campaign, in: database)
            }
        guard isCurrent else { return false }
        try BlockTable(campaign: campaign, database: database).insert(packed)
        try seal.add(packed, upTo: source == .next ? last : start)
        return true
    }

    /// Those that the block must hold: others may have come to the campaign since, or have left it.
    private func journeys(
        of campaign: CampaignID, after start: Int64, to last: Int64, in database: Database
    ) throws -> [Int64] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT id FROM journey INDEXED BY journey_by_campaign
                WHERE campaign_id = ? AND id > ? AND id <= ? ORDER BY id LIMIT ?
                """)
        return try Int64.fetchAll(statement, arguments: [campaign.number, start, last, blockSize + 1])
    }

    /// - Returns: Whether all were still there.
    private func takeLate(
        _ journeys: [Int64], _ campaign: CampaignID, in database: Database
    ) throws -> Bool {
        let deletion = try database.cachedStatement(
            sql: "DELETE FROM late_journey WHERE campaign_id = ? AND journey_id = ?")
        for journey in journeys {
            try deletion.execute(arguments: [campaign.number, journey])
            guard database.changesCount == 1 else { return false }
        }
        return true
    }
}
