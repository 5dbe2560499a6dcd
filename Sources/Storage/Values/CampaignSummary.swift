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

/// A campaign with what it has brought.
package struct ListedCampaign: Sendable {
    package let campaign: Campaign
    package let summary: CampaignSummary

    package init(campaign: Campaign, summary: CampaignSummary) {
        self.campaign = campaign
        self.summary = summary
    }
}

/// What campaigns are sorted by, by the words of the API; equal ones by number.
package enum CampaignSortKey: String, CaseIterable, Sendable {
    case id, createdAt, clickCount, clickShare, lastActivityAt
}
