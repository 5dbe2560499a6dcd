import GRDB
import Storage
import Tracking

extension SQLiteStore {
    package func campaignPage(
        _ page: Page, by key: CampaignSortKey, _ order: ListOrder
    ) throws(StoreError) -> PageOf<ListedCampaign> {
        try read { database in
            let rows = try Row.fetchAll(
                database,
                literal: """
                    SELECT \(Campaign.columns), \(CampaignSummary.columns) FROM campaign
                    LEFT JOIN campaign_counter ON campaign_counter.campaign_id = campaign.id
                    ORDER BY \(key.column) \(order.keyword), campaign.id \(order.keyword)
                    LIMIT \(page.size) OFFSET \(page.offset)
                    """)
            return PageOf(
                rows: try rows.map(ListedCampaign.init(row:)),
                total: try Int64.fetchOne(database, sql: "SELECT count(*) FROM campaign") ?? 0)
        }
    }

    package func campaignNames() throws(StoreError) -> [CampaignReference] {
        try read { database in
            try Row.fetchAll(
                database, literal: "SELECT id, CAST(name AS BLOB) FROM campaign ORDER BY id"
            ).map { row in
                guard let id = CampaignID(row[0]) else { throw StoreError.unreadable("a campaign's number") }
                return CampaignReference(id: id, name: row.text(1))
            }
        }
    }
}

extension ListedCampaign {
    fileprivate init(row: Row) throws {
        self.init(
            campaign: try Campaign(row: row), summary: CampaignSummary(row: row, from: Campaign.columnCount))
    }
}

extension CampaignSortKey {
    fileprivate var column: SQL {
        switch self {
        case .id: "campaign.id"
        case .createdAt: "campaign.created_at"
        // All shares have one divisor.
        case .clickCount, .clickShare: "coalesce(campaign_counter.clicks, 0)"
        case .lastActivityAt: "campaign_counter.last_activity_at"
        }
    }
}

extension ListOrder {
    var keyword: SQL {
        switch self {
        case .ascending: "ASC"
        case .descending: "DESC"
        }
    }
}
