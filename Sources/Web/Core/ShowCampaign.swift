import HTTP
import Storage
import Tracking

extension WebApp {
    /// `GET /api/v2/core/campaigns/<id>`: a campaign.
    func showCampaign(_ request: RoutedRequest) throws -> Reply {
        let campaign = try existingCampaign(request.campaignID())
        return .response(HTTPResponse(.ok, json: campaign.json(try store.summary(of: campaign.id))))
    }

    /// - Throws: `RequestError.unknownCampaign`, or `StoreError`.
    func existingCampaign(_ id: CampaignID) throws -> Campaign {
        guard let campaign = try store.campaign(id) else { throw RequestError.unknownCampaign }
        return campaign
    }
}
