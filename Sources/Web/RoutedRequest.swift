import HTTP
import JSON

/// A request that has found its route and brought its whole body.
struct RoutedRequest {
    let request: HTTPRequest
    let parameters: PathParameters

    init(_ request: HTTPRequest, parameters: PathParameters) throws(RequestError) {
        _ = try request.wholeBody()
        self.request = request
        self.parameters = parameters
    }

    /// The object in the body.
    func jsonBody() throws(RequestError) -> JSONObject { try request.jsonBody() }
}
