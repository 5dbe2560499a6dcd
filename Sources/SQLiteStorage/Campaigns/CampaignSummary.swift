import GRDB
import Storage
import Tracking

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

extension SQLiteStore {
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
