import HTTP
import Storage
import Tracking

extension WebApp {
    /// `POST /api/v2/core/campaigns`: a new campaign; answered with it and with where it is.
    func addCampaign(_ request: RoutedRequest) throws -> Reply {
        let settings = try Campaign.Settings(request.jsonBody())
        let campaign = try store.addCampaign(settings, id: nil, at: now())
        var response = HTTPResponse(.created, json: campaign.json(try store.summary(of: campaign.id)))
        let location = "\(request.request.prefix)/api/v2/core/campaigns/\(campaign.id)"
        response.headers.append(HTTPHeader(.location, location))
        return .response(response)
    }
}
