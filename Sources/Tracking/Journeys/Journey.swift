/// Everything that carries one click id, as it stands on disk; each list is in order of arrival.
package struct Journey: Sendable {
    package let clickID: ClickID
    /// The campaign that the journey counts for; nil while it is unattributed or has no click.
    package let campaign: CampaignReference?
    /// The first click, which decides campaign and day; nil while only leads or postbacks have come.
    package let click: RecordedClick?
    /// Later clicks of the same id: kept, shown, never counted.
    package let repeats: [RecordedClick]
    package let leads: [RecordedLead]
    package let postbacks: [RecordedPostback]
    /// Events that came when there was no room left for them: refused, or only counted.
    package let surplusCount: Int64

    package init(
        clickID: ClickID, campaign: CampaignReference?, click: RecordedClick?, repeats: [RecordedClick],
        leads: [RecordedLead], postbacks: [RecordedPostback], surplusCount: Int64
    ) {
        self.clickID = clickID
        self.campaign = campaign
        self.click = click
        self.repeats = repeats
        self.leads = leads
        self.postbacks = postbacks
        self.surplusCount = surplusCount
    }

    /// In the order in which they were reported first; at most one while no transaction tells them apart.
    package var conversions: [Conversion] { (postbacks.last?.conversion).map { [$0] } ?? [] }

    /// That of the latest postback by arrival; nil without a postback or without a campaign.
    package var conversion: Conversion? { postbacks.last?.conversion }

    package struct RecordedClick: Hashable, Sendable {
        /// The campaign number that the click sent, whether or not such a campaign exists.
        package let sentCampaignID: CampaignID
        package let parameters: Parameters
        package let createdAt: Timestamp

        package init(sentCampaignID: CampaignID, parameters: Parameters, createdAt: Timestamp) {
            self.sentCampaignID = sentCampaignID
            self.parameters = parameters
            self.createdAt = createdAt
        }
    }

    package struct RecordedLead: Hashable, Sendable {
        package let parameters: Parameters
        package let createdAt: Timestamp

        package init(parameters: Parameters, createdAt: Timestamp) {
            self.parameters = parameters
            self.createdAt = createdAt
        }
    }

    package struct RecordedPostback: Hashable, Sendable {
        package let parameters: Parameters
        /// nil while the journey has no click or no campaign.
        package let conversion: Conversion?
        /// Whether its parameters equal those of the postback before it.
        package let isRepeat: Bool
        package let createdAt: Timestamp

        package init(
            parameters: Parameters, conversion: Conversion?, isRepeat: Bool, createdAt: Timestamp
        ) {
            self.parameters = parameters
            self.conversion = conversion
            self.isRepeat = isRepeat
            self.createdAt = createdAt
        }
    }
}
