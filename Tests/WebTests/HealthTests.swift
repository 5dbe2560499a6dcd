import HTTP
import Storage
import Testing

struct HealthTests {
    @Test(arguments: ["GET", "HEAD"])
    func readableDatabaseIsHealthy(method: String) async throws {
        let site = try TestSite()
        let response = await site.send(HTTPRequest(method, "/api/v2/health?x=1"))
        #expect(response.status == .ok)
        #expect(response.text == #"{"healthy":true}"#)
        #expect(response[.contentType] == "application/json")
    }

    @Test func closedDatabaseIsNot() async throws {
        let site = try TestSite()
        site.recorder.stop()
        try site.store.close()
        let response = await site.get("/api/v2/health")
        #expect(response.status == .serviceUnavailable)
        #expect(response.text == #"{"code":503,"status":"Service Unavailable"}"#)
        #expect(response[.retryAfter] == "1")
    }

    @Test func optionsAreTold() async throws {
        let response = try await TestSite().send(HTTPRequest("OPTIONS", "/api/v2/health"))
        #expect(response.status == .noContent)
        #expect(response.headers == [HTTPHeader(.allow, "GET, HEAD, OPTIONS")])
    }
}
