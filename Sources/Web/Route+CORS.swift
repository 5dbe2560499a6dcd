import HTTP

/// Cross-origin requests (WHATWG Fetch, "CORS protocol"): tracking is open to any origin, nothing else is.
extension Route.Kind {
    /// Lets a page of any origin read the answers of a tracking path, errors included.
    func decorating(_ answer: @escaping WebApp.Answer) -> WebApp.Answer {
        switch self {
        case .open, .login, .harmlessLogin: answer
        case .tracking:
            { response in
                var response = response
                response.headers.append(HTTPHeader(.accessControlAllowOrigin, "*"))
                answer(response)
            }
        }
    }

    /// What a browser asks for before it sends JSON to another origin.
    func preflightHeaders(allowedMethods: String) -> [HTTPHeader] {
        switch self {
        case .open, .login, .harmlessLogin: []
        case .tracking:
            [
                HTTPHeader(.accessControlAllowMethods, allowedMethods),
                HTTPHeader(.accessControlAllowHeaders, "Content-Type"),
                HTTPHeader(.accessControlMaxAge, "86400"),
            ]
        }
    }
}
