import HTTP

/// All routes: what a path leads to.
struct RouteTable: Sendable {
    private let router: Router<Route>
    /// What has a route for logins is for logins altogether: whether something exists there is told to nobody else.
    private let loginSections: Set<String>

    /// What a path leads to.
    enum Match: Sendable {
        case route(Route, PathParameters)
        /// Nothing answers there, which is told to this audience in this shape.
        case nothing(for: Route.Audience, Route.Surface)
    }

    init(_ routes: [Route]) {
        router = Router(routes.map { (path: $0.path, endpoint: $0) })
        loginSections = Set(routes.filter { $0.audience == .login }.map { Self.section(of: $0.path) })
    }

    /// What the whole path of a request leads to; else, of one that goes through a CGI program, what the rest leads to.
    ///
    /// - Returns: The request with the path that counts, too.
    func match(_ request: HTTPRequest) -> (request: HTTPRequest, match: Match) {
        let match = match(request.path)
        guard case .nothing(for: .anyone, _) = match, let below = request.belowProgram else {
            return (request, match)
        }
        return (below, self.match(below.path))
    }

    func match(_ path: String) -> Match {
        if let match = router.match(path) { return .route(match.endpoint, match.parameters) }
        if path.hasPrefix(WebApp.dashboardPath + "/") { return .nothing(for: .session, .page) }
        return .nothing(for: loginSections.contains(Self.section(of: path)) ? .login : .anyone, .api)
    }

    /// `/api/v2/core` of all paths below it; a shorter path itself.
    private static func section(of path: String) -> String {
        path.utf8.split(separator: UInt8(ascii: "/"), maxSplits: 4, omittingEmptySubsequences: false)
            .prefix(4).map { Substring($0) }.joined(separator: "/")
    }
}

extension RouteTable.Match {
    var audience: Route.Audience {
        switch self {
        case .route(let route, _): route.audience
        case .nothing(let audience, _): audience
        }
    }

    var work: Route.Work {
        switch self {
        case .route(let route, _): route.work
        case .nothing: .atOnce
        }
    }

    var surface: Route.Surface {
        switch self {
        case .route(let route, _): route.surface
        case .nothing(_, let surface): surface
        }
    }
}
