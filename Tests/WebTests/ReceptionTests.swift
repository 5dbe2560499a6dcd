import HTTP
import TestSupport
import Testing
import Web

/// What requests are answered while there is no database.
struct ReceptionTests {
    private let reception = Reception()

    init() {
        reception.wait(because: "The disk is full.")
    }

    @Test(arguments: [
        ("POST", "/api/v2/track/click"), ("GET", "/api/v2/track/lead?x"), ("OPTIONS", "/api/v2/track/click"),
        ("GET", "/api/v2/core/campaigns"), ("PATCH", "/api/v2/core/campaigns/1"), ("GET", "/"),
        ("POST", "/api/v2/live"), ("OPTIONS", "/api/v2/health"), ("DELETE", "/nothing"),
    ])
    func everythingIsToComeAgain(method: String, target: String) async {
        let response = await send(HTTPRequest(method, target, [("REMOTE_ADDR", "127.0.0.1")]))
        #expect(response.status == .serviceUnavailable)
        #expect(response[.retryAfter] == "1")
        #expect(response.text == #"{"code":503,"status":"Service Unavailable"}"#)
        #expect((response[.accessControlAllowOrigin] == "*") == target.contains("/track/"))
    }

    @Test(arguments: ["/", "/login", "/campaigns/42", "/nothing"])
    func peopleSeeAPage(path: String) async {
        let prefix = [("LANDING_TRACKER_PREFIX", "/tracker")]
        let response = await send(HTTPRequest("GET", "/tracker/dashboard" + path, prefix))
        #expect(response.status == .serviceUnavailable)
        #expect(response[.retryAfter] == "1")
        #expect(response[.contentType] == "text/html; charset=utf-8")
        #expect(response.text.contains("Not at the moment"))
        #expect(!response.text.contains("disk"))
        let style = response.text.firstMatch(of: /href="([^"]*dashboard-[^"]*css)"/)?.output.1
        let asset = await send(HTTPRequest("GET", String(style ?? ""), prefix))
        #expect(asset.status == .ok, "\(style ?? "no style sheet")")
    }

    @Test(arguments: ["/api/v2/live", "/tracker/api/v2/live"], ["GET", "HEAD"])
    func processIsLive(target: String, method: String) async {
        let prefix = target.hasPrefix("/tracker") ? [("LANDING_TRACKER_PREFIX", "/tracker")] : []
        let response = await send(HTTPRequest(method, target, prefix))
        #expect(response.status == .ok)
        #expect(response.text == #"{"live":true}"#)
    }

    @Test(arguments: [("127.0.0.1", true), ("198.51.100.7", false)])
    func healthSaysWhyOnThisMachine(address: String, isTold: Bool) async {
        let response = await send(HTTPRequest("GET", "/api/v2/health", [("REMOTE_ADDR", address)]))
        #expect(response.status == .serviceUnavailable)
        #expect(response[.retryAfter] == "1")
        #expect(response.text.contains(#""message":"The disk is full.""#) == isTold)
    }

    @Test func applicationTakesOver() async throws {
        let site = try TestSite()
        reception.open(site.app)
        #expect(await send(HTTPRequest("GET", "/api/v2/health")).text == #"{"healthy":true}"#)
        #expect(await send(HTTPRequest("GET", "/nothing")).status == .notFound)
    }

    private func send(_ request: HTTPRequest) async -> HTTPResponse {
        await withCheckedContinuation { continuation in
            reception.respond(to: request) { continuation.resume(returning: $0) }
        }
    }
}
