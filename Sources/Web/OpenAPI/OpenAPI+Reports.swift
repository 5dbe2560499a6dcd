import HTTP
import JSON
import Storage
import Tracking

/// Reports.
extension OpenAPI {
    static var reportOperations: [Operation] {
        [
            .read(
                "/api/v2/reports/statistics", "showStatistics",
                """
                Clicks, conversions and money of a campaign, day by day, perhaps by group; of all its journeys, or of those that \
                have a `status` and whose first click has a value, `parameter.NAME`.
                """,
                query: [
                    QueryParameter.campaignID, QueryParameter.required("periodStart", Schema.day),
                    QueryParameter.optional("periodEnd", Schema.day), QueryParameter.timeZone,
                    QueryParameter.optional("groupParameters", Schema.text),
                    QueryParameter.optional("skipClicksWithoutParameters", Schema.bool),
                    QueryParameter.sparse,
                    QueryParameter.optional("status", Schema.oneOf(LeadsQuery.StatusFilter.words)),
                ],
                Schema.reference("Statistics")
            ).ofSomething.alsoInCSV,
            .read(
                "/api/v2/reports/leads", "listLeads",
                """
                The campaign's journeys that have a lead or a postback. As CSV all of them, or, with `page` or `pageSize`, that \
                page, with a `Link` to the next one.
                """,
                query: [
                    QueryParameter.campaignID, QueryParameter.timeZone,
                    QueryParameter.optional("clickId", Schema.text),
                    QueryParameter.optional(
                        "status", Schema.oneOf(LeadsQuery.StatusFilter.words)),
                ] + QueryParameter.openPeriod
                    + QueryParameter.page(sortBy: LeadSortKey.allCases.map(\.rawValue)),
                Schema.page(
                    of: Schema.reference("Lead"),
                    filters: Schema.object(["campaignId": Schema.campaignID], isOpen: true))
            ).ofSomething.alsoInCSV,
            .read(
                "/api/v2/reports/leads/<clickId>", "showLead", "Everything that carries the click id.",
                Schema.reference("Journey")
            ).ofSomething,
            .read(
                "/api/v2/reports/unattributed", "showUnattributed",
                "What counts for no campaign, by the campaign number that was sent.",
                query: QueryParameter.page(sortBy: UnattributedSortKey.allCases.map(\.rawValue)),
                Schema.reference("Unattributed")),
        ] + expenseOperations
    }

    private static var expenseOperations: [Operation] {
        let helpers = "/api/v2/reports/helpers/"
        return [
            .read(
                "/api/v2/reports/expenses", "listExpenses",
                """
                What was spent on a campaign, a day a row. Where the period has no expenses: its days in UTC that have clicks, \
                or today alone, each with an empty distribution; `total` is 0 then.
                """,
                query: [QueryParameter.campaignID] + QueryParameter.openPeriod
                    + QueryParameter.page(
                        sortBy: ExpensesSortKey.allCases.map(\.rawValue), sizes: Page.sizesOfExpenses),
                Schema.page(
                    of: Schema.reference("ExpenseDay"),
                    filters: Schema.object([
                        "campaignId": Schema.campaignID, "periodStart": Schema.orNull(Schema.day),
                        "periodEnd": Schema.orNull(Schema.day),
                    ]))
            ).ofSomething,
            Operation.change(
                .post, "/api/v2/reports/expenses", "setExpenses", "Replaces what was spent on some days.",
                body: Schema.reference("Expenses"),
                .init(status: .ok, description: "Stored.", schema: Schema.null)
            ).ofSomething.withBadExpenses,
            .read(
                helpers + "expenses-distribution-parameters", "listDistributionParameters",
                "The names of the parameters of a campaign's clicks.", query: [QueryParameter.campaignID],
                Schema.array(of: Schema.object(["parameter": Schema.text]))
            ).ofSomething,
            .read(
                helpers + "expenses-distribution-parameter-values", "listDistributionParameterValues",
                "The texts that a parameter of a campaign's clicks has.",
                query: [QueryParameter.campaignID, QueryParameter.required("parameter", Schema.text)],
                Schema.array(of: Schema.object(["value": Schema.text]))
            ).ofSomething,
        ]
    }
}

extension Operation {
    /// A 400 has two meanings here.
    fileprivate var withBadExpenses: Operation {
        var operation = self
        operation.failures.removeAll { $0.status == .badRequest }
        operation.failures.append((.badRequest, "BadExpenses"))
        return operation
    }
}
