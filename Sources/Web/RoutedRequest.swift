import HTTP
import JSON

/// A request that has found its route and brought its whole body.
struct RoutedRequest {
    let request: HTTPRequest
    let parameters: PathParameters
    /// The name of who has logged in; nil where no login is needed.
    let login: String?

    init(_ request: HTTPRequest, parameters: PathParameters, login: String?) throws(RequestError) {
        _ = try request.wholeBody()
        self.request = request
        self.parameters = parameters
        self.login = login
    }

    /// The object in the body.
    func jsonBody() throws(RequestError) -> JSONObject { try request.jsonBody() }
}
