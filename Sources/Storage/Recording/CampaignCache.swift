import GRDB
import Synchronization
import Tracking

/// The campaigns that the recorder has met, so that an event costs no look-up.
///
/// A class, since it outlives the transactions that fill it. Not Sendable: the recorder's thread only.
final class CampaignCache {
    /// Bounds what strangers can fill by sending numbers that no campaign has.
    private static let limit = 10_000

    /// nil inside: no campaign has that number.
    private var campaigns: [CampaignID: Campaign?] = [:]
    /// Changes when another connection, of any process, has committed.
    private var dataVersion: Int64?
    private var campaignRevision = 0

    /// Drops everything if a campaign may have changed; call once in each transaction.
    func refresh(_ database: Database, store: Store) throws {
        let version = try Int64.fetchOne(database.cachedStatement(sql: "PRAGMA data_version"))
        let revision = store.campaignRevision.load(ordering: .relaxed)
        guard version != dataVersion || revision != campaignRevision else { return }
        campaigns.removeAll(keepingCapacity: true)
        dataVersion = version
        campaignRevision = revision
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
