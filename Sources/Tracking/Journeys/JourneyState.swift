/// A journey as its latest event has left it: what reports count.
package struct JourneyState: Hashable, Sendable {
    package let clickID: ClickID
    /// nil while there is no click, and after a click for an unknown campaign until it is attributed.
    package var campaignID: CampaignID?
    /// When the first click came; nil while only leads or postbacks have come.
    package var clickedAt: Timestamp?
    /// Whether the first click has any parameter.
    package var hasParameters = false
    /// In the order in which they were reported first; at most one while no transaction tells them apart.
    package var conversions: [Conversion] = []
    package var leadCount: Int64 = 0
    package var postbackCount: Int64 = 0
    package var repeatCount: Int64 = 0
    /// Of the parameters of all events.
    package var byteCount: Int64 = 0
    /// Events that were only counted, or refused, since there was no room for them.
    package var surplusCount: Int64 = 0
    /// When the first event came, whatever it was.
    package let createdAt: Timestamp
    package var lastActivityAt: Timestamp

    /// A journey before its first event is counted.
    package init(clickID: ClickID, createdAt: Timestamp) {
        self.clickID = clickID
        self.createdAt = createdAt
        lastActivityAt = createdAt
    }

    /// How many are kept.
    package var eventCount: Int64 {
        (clickedAt == nil ? 0 : 1) + leadCount + postbackCount + repeatCount
    }

    /// Whether a lead or a postback has come.
    package var isLead: Bool { leadCount + postbackCount > 0 }

    /// That of the latest postback by arrival; nil without a postback or without a campaign.
    package var status: LeadStatus? { conversions.last?.status }
}
