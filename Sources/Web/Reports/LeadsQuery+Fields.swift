import JSON
import Tracking

extension LeadsQuery {
    private static let filterNames = ["clickId", "status", "periodStart", "periodEnd", "timezone"]
    private static let otherNames = [
        "campaignId", "page", "pageSize", "sortBy", "sortOrder", "format", "raw", "bom",
    ]
    private static let parameterPrefix = "parameter."

    /// Reads the fields of a query, but for those of the list.
    init(_ fields: QueryFields, _ list: ListFields<LeadSortKey>) throws(RequestError) {
        var fields = fields
        let campaign = fields.campaignID()
        let clickID = fields.optional("clickId", FieldReading.clickID)
        let status = fields.optional("status", StatusFilter.init(_:))
        let zone = fields.zone()
        let first = fields.optional("periodStart", FieldReading.day)
        let last = fields.optional("periodEnd", FieldReading.day)
        fields.refuseNearMisses(
            of: Self.filterNames, behind: [Self.parameterPrefix], others: Self.otherNames)
        try fields.finish()
        guard let campaign else { throw .invalidFields(fields.errors, source: .query) }
        self.init(campaign: campaign)
        self.clickID = clickID
        self.status = status
        self.zone = zone
        self.first = first
        self.last = last
        parameters = fields.texts(behind: Self.parameterPrefix).map {
            ParameterFilter(name: $0.name, text: $0.value)
        }
        (sortKey, order, page) = (list.sortKey, list.order, list.page)
    }

    /// The member `filters` of an answer: what was applied, by the names of the fields.
    var filters: JSONValue {
        let zone = self.zone == .utc ? nil : self.zone.identifier
        let texts = [
            ("clickId", clickID?.description), ("status", status?.word), ("periodStart", first?.description),
            ("periodEnd", last?.description), ("timezone", zone),
        ]
        let members = texts.compactMap { name, text in text.map { (name: name, value: JSONValue.string($0)) }
        }
        let others = parameters.map { filter in
            (name: Self.parameterPrefix + filter.name, value: JSONValue.string(filter.text))
        }
        return .object([(name: "campaignId", value: .integer(campaign.number))] + members + others)
    }
}

extension LeadsQuery.StatusFilter {
    var word: String {
        switch self {
        case .status(let status): status.rawValue
        case .noStatus: Self.noStatusWord
        }
    }

    private static let noStatusWord = "none"
    /// The words of the field `status`.
    static let words = LeadStatus.allCases.map(\.rawValue) + [noStatusWord]

    init(_ text: String) throws(FieldProblem) {
        if text == Self.noStatusWord {
            self = .noStatus
        } else if let status = LeadStatus(rawValue: text) {
            self = .status(status)
        } else {
            throw .notOne(of: Self.words)
        }
    }
}
