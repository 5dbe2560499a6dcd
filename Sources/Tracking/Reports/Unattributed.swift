/// Clicks that sent one campaign number and count for no campaign.
package struct UnattributedClicks: Hashable, Sendable {
    package let sentCampaignID: CampaignID
    /// First clicks only: one per journey.
    package let clicks: Int64
    package let firstClickAt: Timestamp
    package let lastClickAt: Timestamp

    /// Strangers choose the numbers: of those beyond the first ones to come, only clicks are counted, all together.
    package static let maximumNumberCount: Int64 = 10_000

    package init(
        sentCampaignID: CampaignID, clicks: Int64, firstClickAt: Timestamp, lastClickAt: Timestamp
    ) {
        self.sentCampaignID = sentCampaignID
        self.clicks = clicks
        self.firstClickAt = firstClickAt
        self.lastClickAt = lastClickAt
    }
}

/// Leads and postbacks whose click has not come.
package struct EventsWithoutClick: Hashable, Sendable {
    package var journeys: Int64
    package var leads: Int64
    package var postbacks: Int64
    /// nil when there is none.
    package var firstEventAt: Timestamp?
    package var lastEventAt: Timestamp?
    /// false: there may be others, which were not counted.
    package var areAll: Bool

    package init(
        journeys: Int64 = 0, leads: Int64 = 0, postbacks: Int64 = 0, firstEventAt: Timestamp? = nil,
        lastEventAt: Timestamp? = nil, areAll: Bool = true
    ) {
        self.journeys = journeys
        self.leads = leads
        self.postbacks = postbacks
        self.firstEventAt = firstEventAt
        self.lastEventAt = lastEventAt
        self.areAll = areAll
    }
}
