import HTTP
import Storage
import Tracking

extension WebApp {
    /// `PATCH /api/v2/core/campaigns/<id>`: changes what the body names, and is answered with the whole campaign.
    func editCampaign(_ request: RoutedRequest) throws -> Reply {
        let id = try request.campaignID()
        let change = try Campaign.Change(request.jsonBody())
        guard let campaign = try store.updateCampaign(id, change) else { throw RequestError.unknownCampaign }
        return .response(HTTPResponse(.ok, json: campaign.json(try store.summary(of: id))))
    }
}
