/// A journey in a list of such as were looked for.
package struct JourneySummary: Hashable, Sendable {
    package let clickID: ClickID
    /// nil while the journey counts for none.
    package let campaign: CampaignID?
    package let status: LeadStatus?
    /// nil while only leads or postbacks have come.
    package let clickedAt: Timestamp?
    package let createdAt: Timestamp
    package let lastActivityAt: Timestamp
    package let leadCount: Int64
    package let postbackCount: Int64

    package init(
        clickID: ClickID, campaign: CampaignID?, status: LeadStatus?, clickedAt: Timestamp?,
        createdAt: Timestamp,
        lastActivityAt: Timestamp, leadCount: Int64, postbackCount: Int64
    ) {
        self.clickID = clickID
        self.campaign = campaign
        self.status = status
        self.clickedAt = clickedAt
        self.createdAt = createdAt
        self.lastActivityAt = lastActivityAt
        self.leadCount = leadCount
        self.postbackCount = postbackCount
    }
}
