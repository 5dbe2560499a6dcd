import Foundation
import HTTP
import Passwords
import Storage
import TestSupport
import Testing

/// Who gets in.
struct LoginTests {
    private static let path = "/api/v2/auth/authenticate"
    private static let refusal = #"{"code":401,"status":"Unauthorized"}"#

    @Test(arguments: [
        Login.anna, .boris, .token, .readingToken,
        Login(field: Login.anna.field.replacingOccurrences(of: "Basic ", with: "basic   ")),
        Login(field: Login.token.field.replacingOccurrences(of: "Bearer", with: "BEARER")),
    ])
    func rightLoginIsGood(login: Login) async throws {
        let response = try await TestSite().ask("POST", Self.path, login: login)
        #expect(response.status == .ok)
        #expect(response.text == "null")
        #expect(response[.contentType] == "application/json")
    }

    /// A Basic challenge would have the browser cover the page.
    @Test(arguments: [nil, Login(user: "anna", password: "wrong"), .unknownToken])
    func scriptOfAPageIsNotChallengedByAForm(login: Login?) async throws {
        let site = try TestSite()
        for path in [Self.path, "/api/v2/core/campaigns", "/api/v2/reports/nowhere"] {
            let script = await site.ask("POST", path, login: login, [("HTTP_SEC_FETCH_DEST", "empty")])
            #expect(script.status == .unauthorized)
            #expect(script[.wwwAuthenticate] == #"Bearer realm="Landing Tracker""#)
            let page = await site.ask("GET", path, login: login, [("HTTP_SEC_FETCH_DEST", "document")])
            #expect(page.status == .unauthorized)
            #expect(page[.wwwAuthenticate]?.hasPrefix("Basic ") == true)
        }
    }

    @Test(arguments: [
        nil, Login(user: "anna", password: "wrong"), Login(user: "nobody", password: "pässword: 1"),
        Login(user: "Anna", password: "pässword: 1"), Login(user: "anna", password: "pässword: 1 "),
        Login(user: "anna", password: "pa\u{308}ssword: 1"), Login(user: "anna", password: ""),
        Login(user: "anna", password: "pässword: 1\0"), Login(user: "", password: ""),
        Login(user: "", password: "pässword: 1"), .unknownToken, Login(field: ""), Login(field: "Basic"),
        Login(field: "Basic !!!"), Login(field: "Basic YW5uYQ=="), Login(field: "Basic /w=="),
        Login(field: "Bearer ltk_x"), Login(field: "Digest username=anna"),
        Login(field: "Bearer \(Login.anna.field)"),
        Login(user: "anna", password: String(repeating: "x", count: 600)),
    ])
    func wrongLoginIsUnauthorized(login: Login?) async throws {
        let response = try await TestSite().ask("POST", Self.path, login: login)
        #expect(response.status == .unauthorized)
        #expect(response.text == Self.refusal)
        #expect(response[.wwwAuthenticate] == #"Basic realm="Landing Tracker", charset="UTF-8""#)
    }

    /// Whether something exists, and what it takes, is told to nobody without a login.
    @Test(arguments: [
        "/api/v2/auth", "/api/v2/auth/x", "/api/v2/core", "/api/v2/core/campaigns",
        "/api/v2/core/campaigns/1",
        "/api/v2/core/nothing", "/api/v2/core//", "/api/v2/reports", "/api/v2/reports/statistics?page=x",
        "/api/v2/reports/leads/x", "/api/v2/openapi.json", "/api/v2/%63ore/campaigns",
    ])
    func loginComesFirst(target: String) async throws {
        let site = try TestSite()
        for method in ["GET", "HEAD", "POST", "PATCH", "PUT", "DELETE", "OPTIONS", "TRACE"] {
            let missing = await site.ask(method, target, "{", login: nil)
            #expect(missing.status == .unauthorized, "\(method)")
            let wrong = await site.ask(method, target, "{", login: .unknownToken)
            #expect(wrong.text == Self.refusal, "\(method)")
        }
        let large = await site.send(HTTPRequest("POST", target, body: .tooLarge, [("HTTPS", "on")]))
        #expect(large.status == .unauthorized)
    }

    @Test(arguments: ["/api/v2/corex", "/api/v2/reportsx/statistics", "/api/v2/openapi.jsonx", "/api/v2"])
    func otherPathsAreJustUnknown(path: String) async throws {
        #expect(try await TestSite().ask("GET", path, login: nil).status == .notFound)
    }

    @Test func changedPasswordCountsAtOnce() async throws {
        let site = try TestSite()
        #expect(await site.ask("POST", Self.path, login: .anna).status == .ok)
        let hash = try PasswordHash(hashing: Array("another".utf8))
        _ = try site.store.replacePasswordHash(of: "anna", with: hash.text)
        #expect(await site.ask("POST", Self.path, login: .anna).status == .unauthorized)
        let login = Login(user: "anna", password: "another")
        #expect(await site.ask("POST", Self.path, login: login).status == .ok)
    }

    @Test func failureIsLoggedWithoutThePassword() async throws {
        let log = LogLines()
        let site = try TestSite(logger: log.logger)
        _ = await site.ask("POST", Self.path, login: Login(user: "anna", password: "hunter2"))
        _ = await site.ask("POST", Self.path, login: Login(user: "hunter2", password: "anna"))
        _ = await site.ask("POST", Self.path, login: .unknownToken)
        #expect(log.lines.count == 3)
        #expect(log.lines.first?.contains("anna") == true)
        #expect(log.lines.allSatisfy { $0.contains("198.51.100.7") && $0.contains("warning") })
        #expect(!log.lines.contains { $0.contains("hunter2") || $0.contains("ltk_") })
    }

    @Test func missingLoginIsNotLogged() async throws {
        let log = LogLines()
        _ = try await TestSite(logger: log.logger).ask("GET", "/api/v2/core/campaigns", login: nil)
        #expect(log.lines.isEmpty)
    }
}
