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

extension Store {
    /// - Returns: Zeros for a campaign without journeys, and for a number that no campaign has.
    package func summary(of id: CampaignID) throws(StoreError) -> CampaignSummary {
        try read { database in
            let row = try Row.fetchOne(
                database,
                literal: """
                    SELECT
                        count(*) FILTER (WHERE campaign_id = \(id.number)),
                        count(*),
                        max(last_activity_at) FILTER (WHERE campaign_id = \(id.number))
                    FROM journey WHERE campaign_id IS NOT NULL
                    """)
            return CampaignSummary(
                clickCount: row?[0] ?? 0,
                allClickCount: row?[1] ?? 0,
                lastActivityAt: (row?[2] as Int64?).map(Timestamp.init(milliseconds:)))
        }
    }
}
