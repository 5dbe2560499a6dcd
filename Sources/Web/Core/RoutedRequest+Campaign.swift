import HTTP
import Tracking

extension RoutedRequest {
    /// The campaign's number in the path.
    ///
    /// - Throws: `unknownCampaign` for what no campaign can have.
    func campaignID() throws(RequestError) -> CampaignID {
        guard let text = parameters["id"], let number = Int64(text), let id = CampaignID(number),
            text == id.description
        else { throw .unknownCampaign }
        return id
    }
}
