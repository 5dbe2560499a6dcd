import HTTP
import JSON
import Storage
import Tracking

extension WebApp {
    /// `GET /api/v2/reports/expenses`: what was spent on a campaign, a day a row; days to be filled in where there are none.
    func listExpenses(_ request: RoutedRequest) throws -> Reply {
        var fields = QueryFields(request.request.query)
        let list = ListFields(&fields, sortedBy: ExpensesSortKey.id, pageSizes: Page.sizesOfExpenses)
        let query = try ExpensesQuery(fields, list, now: now())
        let currency = try existingCampaign(query.campaign).settings.cost.currency
        let expenses = try store(for: request).expenses(query)
        return .response(
            HTTPResponse(
                .ok,
                json: [
                    "content": .array(expenses.rows.map { $0.json(beside: currency) }),
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

extension ExpensesQuery {
    fileprivate var filters: JSONValue {
        [
            "campaignId": .integer(campaign.number),
            "periodStart": first.map { .string($0.description) } ?? .null,
            "periodEnd": last.map { .string($0.description) } ?? .null,
        ]
    }
}

extension DayExpenses {
    /// Names the currency when it is not the campaign's of now, so that what is read may be saved again.
    fileprivate func json(beside campaignCurrency: Currency) -> JSONValue {
        let amounts = distribution.map { expense in
            (name: expense.value, value: JSONValue.text(expense.amount.text))
        }
        var members: [(name: String, value: JSONValue)] = [
            (name: "date", value: .string(day.description)),
            (name: "distribution", value: .object(amounts)),
        ]
        if let currency, currency != campaignCurrency {
            members.append((name: "currency", value: .string(currency.code)))
        }
        return .object(members)
    }
}
