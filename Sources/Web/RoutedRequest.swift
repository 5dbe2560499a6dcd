import HTTP
import JSON
import Tracking

/// A request that has found its route and brought its whole body.
struct RoutedRequest {
    let request: HTTPRequest
    let parameters: PathParameters
    /// Who has logged in; nil where no login is needed.
    let identity: Identity?

    init(_ request: HTTPRequest, parameters: PathParameters, identity: Identity?) throws(RequestError) {
        _ = try request.wholeBody()
        self.request = request
        self.parameters = parameters
        self.identity = identity
    }

    var login: String? { identity?.name }

    var author: Author { Author(login: login) }

    /// The object in the body.
    func jsonBody() throws(RequestError) -> JSONObject { try request.jsonBody() }
}
