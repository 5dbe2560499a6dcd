import Dispatch
import HTTP
import Passwords
import Storage
import TestSupport
import Testing
import Web

/// How one gets onto the pages, and who does not.
struct LoginPageTests {
    private static let wrong = "User or password is wrong."

    /// Of a header that a web server cannot take nobody would have anything.
    @Test func longAddressIsNotCarriedThroughTheForm() async throws {
        let browser = Browser(try TestSite())
        let sent = await browser.get("/dashboard/leads?a=\(String(repeating: "x", count: 6_000))")
        #expect(sent.status == .seeOther)
        #expect(sent[.location] == "/dashboard/login?next=%2F")
    }

    @Test func whoeverIsNotLoggedInIsLedToTheFormAndBack() async throws {
        let browser = Browser(try TestSite())
        let sent = await browser.get("/dashboard/users?done=added")
        #expect(sent.status == .seeOther)
        #expect(sent[.location] == "/dashboard/login?next=%2Fusers%3Fdone%3Dadded")
        let form = await browser.follow(sent)
        #expect(form.status == .ok)
        #expect(form.text.contains(#"autocomplete="current-password""#))
        let next = try #require(form.text.hidden("next"))
        let login = await browser.post(
            "/dashboard/login", ["user": "anna", "password": "pässword: 1", "next": next])
        #expect(login.status == .seeOther)
        #expect(login[.location] == "/dashboard/users?done=added")
        #expect(await browser.follow(login).status == .ok)
    }

    @Test(arguments: [("anna", "wrong"), ("nobody", "pässword: 1"), ("", ""), ("Anna", "pässword: 1")])
    func wrongPasswordShowsTheFormAgain(_ name: String, _ password: String) async throws {
        let browser = Browser(try TestSite())
        let answer = await browser.logIn(as: name, password: password)
        #expect(answer.status == .forbidden)
        #expect(answer.text.contains(Self.wrong))
        #expect(answer.text.contains(#"name="user" value="\#(name)""#))
        #expect(!answer.text.contains("wrong\""))
        #expect(await browser.get("/dashboard/users").status == .seeOther)
        #expect(
            await browser.post("/dashboard/login", ["user": "anna", "password": "pässword: 1"]).status
                == .seeOther)
        #expect(await browser.get("/dashboard/users").status == .ok)
    }

    /// Else the browser would cover the page with a form of its own.
    @Test(arguments: [nil, Login.anna, .token, .unknownToken, Login(user: "anna", password: "wrong")])
    func pagesNeverChallenge(_ login: Login?) async throws {
        let site = try TestSite()
        let authorization = login.map { [("HTTP_AUTHORIZATION", $0.field)] } ?? []
        for path in ["", "/", "/users", "/login", "/nowhere", "/assets/x", "/account/password"] {
            for method in ["GET", "HEAD", "POST", "PUT", "OPTIONS"] {
                let response = await site.send(
                    HTTPRequest(method, "/dashboard" + path, authorization + [("HTTPS", "on")]))
                #expect(response[.wwwAuthenticate] == nil, "\(method) \(path)")
                #expect(response.status != .unauthorized, "\(method) \(path)")
                #expect(response.status != .ok || ["/login"].contains(path), "\(method) \(path)")
            }
        }
    }

    @Test func sessionGivesNothingToTheAPI() async throws {
        let site = try TestSite()
        let browser = Browser(site)
        await browser.logIn()
        #expect(await browser.get("/dashboard/users").status == .ok)
        for path in ["/api/v2/core/campaigns", "/api/v2/openapi.json", "/api/v2/reports/statistics"] {
            #expect(await browser.get(path).status == .unauthorized)
        }
        #expect(await browser.post("/api/v2/auth/authenticate").status == .unauthorized)
        #expect(await browser.get("/api/v2/health").text == #"{"healthy":true}"#)
    }

    // MARK: The cookie

    @Test(arguments: [
        (true, "", "__Host-landing-tracker", "; Path=/; HttpOnly; SameSite=Lax; Secure"),
        (true, "/tracker", "__Secure-landing-tracker", "; Path=/tracker; HttpOnly; SameSite=Lax; Secure"),
        (false, "", "landing-tracker", "; Path=/; HttpOnly; SameSite=Lax"),
        (false, "/a/b", "landing-tracker", "; Path=/a/b; HttpOnly; SameSite=Lax"),
        (true, "/a b;c", "__Host-landing-tracker", "; Path=/; HttpOnly; SameSite=Lax; Secure"),
    ])
    func cookieIsForThePagesAlone(
        _ isSecure: Bool, _ prefix: String, _ name: String, _ attributes: String
    ) async throws {
        let browser = Browser(try TestSite(), isSecure: isSecure, prefix: prefix)
        let answer = await browser.logIn()
        let cookies = answer.headers.filter { $0.name == .setCookie }.map(\.value)
        let cookie = try #require(cookies.first)
        #expect(cookie.hasPrefix(name + "="))
        #expect(cookie.hasSuffix(attributes + "; Max-Age=2592000"))
        #expect(browser.cookies.map(\.name) == [name])
        guard !prefix.contains(" ") else { return }
        #expect(await browser.get("/dashboard/users").status == .ok)
    }

    /// What a stranger has put into the browser before gets no rights.
    @Test func eachLoginHasASecretOfItsOwn() async throws {
        let site = try TestSite()
        let name = "__Host-landing-tracker"
        let planted = Cookie(name: name, value: Secret().text)
        let victim = Browser(site)
        victim.take(planted)
        await victim.logIn()
        #expect(await victim.get("/dashboard/users").status == .ok)
        let attacker = Browser(site)
        attacker.take(planted)
        #expect(await attacker.get("/dashboard/users").status == .seeOther)
    }

    /// Also when it is a session of the stranger's own: that ends where somebody else logs in.
    @Test func loginReplacesTheSessionThatTheBrowserHad() async throws {
        let site = try TestSite()
        let attacker = Browser(site)
        await attacker.logIn(as: "Борис", password: "secret")
        let planted = try #require(attacker.cookies.first)
        let victim = Browser(site)
        victim.take(planted)
        await victim.logIn()
        #expect(await victim.get("/dashboard/account").text.contains(#"value="anna""#))
        #expect(await attacker.get("/dashboard/users").status == .seeOther)
    }

    @Test func storeKnowsNoSecret() async throws {
        let site = try TestSite()
        let browser = Browser(site)
        await browser.logIn()
        let secret = try #require(browser.cookies.first.flatMap { Secret($0.value) })
        #expect(try site.store.session(hash: secret.text) == nil)
        #expect(try site.store.session(hash: secret.hash)?.userName == "anna")
    }

    // MARK: Forms of others

    @Test func formOfAnotherBrowserLogsNobodyIn() async throws {
        let site = try TestSite()
        let attacker = Browser(site)
        _ = await attacker.get("/dashboard/login")
        let victim = Browser(site)
        let fields: KeyValuePairs = ["user": "anna", "password": "pässword: 1"]
        let without = await victim.post("/dashboard/login", fields)
        #expect(without.status == .forbidden)
        #expect(without.text.contains("Try again."))
        let foreign = await victim.post(
            "/dashboard/login",
            ["user": "anna", "password": "pässword: 1", "formToken": attacker.formToken ?? ""])
        #expect(foreign.status == .forbidden)
        #expect(!victim.cookies.contains { !$0.name.hasSuffix("-form") })
        #expect(site.hashCount == 0)
        #expect(await victim.post("/dashboard/login", fields).status == .seeOther)
    }

    @Test(arguments: [
        ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"), ("Origin", "https://evil.example"),
    ])
    func formOnAnotherSiteLogsNobodyIn(_ header: String, _ value: String) async throws {
        let site = try TestSite()
        let browser = Browser(site)
        _ = await browser.get("/dashboard/login")
        let field: KeyValuePairs = [header: value]
        let answer = await browser.post(
            "/dashboard/login", ["user": "anna", "password": "pässword: 1"], field)
        #expect(answer.status == .forbidden)
        #expect(await browser.get("/dashboard/users").status == .seeOther)
        #expect(site.hashCount == 0)
    }

    /// Compression tells nothing of a text that is another one on each page.
    @Test func tokenIsAnotherTextOnEachPage() async throws {
        let browser = Browser(try TestSite())
        _ = await browser.get("/dashboard/login")
        let first = browser.formToken
        _ = await browser.get("/dashboard/login")
        #expect(first != nil && browser.formToken != first)
        let answer = await browser.post(
            "/dashboard/login", ["user": "anna", "password": "pässword: 1", "formToken": first ?? ""])
        #expect(answer.status == .seeOther)
    }

    @Test(arguments: [
        "https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil.example", "/../evil",
        "/%2e%2e/evil", "/.%2E/users", "/users/../../evil", "javascript:alert(1)", "/users\r\nX: y",
        "/nowhere",
        "/logout", "/login", "/assets/x", "users", "", "/api/v2/core/campaigns", "/ü",
    ])
    func linkToTheFormLeadsNowhereElse(_ next: String) async throws {
        let browser = Browser(try TestSite())
        _ = await browser.get("/dashboard/login?" + QueryString.text([(name: "next", value: next)]))
        let login = await browser.post(
            "/dashboard/login", ["user": "anna", "password": "pässword: 1", "next": next])
        #expect(login.status == .seeOther)
        #expect(login[.location] == "/dashboard/")
    }

    // MARK: Guessing

    @Test func limitsAreThoseOfTheAPI() async throws {
        let site = try TestSite()
        for _ in 0..<5 { _ = await site.logIn("anna", "guess", from: "198.51.100.7") }
        let browser = Browser(site)
        let answer = await browser.logIn()
        #expect(answer.status == .forbidden)
        #expect(answer.text.contains("Too many tries. The next one is looked at in 1 s."))
        #expect(answer[.retryAfter] == "1")
        #expect(await browser.get("/dashboard/users").status == .seeOther)
        site.pass(seconds: 1)
        #expect(await browser.logIn().status == .seeOther)
    }

    @Test func formCountsForTheAPI() async throws {
        let site = try TestSite()
        let browser = Browser(site)
        for _ in 0..<5 { await browser.logIn(password: "guess") }
        let answer = await site.logIn(.anna, from: "198.51.100.7")
        #expect(answer.status == .unauthorized)
        #expect(answer[.retryAfter] == "1")
        #expect(await site.logIn(.anna, from: "198.51.100.8").status == .ok)
    }

    @Test func answerToAWrongOneIsHeldBack() async throws {
        let browser = Browser(try TestSite(failureDelaySeconds: 0.5))
        let start = ContinuousClock.now
        await browser.logIn(password: "guess")
        #expect(ContinuousClock.now - start >= .seconds(0.5))
    }

    @Test func failureIsLoggedWithoutThePassword() async throws {
        let log = LogLines()
        let browser = Browser(try TestSite(logger: log.logger))
        await browser.logIn(password: "hunter2")
        #expect(log.lines.count == 1)
        #expect(log.lines.allSatisfy { $0.contains("Login failed") && !$0.contains("hunter2") })
    }

    /// Somebody guesses an old password, and waits in the queue while it is changed.
    @Test(.timeLimit(.minutes(30)), arguments: [true, false])
    func passwordThatIsNotTheUsersAnyMoreIsWrong(_ isRemoved: Bool) async throws {
        let site = try TestSite()
        let browser = Browser(site)
        _ = await browser.get("/dashboard/login")
        let gate = DispatchSemaphore(value: 0)
        #expect(site.hashers.run { gate.wait() })
        let change = Task {
            defer { gate.signal() }
            try waitUntil("the try is admitted") {
                try !site.store.loginRecords(of: [LoginKey()]).records.isEmpty
            }
            if isRemoved {
                _ = try site.store.removeUser("anna")
            } else {
                let hash = try PasswordHash(hashing: Array("another one".utf8))
                _ = try site.store.replacePasswordHash(of: "anna", with: hash.text)
            }
        }
        let answer = await browser.post("/dashboard/login", ["user": "anna", "password": "pässword: 1"])
        try await change.value
        #expect(answer.status == .forbidden)
        #expect(answer.text.contains(Self.wrong))
    }

    // MARK: What is sent

    @Test(arguments: [
        ("application/json", "{}", HTTPStatus.unsupportedMediaType),
        ("text/plain", "user=anna", .unsupportedMediaType),
        ("application/x-www-form-urlencoded", String(repeating: "x", count: 20_000), .contentTooLarge),
        ("application/x-www-form-urlencoded", String(repeating: "a=b&", count: 11), .contentTooLarge),
    ])
    func oddBodyIsRefused(_ mediaType: String, _ body: String, _ status: HTTPStatus) async throws {
        let site = try TestSite()
        let response = await site.send(
            HTTPRequest(
                "POST", "/dashboard/login", body: .complete(Array(body.utf8)), mediaType: mediaType,
                [("HTTPS", "on")]))
        #expect(response.status == status)
        #expect(response[.contentType] == "text/html; charset=utf-8")
        #expect(site.hashCount == 0)
    }

    @Test func whatWasTypedIsText() async throws {
        let browser = Browser(try TestSite())
        let name = #""><script>alert(1)</script>{{layout.title}}'"#
        let answer = await browser.logIn(as: name, password: "x")
        #expect(!answer.text.contains("<script>alert"))
        #expect(answer.text.contains("&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;{{layout.title}}&#39;"))
    }

    @Test func withoutUsersTheFormSaysHowToMakeOne() async throws {
        let site = try TestSite()
        let browser = Browser(site)
        let hint = "landing-tracker user add NAME"
        #expect(await !browser.get("/dashboard/login").text.contains(hint))
        #expect(!site.app.hasNoUsers)
        for user in try site.store.users() { _ = try site.store.removeUser(user.name) }
        #expect(await browser.get("/dashboard/login").text.contains(hint))
        #expect(await browser.logIn().text.contains(hint))
        #expect(site.app.hasNoUsers)
    }

    @Test func plainHTTPFromElsewhereIsRefused() async throws {
        let site = try TestSite()
        let browser = Browser(site, isSecure: false, address: "198.51.100.7")
        for path in ["/dashboard/login", "/dashboard/users"] {
            let answer = await browser.get(path)
            #expect(answer.status == .forbidden)
            #expect(answer.text.contains("Use HTTPS."))
            #expect(!answer.text.contains("type=\"password\""))
        }
        let local = Browser(site, isSecure: false)
        await local.logIn()
        #expect(await local.get("/dashboard/users").status == .ok)
    }

    // MARK: What browsers keep and show

    @Test func nothingIsKeptOrFramed() async throws {
        let browser = Browser(try TestSite())
        let form = await browser.get("/dashboard/login")
        let refused = await browser.logIn(password: "wrong")
        await browser.logIn()
        for page in [
            form, refused, await browser.get("/dashboard/users"), await browser.get("/dashboard/nowhere"),
        ] {
            #expect(page[.cacheControl] == "no-store")
            let policy = try #require(page[.contentSecurityPolicy])
            #expect(policy.contains("frame-ancestors 'none'"))
            #expect(policy.contains("default-src 'none'"))
            #expect(!policy.contains("unsafe"))
            #expect(page[.xContentTypeOptions] == "nosniff")
            #expect(page[.referrerPolicy] == "same-origin")
        }
        #expect(await Browser(try TestSite()).get("/dashboard/users")[.cacheControl] == "no-store")
    }
}
