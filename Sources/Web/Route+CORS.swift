import HTTP

/// Cross-origin requests (WHATWG Fetch, "CORS protocol"): tracking is open to any origin, nothing else is.
extension Route.Kind {
    /// Lets a page of any origin read the answers of a tracking path, errors included.
    func decorated(_ response: HTTPResponse) -> HTTPResponse {
        switch self {
        case .open, .login, .harmlessLogin, .report:
            return response
        case .tracking:
            var response = response
            response.headers.append(HTTPHeader(.accessControlAllowOrigin, "*"))
            return response
        }
    }

    /// What a browser asks for before it sends JSON to another origin.
    func preflightHeaders(allowedMethods: String) -> [HTTPHeader] {
        switch self {
        case .open, .login, .harmlessLogin, .report: []
        case .tracking:
            [
                HTTPHeader(.accessControlAllowMethods, allowedMethods),
                HTTPHeader(.accessControlAllowHeaders, "Content-Type"),
                HTTPHeader(.accessControlMaxAge, "86400"),
            ]
        }
    }
}
