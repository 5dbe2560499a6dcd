import GRDB
import Tracking

/// What campaigns are sorted by, by the words of the API; equal ones by number.
package enum CampaignSortKey: String, CaseIterable, Sendable {
    case id, createdAt, clickCount, clickShare, lastActivityAt
}

/// A campaign with what it has brought.
package struct ListedCampaign: Sendable {
    package let campaign: Campaign
    package let summary: CampaignSummary

    package init(campaign: Campaign, summary: CampaignSummary) {
        self.campaign = campaign
        self.summary = summary
    }
}

extension Store {
    /// One page of the campaigns; a campaign without events is the least active.
    package func campaignPage(
        _ page: Page, by key: CampaignSortKey = .id, _ order: ListOrder = .ascending
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

    /// The names of all campaigns, by number.
    package func campaignNames() throws(StoreError) -> [Journey.CampaignReference] {
        try read { database in
            try Row.fetchAll(database, literal: "SELECT id, name FROM campaign ORDER BY id").map { row in
                guard let id = CampaignID(row[0]) else { throw StoreError.unreadable("a campaign's number") }
                return Journey.CampaignReference(id: id, name: row[1])
            }
        }
    }
}

extension ListedCampaign {
    fileprivate init(row: Row) throws {
        self.init(campaign: try Campaign(row: row), summary: CampaignSummary(row: row, from: 8))
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
