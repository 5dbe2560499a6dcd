import HTTP

/// Cross-origin requests (WHATWG Fetch, "CORS protocol"): what is for landing pages is open to any origin, nothing
/// else is.
extension Route.Audience {
    /// What the headers of an answer say to browsers: a page of any origin may read the answers that are for landing
    /// pages, errors included, and no form covers a page whose script has no login.
    ///
    /// With credentials, which a beacon always sends: nothing there looks at any.
    func decorated(_ response: HTTPResponse, for request: HTTPRequest) -> HTTPResponse {
        switch self {
        case .anyone, .session, .loginForm:
            return response
        case .login:
            return request.isOfAScript ? response.challengingScripts : response
        case .landingPages:
            var response = response
            if let origin = request.echoedOrigin {
                response.headers.append(HTTPHeader(.accessControlAllowOrigin, origin))
                response.headers.append(HTTPHeader(.accessControlAllowCredentials, "true"))
            } else {
                response.headers.append(HTTPHeader(.accessControlAllowOrigin, "*"))
            }
            response.headers.append(HTTPHeader(.vary, "Origin"))
            return response
        }
    }

    /// What a browser asks for before it sends JSON to another origin.
    func preflightHeaders(for request: HTTPRequest, allowedMethods: String) -> [HTTPHeader] {
        switch self {
        case .anyone, .login, .session, .loginForm: []
        case .landingPages:
            [
                HTTPHeader(.accessControlAllowMethods, allowedMethods),
                HTTPHeader(.accessControlAllowHeaders, request.allowedHeaderNames),
                HTTPHeader(.accessControlMaxAge, "86400"),
                HTTPHeader(.vary, "Access-Control-Request-Headers"),
            ]
        }
    }
}

extension HTTPRequest {
    /// No origin of a page is longer.
    private static let longestOrigin = 256
    private static let longestHeaderNames = 512

    /// The origin of the page that sent the request, as it stands; nil where there is none that could be one.
    fileprivate var echoedOrigin: String? {
        guard let origin = header("Origin"), 1...Self.longestOrigin ~= origin.utf8.count,
            origin.utf8.allSatisfy({ 0x21...0x7E ~= $0 })
        else { return nil }
        return origin
    }

    /// The header fields that a preflight asks for, or the one that JSON needs: whatever else a page's own tools add
    /// makes no difference here.
    fileprivate var allowedHeaderNames: String {
        guard let text = header("Access-Control-Request-Headers"), text.utf8.count <= Self.longestHeaderNames
        else { return "Content-Type" }
        let names = text.fieldTokens
        return names.isEmpty ? "Content-Type" : names.joined(separator: ", ")
    }
}

extension HTTPResponse {
    /// With another challenge than Basic, for which a browser would cover the page with a form of its own.
    fileprivate var challengingScripts: HTTPResponse {
        var response = self
        response.headers = headers.map { header in
            header.name == .wwwAuthenticate
                ? HTTPHeader(.wwwAuthenticate, #"Bearer realm="Landing Tracker""#) : header
        }
        return response
    }
}
