import Foundation
import Synchronization
import TestSupport
import TestTraits
import Testing

/// Nobody learns anything without a login, and who guesses slows nobody but himself.
@Suite(.ownThread, .needsInstalledServers, .timeLimit(.minutes(30)))
struct LoginTests {
    private static let authenticate = "/api/v2/auth/authenticate"

    private static let guarded = [
        authenticate, "/api/v2/auth/nothing", "/api/v2/core/campaigns", "/api/v2/core/campaigns/42",
        "/api/v2/core/campaigns/4711", "/api/v2/core/campaigns/42/attribute",
        "/api/v2/core/campaigns/42/move-clicks", "/api/v2/core/campaigns/moves/1/undo",
        "/api/v2/core/filters/campaigns",
        "/api/v2/core/nothing", "/api/v2/reports/statistics?campaignId=x&page=0", "/api/v2/reports/leads",
        "/api/v2/reports/leads/none", "/api/v2/reports/expenses", "/api/v2/reports/unattributed",
        "/api/v2/reports/helpers/expenses-distribution-parameters",
        "/api/v2/reports/helpers/expenses-distribution-parameter-values", "/api/v2/reports/nothing",
        "/api/v2/openapi.json",
    ]

    @Test(arguments: [WebServer.Kind.nginx, .apacheProxy])
    func loginComesBeforeEverythingElse(_ kind: WebServer.Kind) throws {
        let site = try Site(kind)
        let client = site.client()
        for path in Self.guarded {
            for method in ["GET", "HEAD", "POST", "PATCH", "PUT", "DELETE", "OPTIONS"] {
                let answer = try client.send(method, path, headers: ["Content-Type: text/x"], body: [0x7B])
                #expect(answer.status == 401, "\(method) \(path)")
                #expect(answer[header: "www-authenticate"] != nil, "\(method) \(path)")
                guard method != "HEAD" else { continue }
                #expect(answer.body == #"{"code":401,"status":"Unauthorized"}"#, "\(method) \(path)")
            }
        }
        for path in ["/api/v2/nothing", "/api/v2/corex", "/api/v2/reportsx/leads"] {
            #expect(try client.get(path).status == 404)
        }
    }

    /// Also where the path or the body would be refused to a login that may change things.
    @Test func readingTokenChangesNothing() throws {
        let site = try Site()
        let reader = try site.tracker.addToken(isReadOnly: true)
        let client = site.client()
        let before = try site.tracker.rows("SELECT * FROM campaign")
        let changes = [
            ("POST", "/api/v2/core/campaigns"), ("PATCH", "/api/v2/core/campaigns/42"),
            ("PATCH", "/api/v2/core/campaigns/4711"), ("POST", "/api/v2/core/campaigns/42/attribute"),
            ("POST", "/api/v2/core/campaigns/42/move-clicks"),
            ("POST", "/api/v2/core/campaigns/moves/1/undo"), ("POST", "/api/v2/reports/expenses"),
        ]
        for (method, path) in changes {
            for body in ["", "{", "{}", #"{"name":"changed"}"#, #"{"sentCampaignId":7}"#] {
                let headers = [reader.header, "Content-Type: application/json"]
                let answer = try client.send(method, path, headers: headers, body: Array(body.utf8))
                #expect(answer.status == 403, "\(method) \(path) \(body)")
                #expect(answer.body == #"{"code":403,"status":"Forbidden"}"#)
            }
        }
        #expect(try site.tracker.rows("SELECT * FROM campaign") == before)
        #expect(try client.send("GET", "/api/v2/core/campaigns", headers: [reader.header]).status == 200)
        #expect(try client.send("POST", Self.authenticate, headers: [reader.header]).status == 200)
    }

    @Test func removedUserAndRemovedTokenAreRefusedAtOnce() throws {
        let site = try Site()
        let client = site.client()
        let anna = try site.tracker.addUser("anna", password: "long secret")
        let program = try site.tracker.addToken("program")
        let logins = [(anna, ["user", "remove", "anna"]), (program, ["token", "remove", "program"])]
        for (login, removal) in logins {
            #expect(try client.send("POST", Self.authenticate, headers: [login.header]).status == 200)
            try site.tracker.output(removal)
            #expect(try client.send("POST", Self.authenticate, headers: [login.header]).status == 401)
        }
    }

    @Test func replacedPasswordIsRefusedAtOnce() throws {
        let site = try Site()
        let client = site.client()
        let old = try site.tracker.addUser("anna", password: "old password")
        #expect(try client.send("POST", Self.authenticate, headers: [old.header]).status == 200)
        try site.tracker.output(
            ["user", "add", "anna", "--replace", "--password-stdin"], input: "new password\n")
        let new = Login(user: "anna", password: "new password")
        #expect(try client.send("POST", Self.authenticate, headers: [new.header]).status == 200)
        #expect(try client.send("POST", Self.authenticate, headers: [old.header]).status == 401)
    }

    /// The answers to wrong logins are held back; those to right ones come in between.
    @Test func manyWrongLoginsDoNotSlowARightOne() throws {
        let site = try Site()
        let right = try site.tracker.addUser("boris", password: "long secret")
        _ = try site.tracker.addUser("anna", password: "long secret")
        let (wrong, answered) = (Tries(site), Tries(site))
        let underWay = Atomic<Int>(0)
        let group = DispatchGroup()
        for number in 0..<100 {
            group.enter()
            Thread {
                underWay.add(1, ordering: .relaxed)
                wrong.make(with: Login(user: "anna", password: "guess \(number)"))
                group.leave()
            }.start()
        }
        try waitUntil("the guesses are under way") { underWay.load(ordering: .relaxed) == 100 }
        for _ in 0..<5 { answered.make(with: right) }
        group.wait()
        #expect(wrong.statuses == Array(repeating: 401, count: 100))
        #expect(answered.statuses == Array(repeating: 200, count: 5))
        #expect(try #require(answered.durations.min()) < #require(wrong.durations.min()))
    }

    /// Logins that were tried, from any thread.
    private final class Tries: Sendable {
        private let site: Site
        private let results = Mutex<[(status: Int?, duration: Duration)]>([])

        init(_ site: Site) {
            self.site = site
        }

        var statuses: [Int?] { results.withLock { $0.map(\.status) } }
        var durations: [Duration] { results.withLock { $0.map(\.duration) } }

        func make(with login: Login) {
            let start = ContinuousClock.now
            let answer = try? site.client().send("POST", LoginTests.authenticate, headers: [login.header])
            let duration = ContinuousClock.now - start
            results.withLock { $0.append((answer?.status, duration)) }
        }
    }

    @Test func passwordsAndTokensAreNotLogged() throws {
        let site = try Site()
        let client = site.client()
        _ = try site.tracker.addUser("anna", password: "long secret")
        let token = try site.tracker.addToken()
        let guess = Login(user: "anna", password: "hunter2")
        #expect(try client.send("POST", Self.authenticate, headers: [guess.header]).status == 401)
        #expect(try client.send("POST", Self.authenticate, headers: [token.header]).status == 200)
        try waitUntil("the failure is logged") { site.process?.logText.contains("Login failed") == true }
        try waitUntil("both requests are logged") {
            try site.web.accessLog.components(separatedBy: Self.authenticate).count > 2
        }
        let logs = try [#require(site.process?.logText), site.web.accessLog]
        #expect(logs.contains { $0.contains("anna") })
        for secret in ["hunter2", guess.credentials, token.credentials] {
            #expect(!logs.contains { $0.contains(secret) })
        }
    }

    @Test func startWithoutUsersSaysHowToMakeOne() throws {
        let cure = "landing-tracker user add NAME"
        let served = try ServedSocket(options: [])
        try served.waitUntilItServes()
        try waitUntil("it is logged") { served.count(cure) == 1 }
        let form = try served.ask("GET", "/dashboard/login")
        #expect(form.status == 200)
        #expect(String(decoding: form.body, as: UTF8.self).contains(cure))
        try served.tracker.output(["user", "add", "anna", "--password-stdin"], input: "long secret\n")
        served.process.stop()
        let later = try ServedSocket(database: served.tracker.database)
        try later.waitUntilItServes()
        try waitUntil("it serves") { later.count(" serving") == 1 }
        #expect(later.count(cure) == 0)
    }
}
