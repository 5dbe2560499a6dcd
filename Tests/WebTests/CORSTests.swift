import HTTP
import Testing

/// Scripts of any site may use the tracking paths, and nothing else.
struct CORSTests {
    private let id = "8f1b5c6e-7a3d-4d20-a7f1-12a2b8f7a9c1"

    @Test(arguments: [
        ("POST", #"{"clickId":"8f1b5c6e-7a3d-4d20-a7f1-12a2b8f7a9c1","campaignId":42}"#, HTTPStatus.created),
        ("POST", "{}", .unprocessableEntity), ("POST", "{", .badRequest), ("PUT", "", .methodNotAllowed),
        ("HEAD", "", .methodNotAllowed), ("OPTIONS", "", .noContent),
    ])
    func everyAnswerOfATrackingPathIsOpen(method: String, body: String, status: HTTPStatus) async throws {
        let site = try TestSite()
        for path in Path.all {
            let response = await site.send(
                HTTPRequest(
                    method, path, body: .complete(Array(body.utf8)), mediaType: "application/json",
                    [("HTTP_ORIGIN", "https://landing.example")]))
            #expect(response.status == status)
            #expect(response.headers.filter { $0.name == .accessControlAllowOrigin }.map(\.value) == ["*"])
        }
    }

    @Test(arguments: [
        ("/api/v2/track/click", "POST, OPTIONS"), ("/api/v2/track/lead", "GET, POST, OPTIONS"),
        ("/api/v2/track/postback", "GET, POST, OPTIONS"),
    ])
    func preflightIsAnswered(path: String, methods: String) async throws {
        let site = try TestSite()
        let response = await site.send(
            HTTPRequest(
                "OPTIONS", path,
                [
                    ("HTTP_ORIGIN", "https://landing.example"),
                    ("HTTP_ACCESS_CONTROL_REQUEST_METHOD", "POST"),
                    ("HTTP_ACCESS_CONTROL_REQUEST_HEADERS", "content-type"),
                ]))
        #expect(response.status == .noContent)
        #expect(response.body.isEmpty)
        #expect(response[.allow] == methods)
        #expect(response[.accessControlAllowMethods] == methods)
        #expect(response[.accessControlAllowHeaders] == "Content-Type")
        #expect(response[.accessControlMaxAge] == "86400")
    }

    @Test(arguments: ["/api/v2/health", "/api/v2/track", "/dashboard/"])
    func nothingElseIsOpen(path: String) async throws {
        let site = try TestSite()
        for method in ["GET", "HEAD", "POST", "OPTIONS"] {
            let response = await site.send(HTTPRequest(method, path, [("HTTP_ORIGIN", "https://x.example")]))
            #expect(!response.headers.contains { $0.name.rawValue.hasPrefix("Access-Control-") })
        }
    }
}
