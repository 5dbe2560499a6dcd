import HTTP
import JSON
import Storage
import Synchronization
import Tracking

extension WebApp {
    /// `GET /api/v2/reports/leads`: the campaign's journeys that have a lead or a postback, a page at a time; as CSV all of
    /// them unless a page is named.
    func listLeads(_ request: RoutedRequest) throws -> Reply {
        var fields = QueryFields(request.request.query)
        let format = AnswerFormat(&fields, of: request.request)
        let options = CSVOptions(&fields)
        let list = ListFields(&fields, sortedBy: LeadSortKey.id)
        let query = try LeadsQuery(fields, list)
        _ = try existingCampaign(query.campaign)
        switch format {
        case .json: return .response(try leadPage(query, list, for: request))
        case .csv where list.isPageNamed: return .response(try leadPage(query, options, for: request))
        case .csv: return .response(try allLeads(query, options, for: request))
        }
    }

    private func leadPage(
        _ query: LeadsQuery, _ list: ListFields<LeadSortKey>, for request: RoutedRequest
    ) throws -> HTTPResponse {
        let leads = try store(for: request).leads(query)
        return HTTPResponse(
            .ok,
            json: [
                "content": .array(leads.rows.map(\.json)), "pagination": list.json(total: leads.total),
                "filters": query.filters,
            ])
    }

    /// A page as CSV, and how to get the next one, if there is one.
    private func leadPage(
        _ query: LeadsQuery, _ options: CSVOptions, for request: RoutedRequest
    ) throws -> HTTPResponse {
        let leads = try store(for: request).leads(query)
        var table = LeadTable(options.texts)
        table.append(leads.rows)
        var response = HTTPResponse(csv: table.takeBytes(), options, fileName: query.fileName)
        let isLast = leads.rows.isEmpty || query.page.offset + Int64(leads.rows.count) >= leads.total
        if !isLast, let link = request.request.link(toNextPage: query.page.number + 1) {
            response.headers.append(link)
        }
        return response
    }

    /// The whole list as CSV; for people with times by a clock on the wall, and with the query's columns.
    func allLeads(
        _ query: LeadsQuery, _ options: CSVOptions, clock: WallClock? = nil, for request: RoutedRequest
    ) throws -> HTTPResponse {
        var download = LeadDownload(query, of: store(for: request), options.texts, clock: clock)
        let first = try download.next() ?? []
        let coming = Mutex(download)
        let rest = rest(of: request, heldBytes: LeadDownload.heldBytes) {
            try coming.withLock { try $0.next() }
        }
        return HTTPResponse(
            csv: first, options, fileName: query.fileName, rest: download.isEnded ? nil : rest)
    }
}

extension LeadsQuery {
    fileprivate var fileName: String { "\(scope == .leads ? "leads" : "journeys")-\(campaign).csv" }
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
}
