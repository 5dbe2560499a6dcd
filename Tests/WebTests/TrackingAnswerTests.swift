import HTTP
import Storage
import Testing

/// The table of answers of the tracking endpoints, row by row.
struct TrackingAnswerTests {
    private let id = "8f1b5c6e-7a3d-4d20-a7f1-12a2b8f7a9c1"

    @Test(arguments: [
        "8f1b5c6e-7a3d-4d20-a7f1-12a2b8f7a9c1", "8F1B5C6E-7A3D-4D20-A7F1-12A2B8F7A9C1",
        "8f1b5c6e7a3d4d20a7f112a2b8f7a9c1", "{8f1b5c6e-7a3d-4d20-a7f1-12a2b8f7a9c1}",
        "urn:uuid:8f1b5c6e-7a3d-4d20-a7f1-12a2b8f7a9c1", " 8f1b5c6e-7a3d-4d20-a7f1-12a2b8f7a9c1\\n",
    ])
    func storedEventIsAnsweredByItsCanonicalId(spelling: String) async throws {
        let site = try TestSite()
        let response = await site.post("/api/v2/track/click", #"{"clickId":"\#(spelling)","campaignId":42}"#)
        #expect(response.status == .created)
        #expect(response.text == #"{"clickId":"\#(id)"}"#)
        #expect(response[.contentType] == "application/json")
        #expect(response[.cacheControl] == "no-store")
        #expect(try site.journey(id) != nil)
    }

    @Test(arguments: [
        "{", " ", "nonsense", #"{"clickId":}"#, #"{"a":1,}"#, #"{"a":NaN}"#, "{} {}", "\u{FEFF}{}", "// {}",
        #"{'a':1}"#, String(repeating: "[", count: 129) + String(repeating: "]", count: 129),
    ])
    func malformedJSONIsABadRequest(body: String) async throws {
        let site = try TestSite()
        for path in Path.all {
            let response = await site.post(path, body)
            #expect(response.status == .badRequest)
            #expect(response.text == Self.invalidJSON)
        }
    }

    @Test func bytesThatAreNotUTF8AreABadRequest() async throws {
        let body = Array(#"{"clickId":"\#(id)","campaignId":42,"a":""#.utf8) + [0xFF] + Array(#""}"#.utf8)
        let site = try TestSite()
        let response = await site.send(
            HTTPRequest("POST", "/api/v2/track/click", body: .complete(body), mediaType: "application/json"))
        #expect(response.status == .badRequest)
        #expect(response.text == Self.invalidJSON)
        #expect(try site.journey(id) == nil)
    }

    @Test(arguments: ["[]", "1", "\"x\"", "null", "true", #"[{"clickId":"x"}]"#])
    func topLevelMustBeAnObject(body: String) async throws {
        let site = try TestSite()
        for path in Path.all {
            let response = await site.post(path, body)
            #expect(response.status == .unprocessableEntity)
            #expect(
                response.text == """
                    {"code":422,"status":"Unprocessable Entity","errors":\
                    {"json":{"_schema":["Invalid input type."]}}}
                    """)
        }
    }

    @Test(arguments: [
        "/", "/api", "/api/v2/track", "/api/v2/track/", "/api/v2/track/clicks", "/api/v2/track/click/",
        "/api/v2/track/Click", "/API/v2/track/click", "//api/v2/track/click", "/api//v2/track/click",
        "/api/v2/track/x/../click", "/api/v2/track%2Fclick", "/api/v1/track/click", "/api/v2/track/click%20",
    ])
    func otherPathsAreNotFound(path: String) async throws {
        let site = try TestSite()
        for method in ["GET", "POST", "OPTIONS", "BREW"] {
            let response = await site.send(HTTPRequest(method, path))
            #expect(response.status == .notFound)
            #expect(response.text == #"{"code":404,"status":"Not Found"}"#)
            #expect(response[.accessControlAllowOrigin] == nil)
        }
    }

    @Test(arguments: [
        ("/api/v2/track/click", ["GET", "HEAD", "PUT", "PATCH", "DELETE", "BREW", "post"], "POST, OPTIONS"),
        ("/api/v2/track/lead", ["HEAD", "PUT", "PATCH", "DELETE", "TRACE"], "GET, POST, OPTIONS"),
        ("/api/v2/track/postback", ["HEAD", "PUT", "PATCH", "DELETE", "TRACE"], "GET, POST, OPTIONS"),
        ("/api/v2/health", ["POST", "PUT", "PATCH", "DELETE", "TRACE"], "GET, HEAD, OPTIONS"),
        ("/api/v2/live", ["POST", "PUT", "PATCH", "DELETE", "TRACE"], "GET, HEAD, OPTIONS"),
    ])
    func otherMethodsAreNotAllowed(path: String, methods: [String], allow: String) async throws {
        let site = try TestSite()
        for method in methods {
            let response = await site.send(HTTPRequest(method, path + "?clickId=" + id))
            #expect(response.status == .methodNotAllowed)
            #expect(response.text == #"{"code":405,"status":"Method Not Allowed"}"#)
            #expect(response[.allow] == allow)
        }
        #expect(try site.journey(id) == nil)
    }

    @Test func bodyOverTheLimitIsTooLarge() async throws {
        let site = try TestSite()
        for path in Path.all {
            let response = await site.send(
                HTTPRequest("POST", path, body: .tooLarge, mediaType: "application/json"))
            #expect(response.status == .contentTooLarge)
            #expect(response.text == #"{"code":413,"status":"Content Too Large"}"#)
        }
    }

    @Test func truncatedBodyIsNeverStored() async throws {
        let site = try TestSite()
        for method in ["GET", "POST"] {
            let response = await site.send(
                HTTPRequest(method, "/api/v2/track/lead?clickId=\(id)", body: .truncated))
            #expect(response.status == .badRequest)
            #expect(response.text == #"{"code":400,"status":"Bad Request"}"#)
        }
        #expect(try site.journey(id) == nil)
    }

    /// A part of an object is none, whatever its length.
    @Test func objectOfUnknownLengthIsStoredWhenItIsWhole() async throws {
        let site = try TestSite()
        func send(_ text: String) async -> HTTPStatus {
            await site.send(
                HTTPRequest(
                    "POST", "/api/v2/track/lead", body: .unmeasured(Array(text.utf8)),
                    mediaType: "application/json")
            ).status
        }
        let whole = #"{"clickId":"\#(id)","a":{"b":[1]}}"#
        for count in 1..<whole.utf8.count { #expect(await send(String(whole.prefix(count))) == .badRequest) }
        #expect(try site.journey(id) == nil)
        #expect(await send(whole) == .created)
        #expect(try site.journey(id) != nil)
    }

    /// A part of a form is a form, of a shorter value perhaps.
    @Test(arguments: ["lead", "postback"])
    func formOfUnknownLengthIsRefused(path: String) async throws {
        let site = try TestSite()
        let response = await site.send(
            HTTPRequest(
                "POST", "/api/v2/track/\(path)",
                body: .unmeasured(Array("clickId=\(id)&status=approved".utf8)),
                mediaType: "application/x-www-form-urlencoded", [("HTTP_ORIGIN", "https://landing.example")]))
        #expect(response.status == .lengthRequired)
        #expect(response.text == #"{"code":411,"status":"Length Required"}"#)
        #expect(response[.accessControlAllowOrigin] == "https://landing.example")
        #expect(try site.journey(id) == nil)
    }

    /// What a query says is whole without its body.
    @Test func queryBesideABodyOfUnknownLengthIsRead() async throws {
        let site = try TestSite()
        let target = "/api/v2/track/lead?clickId=\(id)"
        let response = await site.send(HTTPRequest("GET", target, body: .unmeasured(Array("a=b".utf8))))
        #expect(response.status == .created)
    }

    @Test func stoppingSiteAsksToComeBack() async throws {
        let site = try TestSite()
        site.recorder.stop()
        let response = await site.get("/api/v2/track/lead?clickId=\(id)")
        #expect(response.status == .serviceUnavailable)
        #expect(response.text == #"{"code":503,"status":"Service Unavailable"}"#)
        #expect(response[.retryAfter].flatMap { Int($0) } ?? 0 >= 1)
        #expect(response[.accessControlAllowOrigin] == "*")
        #expect(try site.journey(id) == nil)
    }

    private static let invalidJSON =
        #"{"code":400,"status":"Bad Request","errors":{"json":["Invalid JSON body."]}}"#
}

/// Where events are sent.
enum Path {
    static let all = ["/api/v2/track/click", "/api/v2/track/lead", "/api/v2/track/postback"]
    static let withoutClick = ["/api/v2/track/lead", "/api/v2/track/postback"]
}
