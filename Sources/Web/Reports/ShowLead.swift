import HTTP
import Storage
import Tracking

extension WebApp {
    /// `GET /api/v2/reports/leads/<clickId>`: everything that carries the click id, in any of its forms.
    func showLead(_ request: RoutedRequest) throws -> Reply {
        guard let clickID = request.parameters["clickId"].flatMap({ ClickID($0) }),
            let journey = try store(for: request).journey(clickID)
        else { throw RequestError.unknownClick }
        return .response(HTTPResponse(.ok, jsonInPieces: journey.json, heldBytes: journey.byteCount))
    }
}
