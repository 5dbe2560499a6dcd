import HTTP
import JSON
import Storage
import Tracking

extension WebApp {
    /// `GET /api/v2/reports/expenses`: what was spent on a campaign, a day a row.
    func listExpenses(_ request: RoutedRequest) throws -> Reply {
        var fields = QueryFields(request.request.query)
        let list = ListFields(&fields, sortedBy: ExpensesSortKey.id)
        let query = try ExpensesQuery(fields, list)
        _ = try existingCampaign(query.campaign)
        let expenses = try store.expenses(query)
        return .response(
            HTTPResponse(
                .ok,
                json: [
                    "content": .array(expenses.rows.map(\.json)),
                    "pagination": list.json(total: expenses.total),
                    "filters": query.filters,
                ]))
    }

    /// `POST /api/v2/reports/expenses`: replaces what was spent on the days in the body.
    func setExpenses(_ request: RoutedRequest) throws -> Reply {
        let sent = try SentExpenses(request.jsonBody())
        try store.setExpenses(sent.days, by: sent.distributionParameter, for: sent.campaignID)
        return .response(HTTPResponse(.ok, json: nil))
    }
}

/// The original's words: days are stored in the order of days, so that both mean the same.
enum ExpensesSortKey: String, CaseIterable, Sendable {
    case id, date
}

extension ExpensesQuery {
    fileprivate init(_ fields: QueryFields, _ list: ListFields<ExpensesSortKey>) throws(RequestError) {
        var fields = fields
        let campaign = fields.campaignID()
        let first = fields.optional("periodStart", FieldReading.day)
        let last = fields.optional("periodEnd", FieldReading.day)
        try fields.finish()
        guard let campaign else { throw .invalidFields(fields.errors, source: .query) }
        self.init(campaign: campaign)
        (self.first, self.last, order, page) = (first, last, list.order, list.page)
    }

    fileprivate var filters: JSONValue {
        [
            "campaignId": .integer(campaign.number),
            "periodStart": first.map { .string($0.description) } ?? .null,
            "periodEnd": last.map { .string($0.description) } ?? .null,
        ]
    }
}

extension DayExpenses {
    fileprivate var json: JSONValue {
        let amounts = distribution.map { (name: $0.value, value: JSONValue.text($0.amount.description)) }
        return ["date": .string(day.description), "distribution": .object(amounts)]
    }
}
