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
    /// Names beyond the most frequent ones of a block are not counted, nor are new ones beyond these of a campaign.
    static let maximumNameCount = 500
    static let maximumCampaignNameCount = 10_000

    let store: SQLiteStore
    let blockSize: Int

    /// Reads counters only.
    func candidates() throws(StoreError) -> [CampaignID] {
        try store.read { database in
            let statement = try database.cachedStatement(
                sql: """
                    SELECT campaign_counter.campaign_id FROM campaign_counter
                    LEFT JOIN report_seal ON report_seal.campaign_id = campaign_counter.campaign_id
                    WHERE campaign_counter.clicks - coalesce(report_seal.journey_count, 0) >= ?
                    """)
            return try Int64.fetchAll(statement, arguments: [blockSize]).compactMap(CampaignID.init)
        }
    }

    func sealBlock(of campaign: CampaignID) throws(StoreError) -> SealingStep {
        for source in [Source.next, .late] {
            let (start, builder) = try build(campaign, source)
            guard builder.count >= blockSize || builder.textCount >= Self.maximumTextCount else { continue }
            return try write(builder, campaign, source, after: start) ? .sealed : .overtaken
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
        _ builder: BlockBuilder, _ campaign: CampaignID, _ source: Source, after start: Int64
    ) throws(StoreError) -> Bool {
        // In vain is better than late: events wait behind this.
        try store.withWriter { database in
            try store.lockPatience.until(.now) {
                var isWritten = false
                try database.inTransaction(.immediate) {
                    isWritten = try insert(builder, campaign, source, after: start, into: database)
                    return isWritten ? .commit : .rollback
                }
                return isWritten
            }
        }
    }

    private func insert(
        _ builder: BlockBuilder, _ campaign: CampaignID, _ source: Source, after start: Int64,
        into database: Database
    ) throws -> Bool {
        guard let last = builder.block.journeys.last else { return false }
        let isCurrent =
            switch source {
            case .next: try count(of: campaign, after: start, to: last, in: database) == builder.count
            case .late: try takeLate(builder, campaign, in: database)
            }
        let clicks = CampaignClicks(campaign: campaign, database: database)
        guard isCurrent, try clicks.lastSealedJourney() == start else { return false }
        try BlockTable(campaign: campaign, database: database).insert(builder)
        try countNames(builder, campaign, in: database)
        let end = source == .next ? last : start
        try database.execute(
            literal: """
                INSERT INTO report_seal (campaign_id, last_journey_id, journey_count)
                VALUES (\(campaign.number), \(end), \(builder.count))
                ON CONFLICT (campaign_id) DO UPDATE SET
                    last_journey_id = excluded.last_journey_id,
                    journey_count = journey_count + excluded.journey_count
                """)
        return true
    }

    /// How many journeys the block must hold, those that came to the campaign since it was built included.
    private func count(
        of campaign: CampaignID, after start: Int64, to last: Int64, in database: Database
    ) throws -> Int {
        let statement = try database.cachedStatement(
            sql: """
                SELECT count(*) FROM journey INDEXED BY journey_by_campaign
                WHERE campaign_id = ? AND id > ? AND id <= ?
                """)
        return try Int.fetchOne(statement, arguments: [campaign.number, start, last]) ?? 0
    }

    /// - Returns: Whether all were still there.
    private func takeLate(
        _ builder: BlockBuilder, _ campaign: CampaignID, in database: Database
    ) throws -> Bool {
        let deletion = try database.cachedStatement(
            sql: "DELETE FROM late_journey WHERE campaign_id = ? AND journey_id = ?")
        for journey in builder.block.journeys {
            try deletion.execute(arguments: [campaign.number, journey])
            guard database.changesCount == 1 else { return false }
        }
        return true
    }

    private func countNames(_ builder: BlockBuilder, _ campaign: CampaignID, in database: Database) throws {
        let insertion = try database.cachedStatement(
            sql: """
                INSERT INTO campaign_parameter (campaign_id, name, click_count)
                SELECT ?1, ?2, ?3 WHERE ?4
                    OR EXISTS (SELECT 1 FROM campaign_parameter WHERE campaign_id = ?1 AND name = ?2)
                ON CONFLICT (campaign_id, name) DO UPDATE SET click_count = click_count + excluded.click_count
                """)
        let counting = try database.cachedStatement(
            sql: "SELECT count(*) FROM campaign_parameter WHERE campaign_id = ?")
        let known = try Int.fetchOne(counting, arguments: [campaign.number]) ?? 0
        let hasRoom = known + Self.maximumNameCount <= Self.maximumCampaignNameCount
        for (name, count) in builder.clickCounts.prefix(Self.maximumNameCount) {
            try insertion.execute(arguments: [campaign.number, Data(name), count, hasRoom])
        }
    }
}
