import HTTP

/// Cross-origin requests (WHATWG Fetch, "CORS protocol"): what is for landing pages is open to any origin, nothing
/// else is.
extension Route.Audience {
    /// Lets a page of any origin read the answers that are for landing pages, errors included.
    func decorated(_ response: HTTPResponse) -> HTTPResponse {
        switch self {
        case .anyone, .login:
            return response
        case .landingPages:
            var response = response
            response.headers.append(HTTPHeader(.accessControlAllowOrigin, "*"))
            return response
        }
    }

    /// What a browser asks for before it sends JSON to another origin.
    func preflightHeaders(allowedMethods: String) -> [HTTPHeader] {
        switch self {
        case .anyone, .login: []
        case .landingPages:
            [
                HTTPHeader(.accessControlAllowMethods, allowedMethods),
                HTTPHeader(.accessControlAllowHeaders, "Content-Type"),
                HTTPHeader(.accessControlMaxAge, "86400"),
            ]
        }
    }
}
