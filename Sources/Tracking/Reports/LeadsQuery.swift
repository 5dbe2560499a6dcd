import JSON

/// Which journeys are asked for: usually of those with a lead or a postback.
package struct LeadsQuery: Sendable {
    package var campaign: CampaignID
    package var scope = Scope.leads
    package var clickID: ClickID?
    package var status: StatusFilter?
    /// Of which moment the days below are.
    package var dated = Dated.byClick
    /// Days in `zone`; nil: of any time.
    package var first: ReportDay?
    package var last: ReportDay?
    package var zone = ReportZone.utc
    /// All must hold.
    package var parameters: [ParameterFilter] = []
    /// Names of parameters that the first click must have no text of, as is counted under `GroupKey.missing`.
    package var missing: [String] = []
    /// Names of parameters of the first click that each row shows.
    package var columns: [String] = []
    package var sortKey = LeadSortKey.id
    package var order = ListOrder.ascending
    package var page = Page.first

    package init(campaign: CampaignID) {
        self.campaign = campaign
    }

    /// What a report that counts the same clicks leaves out.
    package var filter: JourneyFilter {
        JourneyFilter(status: status, parameters: parameters, missing: missing)
    }

    package enum Scope: String, CaseIterable, Sendable {
        /// Journeys with a lead or a postback.
        case leads
        /// All that count for the campaign: as many as it has clicks.
        case all
    }

    /// A moment of a journey.
    package enum Dated: String, CaseIterable, Sendable {
        /// The first click.
        case byClick = "click"
        case byLastEvent = "lastEvent"
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

/// A journey of a list: with a lead or a postback, unless all are asked for.
package struct LeadRow: Hashable, Sendable {
    package let clickID: ClickID
    /// nil without a postback.
    package let conversion: Conversion?
    /// The time of the first click.
    package let createdAt: Timestamp
    package let lastActivityAt: Timestamp
    /// Of the query's columns.
    package let values: LeadValues

    package init(
        clickID: ClickID, conversion: Conversion?, createdAt: Timestamp, lastActivityAt: Timestamp,
        values: LeadValues = .none
    ) {
        self.clickID = clickID
        self.conversion = conversion
        self.createdAt = createdAt
        self.lastActivityAt = lastActivityAt
        self.values = values
    }
}

/// What a row shows of its first click's parameters.
package struct LeadValues: Hashable, Sendable {
    /// In the order of the columns; nil where there is no such parameter.
    package let texts: [JSONText?]

    package static let none = LeadValues(texts: [])

    private init(texts: [JSONText?]) {
        self.texts = texts
    }

    package init(_ parameters: Parameters, columns: [String]) {
        texts = columns.map { parameters[$0] }
    }

    /// What they take in memory.
    package var byteCount: Int { texts.reduce(0) { $0 + ($1?.bytes.count ?? 0) } }
}
