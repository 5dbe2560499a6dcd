/// Which journeys with a lead or a postback are asked for.
package struct LeadsQuery: Sendable {
    package var campaign: CampaignID
    package var clickID: ClickID?
    package var status: StatusFilter?
    /// The days of the first click, in `zone`; nil: of any time.
    package var first: ReportDay?
    package var last: ReportDay?
    package var zone = ReportZone.utc
    /// All must hold.
    package var parameters: [ParameterFilter] = []
    package var sortKey = LeadSortKey.id
    package var order = ListOrder.ascending
    package var page = Page.first

    package init(campaign: CampaignID) {
        self.campaign = campaign
    }

    package enum StatusFilter: Hashable, Sendable {
        case status(LeadStatus)
        /// Journeys without a postback.
        case noStatus
    }

    /// The first click's parameter of this name has this text: a string's, or a number's or bool's JSON text.
    package struct ParameterFilter: Hashable, Sendable {
        package let name: String
        package let text: String

        package init(name: String, text: String) {
            self.name = name
            self.text = text
        }
    }
}

/// What leads are sorted by, by the words of the API.
package enum LeadSortKey: String, CaseIterable, Sendable {
    /// The order in which the journeys began.
    case id
    /// The time of the first click.
    case createdAt
}

/// Where a list of leads goes on: behind this journey.
package struct LeadPlace: Hashable, Sendable {
    /// The number by which the store finds it.
    package let journey: Int64
    /// The time of its first click.
    package let createdAt: Timestamp

    package init(journey: Int64, createdAt: Timestamp) {
        self.journey = journey
        self.createdAt = createdAt
    }
}

/// Some rows of a list of leads.
package struct LeadPortion: Sendable {
    package let rows: [LeadRow]
    /// Where the next ones begin; nil at the end of the list.
    package let end: LeadPlace?

    package init(rows: [LeadRow], end: LeadPlace?) {
        self.rows = rows
        self.end = end
    }
}

/// A journey with a lead or a postback.
package struct LeadRow: Hashable, Sendable {
    package let clickID: ClickID
    /// nil without a postback.
    package let conversion: Conversion?
    /// The time of the first click.
    package let createdAt: Timestamp

    package init(clickID: ClickID, conversion: Conversion?, createdAt: Timestamp) {
        self.clickID = clickID
        self.conversion = conversion
        self.createdAt = createdAt
    }
}
