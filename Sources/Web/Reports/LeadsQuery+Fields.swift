import Tracking

extension LeadsQuery {
    /// Reads the fields of a query, but for those of the list.
    init(_ fields: QueryFields, _ list: ListFields<LeadSortKey>) throws(RequestError) {
        var fields = fields
        let campaign = fields.campaignID()
        let status = fields.optional("status", StatusFilter.init(_:))
        let zone = fields.zone()
        let first = fields.optional("periodStart", FieldReading.day)
        let last = fields.optional("periodEnd", FieldReading.day)
        try fields.finish()
        guard let campaign else { throw .invalidFields(fields.errors, source: .query) }
        self.init(campaign: campaign)
        self.status = status
        self.zone = zone
        self.first = first
        self.last = last
        parameters = fields.texts(behind: "parameter.").map { ParameterFilter(name: $0.name, text: $0.value) }
        (sortKey, order, page) = (list.sortKey, list.order, list.page)
    }
}

extension LeadsQuery.StatusFilter {
    /// The words of the field `status`.
    static let words = LeadStatus.allCases.map(\.rawValue) + ["none"]

    fileprivate init(_ text: String) throws(FieldProblem) {
        if text == "none" {
            self = .noStatus
        } else if let status = LeadStatus(rawValue: text) {
            self = .status(status)
        } else {
            throw .notOne(of: Self.words)
        }
    }
}
