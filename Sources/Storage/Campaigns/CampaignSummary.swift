import GRDB
import Tracking

/// What a campaign has brought so far.
package struct CampaignSummary: Hashable, Sendable {
    /// Journeys that count for the campaign.
    package let clickCount: Int64
    /// Journeys that count for any campaign.
    package let allClickCount: Int64
    /// The latest event on any of the campaign's journeys; nil before the first.
    package let lastActivityAt: Timestamp?

    package init(clickCount: Int64, allClickCount: Int64, lastActivityAt: Timestamp?) {
        self.clickCount = clickCount
        self.allClickCount = allClickCount
        self.lastActivityAt = lastActivityAt
    }

    /// The campaign's part of all attributed journeys, 0 ... 1.
    package var clickShare: Double {
        allClickCount == 0 ? 0 : Double(clickCount) / Double(allClickCount)
    }
}

extension CampaignSummary {
    /// What `init(row:from:)` reads, in its order; `campaign_counter` must be joined.
    static let columns: SQL = """
        coalesce(campaign_counter.clicks, 0), (SELECT coalesce(sum(clicks), 0) FROM campaign_counter), \
        campaign_counter.last_activity_at
        """

    /// A summary from the columns of a row from `first` on.
    init(row: Row, from first: Int) {
        self.init(
            clickCount: row[first],
            allClickCount: row[first + 1],
            lastActivityAt: (row[first + 2] as Int64?).map(Timestamp.init(milliseconds:)))
    }
}

extension Store {
    /// - Returns: Zeros for a campaign without journeys, and for a number that no campaign has.
    package func summary(of id: CampaignID) throws(StoreError) -> CampaignSummary {
        try read { database in
            let row = try Row.fetchOne(
                database,
                literal: """
                    SELECT \(CampaignSummary.columns) FROM (SELECT \(id.number) AS id) AS asked
                    LEFT JOIN campaign_counter ON campaign_counter.campaign_id = asked.id
                    """)
            return row.map { CampaignSummary(row: $0, from: 0) }
                ?? CampaignSummary(clickCount: 0, allClickCount: 0, lastActivityAt: nil)
        }
    }
}
