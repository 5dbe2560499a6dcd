import GRDB
import Tracking

/// The campaigns that the writer has met, so that an event costs no look-up.
///
/// Outlives the transactions that fill it. Not Sendable: the writer's thread only.
final class CampaignCache {
    /// Bounds what strangers can fill by sending numbers that no campaign has.
    private static let limit = 10_000

    /// nil inside: no campaign has that number.
    private var campaigns: [CampaignID: Campaign?] = [:]
    /// Changes when another connection, of any process, has committed.
    private var dataVersion: Int64?
    private var revision = 0

    /// Drops everything if a campaign may have changed; call once in each transaction.
    ///
    /// `revision` tells of changes made with the writer's own connection, which `PRAGMA data_version` does not see.
    func refresh(_ database: Database, revision: Int) throws {
        let version = try Int64.fetchOne(database.cachedStatement(sql: "PRAGMA data_version"))
        guard version != dataVersion || revision != self.revision else { return }
        campaigns.removeAll(keepingCapacity: true)
        dataVersion = version
        self.revision = revision
    }

    /// - Returns: nil when no campaign has that number.
    func campaign(_ id: CampaignID, in database: Database) throws -> Campaign? {
        if let known = campaigns[id] { return known }
        if campaigns.count >= Self.limit { campaigns.removeAll(keepingCapacity: true) }
        let campaign = try Campaign.fetch(id, from: database)
        campaigns[id] = .some(campaign)
        return campaign
    }
}
