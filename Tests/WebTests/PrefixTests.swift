import HTTP
import Testing

/// The same application below a path that the administrator chose.
struct PrefixTests {
    private let id = "8f1b5c6e-7a3d-4d20-a7f1-12a2b8f7a9c1"

    @Test(arguments: [
        ("/tracker", "/tracker/api/v2/track/lead", HTTPStatus.created),
        ("/tracker/", "/tracker/api/v2/track/lead", .created),
        ("/tracker", "/tracker/api/v2/track/%6Cead", .created),
        ("/tracker", "https://tracker.example/tracker/api/v2/track/lead", .created),
        ("/tracker", "/api/v2/track/lead", .notFound),
        ("/tracker", "/trackerapi/v2/track/lead", .notFound),
        ("/tracker", "/tracker//api/v2/track/lead", .notFound),
        ("", "/tracker/api/v2/track/lead", .notFound),
        ("", "/api/v2/track/lead", .created),
    ])
    func prefixIsNoPartOfTheRoute(prefix: String, path: String, status: HTTPStatus) async throws {
        let site = try TestSite()
        let response = await site.send(
            HTTPRequest("GET", "\(path)?clickId=\(id)", [("LANDING_TRACKER_PREFIX", prefix)]))
        #expect(response.status == status)
    }

    @Test func programNameIsThePrefixOfPlainCGI() async throws {
        let site = try TestSite()
        let variables = [
            ("GATEWAY_INTERFACE", "CGI/1.1"), ("SCRIPT_NAME", "/cgi-bin/landing-tracker"),
            ("PATH_INFO", "/api/v2/track/lead"), ("QUERY_STRING", "clickId=\(id)"),
        ]
        let target = "/cgi-bin/landing-tracker/api/v2/track/lead?clickId=\(id)"
        #expect(await site.send(HTTPRequest("GET", target, variables)).status == .created)
    }

    /// lighttpd calls that the program's name which ends with the first segment below what it was told.
    @Test(arguments: [
        ("/api/v2/track", "/lead", HTTPStatus.created), ("/api/v2", "/track/lead", .created),
        ("/api", "/v2/track/lead", .created), ("/api/v2/track/lead", "", .created),
        ("", "/api/v2/track/lead", .created), ("/api/v2/track", "/view", .notFound),
        ("/api/v2/core", "/campaigns", .unauthorized), ("/api/v2/core", "/view", .unauthorized),
        ("/cgi-bin/landing-tracker", "/api/v2/core/view", .unauthorized),
        ("/cgi-bin/landing-tracker", "/api/v2/track/view", .notFound),
        ("/cgi-bin/landing-tracker", "/track/lead", .notFound),
    ])
    func wholePathGoesBeforeTheProgramsName(name: String, info: String, status: HTTPStatus) async throws {
        let site = try TestSite()
        let variables = [("SCRIPT_NAME", name), ("PATH_INFO", info), ("HTTPS", "on")]
        let response = await site.send(HTTPRequest("GET", "\(name)\(info)?clickId=\(id)", variables))
        #expect(response.status == status)
    }
}
