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
            #expect(response.values(of: .accessControlAllowOrigin) == ["https://landing.example"])
            #expect(response.values(of: .accessControlAllowCredentials) == ["true"])
            #expect(response.values(of: .vary).contains("Origin"))
        }
    }

    /// `null` is the origin of a page in a sandbox, or of a file.
    @Test(arguments: ["null", "https://xn--80ak6aa92e.example:8443", String(repeating: "x", count: 256)])
    func originIsEchoed(origin: String) async throws {
        let response = try await answer(toOrigin: origin)
        #expect(response.values(of: .accessControlAllowOrigin) == [origin])
        #expect(response.values(of: .accessControlAllowCredentials) == ["true"])
        #expect(response.values(of: .vary) == ["Origin"])
    }

    @Test(arguments: [
        nil, "", "https://a.example b", "https://ж.example", "a\r\nX: y", String(repeating: "x", count: 257),
    ])
    func whatIsNoOriginIsNotEchoed(origin: String?) async throws {
        let response = try await answer(toOrigin: origin)
        #expect(response.values(of: .accessControlAllowOrigin) == ["*"])
        #expect(response.values(of: .accessControlAllowCredentials) == [])
        #expect(response.values(of: .vary) == ["Origin"])
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
        #expect(response[.accessControlAllowHeaders] == "content-type")
        #expect(response[.accessControlMaxAge] == "86400")
    }

    @Test(arguments: [
        (
            "baggage,content-type,request-id,sentry-trace,traceparent",
            "baggage, content-type, request-id, sentry-trace, traceparent"
        ),
        (" X-A ,\tx-b", "X-A, x-b"), ("x-a,b c,ж,,x:y,x-d", "x-a, x-d"),
        ("", "Content-Type"), (",", "Content-Type"), ("a b", "Content-Type"), (nil, "Content-Type"),
        (String(repeating: "x", count: 512), String(repeating: "x", count: 512)),
        (String(repeating: "x", count: 513), "Content-Type"),
    ])
    func preflightAllowsTheHeadersThatAreAskedFor(asked: String?, allowed: String) async throws {
        let site = try TestSite()
        let headers = asked.map { [("HTTP_ACCESS_CONTROL_REQUEST_HEADERS", $0)] } ?? []
        for path in Path.all {
            let response = await site.send(
                HTTPRequest("OPTIONS", path, [("HTTP_ORIGIN", "https://landing.example")] + headers))
            #expect(response.values(of: .accessControlAllowHeaders) == [allowed])
            #expect(response.values(of: .vary) == ["Access-Control-Request-Headers", "Origin"])
        }
    }

    @Test(arguments: ["/api/v2/health", "/api/v2/live", "/api/v2/track", "/dashboard/"])
    func nothingElseIsOpen(path: String) async throws {
        let site = try TestSite()
        for method in ["GET", "HEAD", "POST", "OPTIONS"] {
            let response = await site.send(HTTPRequest(method, path, [("HTTP_ORIGIN", "https://x.example")]))
            #expect(!response.headers.contains { $0.name.rawValue.hasPrefix("Access-Control-") })
        }
    }

    private func answer(toOrigin origin: String?) async throws -> HTTPResponse {
        let headers = origin.map { [("HTTP_ORIGIN", $0)] } ?? []
        return try await TestSite().send(
            HTTPRequest("GET", "/api/v2/track/lead?clickId=\(id)", headers))
    }
}

extension HTTPResponse {
    fileprivate func values(of name: HTTPHeader.Name) -> [String] {
        headers.filter { $0.name == name }.map(\.value)
    }
}
