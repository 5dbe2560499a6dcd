import Tracking

extension ExpensesQuery {
    /// Reads the fields of a query, but for those of the list; `now` decides what is today, in UTC.
    init(
        _ fields: QueryFields, _ list: ListFields<ExpensesSortKey>, now: Timestamp
    ) throws(RequestError) {
        var fields = fields
        let campaign = fields.campaignID()
        let first = fields.optional("periodStart", FieldReading.day)
        let last = fields.optional("periodEnd", FieldReading.day)
        try fields.finish()
        guard let campaign else { throw .invalidFields(fields.errors, source: .query) }
        self.init(campaign: campaign)
        (self.first, self.last, order, page) = (first, last, list.order, list.page)
        today = ReportZone.utc.day(of: now)
    }
}

/// The original's words: days are stored in the order of days, so that both mean the same.
enum ExpensesSortKey: String, CaseIterable, Sendable {
    case id, date
}
