import GRDB
import Storage
import Tracking

extension SQLiteStore {
    package func overview(_ query: OverviewQuery) throws(StoreError) -> [CampaignFigures] {
        try read { database in
            let sums = try PeriodSums(query, in: database)
            let trend = try TrendDays(query, in: database)
            return try Row.fetchAll(database, literal: selection).map { row in
                let campaign = try CampaignReference(row: row)
                let summary = CampaignSummary(row: row, from: 3)
                let isClicked = summary.clickCount > 0
                var line = isClicked ? try sums.line(of: campaign.id.number) : Statistics.Line()
                line.figures.expenses = try sums.expenses(of: campaign.id.number)
                return CampaignFigures(
                    campaign: campaign, currency: try Currency(column: row[2], of: "campaign \(campaign.id)"),
                    summary: summary, figures: line.figures, leads: line.leads,
                    trend: isClicked && query.showsTrends
                        ? try trend.days(of: campaign.id.number) : trend.none)
            }
        }
    }

    package func trends(
        _ query: OverviewQuery, of campaigns: [CampaignID]
    ) throws(StoreError) -> [CampaignID: [CampaignFigures.Day]] {
        try read { database in
            let trend = try TrendDays(query, in: database)
            return try campaigns.reduce(into: [:]) { trends, campaign in
                trends[campaign] = try trend.days(of: campaign.number)
            }
        }
    }

    /// Every campaign but archived ones.
    private var selection: SQL {
        """
        SELECT campaign.id, CAST(campaign.name AS BLOB), campaign.currency, \(CampaignSummary.columns)
        FROM campaign LEFT JOIN campaign_counter ON campaign_counter.campaign_id = campaign.id
        WHERE campaign.is_archived = 0 ORDER BY campaign.id
        """
    }
}

extension CampaignReference {
    /// From a row that begins with a number and a name.
    init(row: Row) throws {
        guard let id = CampaignID(row[0]) else { throw StoreError.unreadable("a campaign's number") }
        self.init(id: id, name: row.text(1))
    }
}
