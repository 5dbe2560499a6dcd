import HTTP
import JSON
import Storage
import Tracking

extension WebApp {
    /// `POST /api/v2/core/campaigns/<id>/attribute`: makes the unattributed clicks that sent a number the campaign's.
    func attributeClicks(_ request: RoutedRequest) throws -> Reply {
        let id = try request.campaignID()
        var fields = BodyFields(try request.jsonBody(), names: ["sentCampaignId"])
        let sent = fields.required("sentCampaignId", CampaignID.init(_:))
        try fields.finish()
        guard let sent else { throw RequestError.invalidFields(fields.errors, source: .json) }
        let count = try store.attribute(sent, to: id)
        return .response(HTTPResponse(.ok, json: ["attributed": .integer(Int64(count))]))
    }
}
