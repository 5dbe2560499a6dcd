import HTTP
import Testing

@testable import Web

/// What the table says of each path, and what follows from it.
struct RouteTableTests {
    private static let table = RouteTable(WebApp.routes)

    private struct Line: Sendable {
        let path: String
        let audience: Route.Audience
        let work: Route.Work
        let surface: Route.Surface
        /// The methods of an `Allow` field; those that change something are in `changing`, too.
        let allowed: String
        let changing: [HTTPMethod]

        init(
            _ path: String, for audience: Route.Audience, _ work: Route.Work, _ surface: Route.Surface,
            _ allowed: String, changing: [HTTPMethod] = []
        ) {
            self.path = path
            self.audience = audience
            self.work = work
            self.surface = surface
            self.allowed = allowed
            self.changing = changing
        }
    }

    private static let lines = [
        Line("track/click", for: .landingPages, .atOnce, .tracking, "POST, OPTIONS", changing: [.post]),
        Line(
            "track/lead", for: .landingPages, .atOnce, .tracking, "GET, POST, OPTIONS",
            changing: [.get, .post]),
        Line(
            "track/postback", for: .landingPages, .atOnce, .tracking, "GET, POST, OPTIONS",
            changing: [.get, .post]),
        Line("health", for: .anyone, .atOnce, .api, "GET, HEAD, OPTIONS"),
        Line("live", for: .anyone, .atOnce, .api, "GET, HEAD, OPTIONS"),
        Line("auth/authenticate", for: .login, .clerk, .api, "POST, OPTIONS"),
        Line("core/campaigns", for: .login, .clerk, .api, "GET, HEAD, POST, OPTIONS", changing: [.post]),
        Line(
            "core/campaigns/<id>", for: .login, .clerk, .api, "GET, HEAD, PATCH, OPTIONS", changing: [.patch]),
        Line("core/campaigns/<id>/flows", for: .login, .clerk, .api, "GET, HEAD, OPTIONS"),
        Line(
            "core/campaigns/<id>/attribute", for: .login, .reporter, .api, "POST, OPTIONS", changing: [.post]),
        Line(
            "core/campaigns/<id>/move-clicks", for: .login, .reporter, .api, "POST, OPTIONS",
            changing: [.post]),
        Line(
            "core/campaigns/moves/<run>/undo", for: .login, .reporter, .api, "POST, OPTIONS",
            changing: [.post]),
        Line("core/filters/campaigns", for: .login, .clerk, .api, "GET, HEAD, OPTIONS"),
        Line("reports/statistics", for: .login, .reporter, .api, "GET, HEAD, OPTIONS"),
        Line("reports/leads", for: .login, .reporter, .api, "GET, HEAD, OPTIONS"),
        Line("reports/leads/<clickId>", for: .login, .clerk, .api, "GET, HEAD, OPTIONS"),
        Line("reports/expenses", for: .login, .clerk, .api, "GET, HEAD, POST, OPTIONS", changing: [.post]),
        Line(
            "reports/helpers/expenses-distribution-parameters", for: .login, .clerk, .api,
            "GET, HEAD, OPTIONS"),
        Line(
            "reports/helpers/expenses-distribution-parameter-values", for: .login, .clerk, .api,
            "GET, HEAD, OPTIONS"),
        Line("reports/unattributed", for: .login, .reporter, .api, "GET, HEAD, OPTIONS"),
        Line("alerts", for: .login, .clerk, .api, "GET, HEAD, OPTIONS"),
        Line("openapi.json", for: .login, .clerk, .api, "GET, HEAD, OPTIONS"),
    ]

    private static let interface = WebApp.routes.filter { $0.surface != .page }
    private static let pages = WebApp.routes.filter { $0.surface == .page }

    @Test func everyRouteIsKnownHere() {
        #expect(Self.interface.map(\.path) == Self.lines.map { "/api/v2/" + $0.path })
    }

    /// But for the way in.
    @Test func pagesAreForSessions() {
        let open = ["/dashboard", "/dashboard/assets/<name>", "/dashboard/login"]
        #expect(Self.pages.filter { $0.audience != .session }.map(\.path) == open)
        for route in Self.pages {
            #expect(route.path == "/dashboard" || route.path.hasPrefix("/dashboard/"))
            for method in route.methods {
                #expect(route.action(for: method)?.changes == (method == .post), "\(method) \(route.path)")
            }
        }
    }

    @Test func everyRouteIsWhatItSays() {
        for (route, line) in zip(Self.interface, Self.lines) {
            #expect(route.audience == line.audience, "\(line.path)")
            #expect(route.work == line.work, "\(line.path)")
            #expect(route.surface == line.surface, "\(line.path)")
            #expect(route.allowedMethods == line.allowed, "\(line.path)")
            let changing = route.methods.filter { route.action(for: $0)?.changes == true }
            #expect(changing == line.changing, "\(line.path)")
        }
    }

    @Test func headIsAnsweredWhereGetChangesNothing() {
        for route in WebApp.routes {
            let isAllowed = route.allowedMethods.contains("HEAD")
            #expect((route.action(for: .head) != nil) == isAllowed, "\(route.path)")
            #expect(route.action(for: .head)?.changes != true, "\(route.path)")
        }
    }

    @Test func whatNeedsALoginFollowsFromTheTable() {
        for route in Self.interface {
            // Nothing answers below a route, and that is told to whom the route is for.
            for path in [route.path, route.path + "/", route.path + "/x/y"] {
                let needsLogin = Self.table.match(path).audience == .login
                #expect(needsLogin == (route.audience == .login), "\(path)")
            }
        }
    }

    @Test(
        arguments: [
            ("/api/v2/auth", .login), ("/api/v2/core/", .login), ("/api/v2/core//", .login),
            ("/api/v2/reports/nothing", .login), ("/api/v2/openapi.json/x", .login),
            ("", .anyone), ("/", .anyone), ("/api/v2", .anyone), ("/api/v2/", .anyone),
            ("/api/v2/corex", .anyone), ("/api/v2/Core/campaigns", .anyone), ("//api/v2/core", .anyone),
            ("/api/v2//core", .anyone), ("/x/api/v2/core", .anyone), ("/api/v2/track/x", .anyone),
            ("/dashboard/nothing", .session), ("/dashboard//", .session), ("/dashboardx", .anyone),
        ] as [(String, Route.Audience)])
    func unknownPathIsForWhomItsSectionIs(path: String, audience: Route.Audience) {
        guard case .nothing(let found, _) = Self.table.match(path) else {
            Issue.record("\(path) is a route")
            return
        }
        #expect(found == audience)
    }

    /// A route of its own may be open within a section for logins; what is unknown there is not.
    @Test func routeGoesBeforeItsSection() {
        let route = { (path: String, audience: Route.Audience) in
            Route(path, for: audience, .atOnce, .api, [.get: .reading(WebApp.health)])
        }
        let table = RouteTable([route("/api/v2/a/closed", .login), route("/api/v2/a/open", .anyone)])
        #expect(table.match("/api/v2/a/open").audience == .anyone)
        #expect(table.match("/api/v2/a/closed").audience == .login)
        #expect(table.match("/api/v2/a/unknown").audience == .login)
        #expect(table.match("/api/v2/b").audience == .anyone)
    }

    @Test(arguments: ["/api/v2/auth/x", "/api/v2/core/nothing", "/api/v2/reports", "/api/v2/openapi.json/x"])
    func loginComesBeforeNotFound(path: String) async throws {
        let site = try TestSite()
        #expect(await site.ask("GET", path, login: nil).status == .unauthorized)
        #expect(await site.ask("GET", path, login: .unknownToken).status == .unauthorized)
        #expect(await site.ask("GET", path).status == .notFound)
    }

    @Test func loginComesBeforeMethodNotAllowed() async throws {
        let site = try TestSite()
        for route in WebApp.routes where route.audience == .login {
            #expect(await site.ask("DELETE", route.path, login: nil).status == .unauthorized)
            let response = await site.ask("DELETE", route.path)
            #expect(response.status == .methodNotAllowed)
            #expect(response[.allow] == route.allowedMethods)
        }
    }
}
