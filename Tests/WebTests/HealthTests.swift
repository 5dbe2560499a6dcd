import HTTP
import Storage
import TestSupport
import Testing
import Web

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

    /// Why, is for whoever may know where the database is.
    @Test(arguments: [
        ("127.0.0.1", true), ("::1", true), ("unix:", true), ("198.51.100.7", false), ("", false),
    ])
    func reasonIsToldOnThisMachine(address: String, isTold: Bool) async throws {
        let site = try TestSite()
        site.recorder.stop()
        try site.store.close()
        let response = await health(site, .unknownToken, from: address)
        #expect(response.status == .serviceUnavailable)
        #expect(response.text.contains(#""message":"The database "#) == isTold)
        #expect(response.text.contains(site.store.name) == isTold)
    }

    @Test func reasonIsToldToALoginThatWasRight() async throws {
        let site = try TestSite()
        #expect(await site.logIn(.anna, from: "198.51.100.7").status == .ok)
        site.recorder.stop()
        try site.store.close()
        #expect(await health(site, .anna).text.contains(site.store.name))
        #expect(await !health(site, .anna, from: "198.51.100.8").text.contains(site.store.name))
    }

    /// Whatever the database does.
    @Test(arguments: ["GET", "HEAD"])
    func processThatAnswersIsLive(method: String) async throws {
        let site = try TestSite()
        site.recorder.stop()
        try site.store.close()
        let response = await site.send(HTTPRequest(method, "/api/v2/live"))
        #expect(response.status == .ok)
        #expect(response.text == #"{"live":true}"#)
        #expect(response[.contentType] == "application/json")
    }

    @Test func optionsAreTold() async throws {
        let response = try await TestSite().send(HTTPRequest("OPTIONS", "/api/v2/health"))
        #expect(response.status == .noContent)
        #expect(response.headers == [HTTPHeader(.allow, "GET, HEAD, OPTIONS")])
    }

    /// Once it was right where it is needed: here it costs no hash, whatever comes.
    @Test(arguments: [Login.anna, .token, .readingToken])
    func loginThatWasRightIsToldTheVersion(login: Login) async throws {
        let site = try TestSite()
        #expect(await health(site, login).text == #"{"healthy":true}"#)
        #expect(await site.logIn(login, from: "198.51.100.7").status == .ok)
        let hashCount = site.hashCount
        #expect(await health(site, login).text == #"{"healthy":true,"version":"\#(Version.current)"}"#)
        #expect(site.hashCount == hashCount)
    }

    /// Nobody guesses a password here, and a wrong one makes no difference.
    @Test(arguments: [
        (Login(user: "anna", password: "wrong"), "198.51.100.7"), (.anna, "198.51.100.8"),
        (.unknownToken, "198.51.100.7"),
        (Login(field: "Basic"), "198.51.100.7"),
    ])
    func othersAreNot(_ login: Login, _ address: String) async throws {
        let log = LogLines()
        let site = try TestSite(logger: log.logger)
        #expect(await site.logIn(.anna, from: "198.51.100.7").status == .ok)
        let response = await health(site, login, from: address)
        #expect(response.status == .ok)
        #expect(response.text == #"{"healthy":true}"#)
        #expect(site.hashCount == 1)
        #expect(log.lines.isEmpty)
    }

    @Test func loginThatIsWrongNowIsForgotten() async throws {
        let site = try TestSite()
        #expect(await site.logIn(.anna, from: "198.51.100.7").status == .ok)
        #expect(try site.store.removeUser("anna"))
        #expect(await site.logIn(.anna, from: "198.51.100.7").status == .unauthorized)
        #expect(await health(site, .anna).text == #"{"healthy":true}"#)
    }

    private func health(
        _ site: TestSite, _ login: Login, from address: String = "198.51.100.7"
    ) async -> HTTPResponse {
        await site.send(
            HTTPRequest(
                "GET", "/api/v2/health",
                [("HTTPS", "on"), ("REMOTE_ADDR", address), ("HTTP_AUTHORIZATION", login.field)]))
    }
}
