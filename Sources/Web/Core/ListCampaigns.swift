import HTTP
import JSON
import Storage
import Tracking

extension WebApp {
    /// `GET /api/v2/core/campaigns`: campaigns, a page at a time.
    func listCampaigns(_ request: RoutedRequest) throws -> Reply {
        var fields = QueryFields(request.request.query)
        let list = ListFields(&fields, sortedBy: CampaignSortKey.id)
        try fields.finish()
        let campaigns = try store.campaignPage(list.page, by: list.sortKey, list.order)
        return .response(
            HTTPResponse(
                .ok,
                json: [
                    "content": .array(campaigns.rows.map { $0.campaign.json($0.summary) }),
                    "pagination": list.json(total: campaigns.total),
                ]))
    }

    /// `GET /api/v2/core/filters/campaigns`: the numbers and names of all campaigns.
    func listCampaignNames(_: RoutedRequest) throws -> Reply {
        let names = try store.campaignNames().map { campaign -> JSONValue in
            ["id": .integer(campaign.id.number), "name": .string(campaign.name)]
        }
        return .response(HTTPResponse(.ok, json: .array(names)))
    }
}
