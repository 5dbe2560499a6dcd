import HTTP
import JSON
import Storage
import Tracking

/// Campaigns over the API.
extension WebApp {
    /// `GET /api/v2/core/campaigns`: campaigns, a page at a time.
    func listCampaigns(_ request: RoutedRequest) throws -> Reply {
        var fields = QueryFields(request.request.query)
        let list = ListFields(&fields, sortedBy: CampaignSortKey.id)
        try fields.finish()
        let campaigns = try store(for: request).campaignPage(list.page, by: list.sortKey, list.order)
        return .response(
            HTTPResponse(
                .ok,
                json: [
                    "content": .array(campaigns.rows.map { $0.campaign.json($0.summary) }),
                    "pagination": list.json(total: campaigns.total),
                ]))
    }

    /// `GET /api/v2/core/filters/campaigns`: the numbers and names of all campaigns.
    func listCampaignNames(_ request: RoutedRequest) throws -> Reply {
        let names = try store(for: request).campaignNames().map { campaign -> JSONValue in
            ["id": .integer(campaign.id.number), "name": .string(campaign.name)]
        }
        return .response(HTTPResponse(.ok, json: .array(names)))
    }

    /// `POST /api/v2/core/campaigns`: a new campaign; answered with it and with where it is.
    func addCampaign(_ request: RoutedRequest) throws -> Reply {
        let settings = try Campaign.Settings(request.jsonBody())
        let campaign = try store.addCampaign(settings, id: nil, at: now())
        var response = HTTPResponse(.created, json: campaign.json(try store.summary(of: campaign.id)))
        let location = "\(request.request.prefix)/api/v2/core/campaigns/\(campaign.id)"
        response.headers.append(HTTPHeader(.location, location))
        return .response(response)
    }

    /// `GET /api/v2/core/campaigns/<id>`: a campaign.
    func showCampaign(_ request: RoutedRequest) throws -> Reply {
        let campaign = try existingCampaign(request.campaignID())
        return .response(HTTPResponse(.ok, json: campaign.json(try store.summary(of: campaign.id))))
    }

    /// `PATCH /api/v2/core/campaigns/<id>`: changes what the body names, and is answered with the whole campaign.
    func editCampaign(_ request: RoutedRequest) throws -> Reply {
        let id = try request.campaignID()
        let change = try Campaign.Change(request.jsonBody())
        guard let campaign = try store.updateCampaign(id, change) else { throw RequestError.unknownCampaign }
        return .response(HTTPResponse(.ok, json: campaign.json(try store.summary(of: id))))
    }

    /// `GET /api/v2/core/campaigns/<id>/flows`: none, which clients of the original show; whatever order they ask for.
    func listFlows(_ request: RoutedRequest) throws -> Reply {
        _ = try existingCampaign(request.campaignID())
        return .response(
            HTTPResponse(
                .ok,
                json: [
                    "content": [],
                    "pagination": [
                        "page": 1, "pageSize": .integer(Page.usualSize), "sortBy": "id", "sortOrder": "asc",
                        "total": 0,
                    ],
                ]))
    }

    /// `POST /api/v2/core/campaigns/<id>/attribute`: makes the unattributed clicks that sent a number the campaign's.
    func attributeClicks(_ request: RoutedRequest) throws -> Reply {
        let id = try request.campaignID()
        var fields = BodyFields(try request.jsonBody(), names: ["sentCampaignId"])
        let sent = fields.required("sentCampaignId", CampaignID.init(_:))
        try fields.finish()
        guard let sent else { throw RequestError.invalidFields(fields.errors, source: .json) }
        let count = try store.attribute(sent, to: id, seenFrom: nil, by: request.author, at: now())
        return .response(HTTPResponse(.ok, json: ["attributed": .integer(Int64(count))]))
    }

    /// - Throws: `RequestError.unknownCampaign`, or `StoreError`.
    func existingCampaign(_ id: CampaignID) throws -> Campaign {
        guard let campaign = try store.campaign(id) else { throw RequestError.unknownCampaign }
        return campaign
    }
}
