/// An event as whoever watches sees it, without the rest of its journey.
package struct LatestEvent: Hashable, Sendable {
    package let kind: Kind
    package let clickID: ClickID
    package let createdAt: Timestamp
    /// The campaign that its journey counts for; nil while there is none.
    package let campaign: CampaignID?
    /// The number that the first click has sent, whether or not there is such a campaign; nil while none has come.
    package let sentCampaign: CampaignID?
    /// Of a postback; nil of all else, and while its journey has no campaign.
    package let conversion: Conversion?
    /// nil: too long to be shown beside others.
    package let parameters: Parameters?

    package enum Kind: String, CaseIterable, Sendable {
        case click, repeatedClick, lead, postback
    }

    package init(
        _ kind: Kind, of clickID: ClickID, at time: Timestamp, campaign: CampaignID?,
        sentCampaign: CampaignID?,
        conversion: Conversion? = nil, parameters: Parameters?
    ) {
        self.kind = kind
        self.clickID = clickID
        createdAt = time
        self.campaign = campaign
        self.sentCampaign = sentCampaign
        self.conversion = conversion
        self.parameters = parameters
    }

    package var isWithoutClick: Bool { sentCampaign == nil }
}

extension [LatestEvent] {
    /// The newest first; what came at the same moment in the order that a journey has.
    package var newestFirst: [LatestEvent] {
        sorted { left, right in
            left.createdAt == right.createdAt
                ? left.kind.place > right.kind.place : left.createdAt > right.createdAt
        }
    }
}

extension LatestEvent.Kind {
    fileprivate var place: Int {
        switch self {
        case .click: 0
        case .repeatedClick: 1
        case .lead: 2
        case .postback: 3
        }
    }
}
