import HTTP
import JSON
import Storage
import Tracking

extension WebApp {
    /// `GET /api/v2/reports/leads`: the campaign's journeys that have a lead or a postback, a page at a time.
    func listLeads(_ request: RoutedRequest) throws -> Reply {
        var fields = QueryFields(request.request.query)
        let format = AnswerFormat(&fields, of: request.request)
        let options = CSVOptions(&fields)
        let list = ListFields(&fields, sortedBy: LeadSortKey.id)
        let query = try LeadsQuery(fields, list)
        let campaign = try existingCampaign(query.campaign)
        let leads = try store(for: request).leads(query)
        switch format {
        case .json:
            return .response(
                HTTPResponse(
                    .ok,
                    json: [
                        "content": .array(leads.rows.map(\.json)),
                        "pagination": list.json(total: leads.total),
                        "filters": query.filters,
                    ]))
        case .csv:
            return .response(
                HTTPResponse(
                    csv: leads.rows.csv(options.texts), options, fileName: "leads-\(campaign.id).csv"))
        }
    }
}

extension LeadRow {
    fileprivate var json: JSONValue {
        [
            "clickId": .string(clickID.description),
            "status": conversion.map { .string($0.status.rawValue) } ?? .null,
            "costValue": conversion?.payout.map { .text($0.amount.description) } ?? .null,
            "currency": conversion?.payout.map { .string($0.currency.code) } ?? .null,
            "createdAt": .integer(createdAt.seconds),
        ]
    }

    fileprivate var cells: [CSVTable.Cell] {
        [
            .text(clickID.description),
            conversion.map { .text($0.status.rawValue) } ?? .empty,
            conversion?.payout.map { .number($0.amount.description) } ?? .empty,
            conversion?.payout.map { .text($0.currency.code) } ?? .empty,
            .number(String(createdAt.seconds)),
        ]
    }
}

extension [LeadRow] {
    fileprivate func csv(_ texts: TextCells) -> [UInt8] {
        var table = CSVTable(
            columns: ["clickId", "status", "costValue", "currency", "createdAt"], texts: texts)
        for row in self { table.append(row.cells) }
        return table.bytes
    }
}
