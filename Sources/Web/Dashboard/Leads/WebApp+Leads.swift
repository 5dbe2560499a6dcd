import HTML
import HTTP
import Storage
import Synchronization
import Tracking

/// Leads on the pages.
extension WebApp {
    /// So many leads are looked at for one page.
    private static let leadsLookedAt = 8_000
    /// So many of all journeys are looked at in one go, and so often for one page: a reporter may take its time.
    private static let journeysLookedAt = 100_000
    private static let mostLooks = 20
    /// So many journeys are shown of those whose click id begins as somebody has typed.
    private static let mostFound = 50

    /// `GET /dashboard/leads`: the leads of a campaign, or, by a reporter, all its journeys; with a click id, or its
    /// beginning, the journeys that it means.
    func showLeads(_ request: RoutedRequest) throws -> Reply {
        var fields = QueryFields(request.request.query)
        var address = LeadsAddress(&fields) { $0.day(of: now()) }
        let typed = fields.text("clickId") ?? ""
        if !typed.isEmpty { return try findJourneys(typed, address, request) }
        if fields.errors.isEmpty, address.take(fields) {
            address.checkSize(&fields)
            if fields.errors.isEmpty {
                return .response(HTTPResponse(seeOther: "/leads?" + address.text, of: request.request))
            }
        }
        let names = try CampaignChoices(of: store).keeping(address.campaign)
        let writer = LeadsPageWriter(address, names: names, now: now(), request)
        guard fields.errors.isEmpty else { return .response(writer.page(problems: fields.errors)) }
        guard let campaign = try address.campaign ?? lastActiveCampaign() else {
            return .response(writer.pageWithoutCampaigns())
        }
        _ = try existingCampaign(campaign)
        let store = store(for: request)
        let query = address.query(of: campaign, today: address.zone.day(of: now()))
        let parameters = try store.distributionParameters(of: campaign)
        guard query.scope == .leads else {
            return .later { [self, place = address.place] in
                let (portion, total) = try journeys(query, after: place, for: request)
                return .response(writer.page(query, parameters: parameters, portion, of: total))
            }
        }
        guard query.looksAtEach else {
            return .response(writer.page(query, parameters: parameters, try store.leads(query)))
        }
        let portion = try store.leads(
            query, after: address.place, among: Self.leadsLookedAt, upTo: Int(LeadsAddress.rowCount))
        return .response(writer.page(query, parameters: parameters, portion))
    }

    /// The next of all journeys, looked for until a page is full, and how many there are in all; nil: nobody knows.
    private func journeys(
        _ query: LeadsQuery, after place: LeadPlace?, for request: RoutedRequest
    ) throws -> (portion: LeadPortion, total: Int64?) {
        let store = store(for: request)
        let total = try store.leadCount(query)
        var rows: [LeadRow] = []
        var end = place
        for _ in 0..<Self.mostLooks {
            let portion = try store.leads(
                query, after: end, among: Self.journeysLookedAt,
                upTo: Int(LeadsAddress.rowCount) - rows.count)
            rows += portion.rows
            end = portion.end
            // What is left has none of them.
            if place == nil, total.map({ Int64(rows.count) >= $0 }) == true { end = nil }
            if end == nil || rows.count >= Int(LeadsAddress.rowCount) { break }
        }
        return (LeadPortion(rows: rows, end: end), total)
    }

    /// `GET /dashboard/leads.csv`: the whole list for a spreadsheet.
    func downloadLeads(_ request: RoutedRequest) throws -> Reply {
        var fields = QueryFields(request.request.query)
        let address = LeadsAddress(&fields) { $0.day(of: now()) }
        try fields.finish()
        guard let campaign = try address.campaign ?? lastActiveCampaign() else {
            throw RequestError.unknownCampaign
        }
        _ = try existingCampaign(campaign)
        let query = address.query(of: campaign, today: address.zone.day(of: now()))
        return .response(
            try allLeads(
                query, .forSpreadsheets, clock: WallClock(zone: address.zone, now: now()), for: request))
    }

    /// Of those that are listed, unless all that were lately active are archived; nil: there is no campaign.
    private func lastActiveCampaign() throws -> CampaignID? {
        let rows = try store.campaignPage(.first, by: .lastActivityAt, .descending).rows
        return (rows.first { !$0.campaign.settings.isArchived } ?? rows.first)?.campaign.id
    }

    private func findJourneys(
        _ typed: String, _ address: LeadsAddress, _ request: RoutedRequest
    ) throws -> Reply {
        if let clickID = ClickID(typed) { return .response(leading(to: clickID, address, request)) }
        let names = try CampaignChoices(of: store).keeping(address.campaign)
        let writer = LeadsPageWriter(address, names: names, now: now(), request)
        guard let beginning = ClickIDBeginning(typed) else {
            return .response(
                writer.page(problems: FieldErrors(.notUUID, in: "clickId"), clickID: typed))
        }
        let found = try store(for: request).journeys(beginningWith: beginning, upTo: Self.mostFound + 1)
        if found.count == 1 { return .response(leading(to: found[0].clickID, address, request)) }
        return .response(
            writer.page(
                found: Array(found.prefix(Self.mostFound)), areAll: found.count <= Self.mostFound, of: typed))
    }

    private func leading(
        to clickID: ClickID, _ address: LeadsAddress, _ request: RoutedRequest
    ) -> HTTPResponse {
        let zone =
            address.zone == .utc
            ? "" : "?" + QueryString.text([(name: "timezone", value: address.zone.identifier)])
        return HTTPResponse(seeOther: "/journeys/\(clickID)\(zone)", of: request.request)
    }
}

extension LeadsAddress {
    /// Takes what somebody has typed to narrow the list, or to widen its rows.
    ///
    /// - Returns: Whether there was anything.
    fileprivate mutating func take(_ fields: QueryFields) -> Bool {
        let (name, column) = (fields.text("filterName") ?? "", fields.text("addColumn") ?? "")
        if !name.isEmpty { parameters.append(.init(name: name, text: fields.text("filterValue") ?? "")) }
        if !column.isEmpty, !columns.contains(where: { $0.utf8.elementsEqual(column.utf8) }) {
            columns.append(column)
        }
        return !name.isEmpty || !column.isEmpty
    }
}
