import HTTP
import Passwords
import Storage
import Testing
import Web

/// Users and tokens on their page.
struct UsersPageTests {
    private let site: TestSite
    private let browser: Browser

    init() async throws {
        site = try TestSite()
        browser = Browser(site)
        await browser.logIn()
        _ = await browser.get("/dashboard/users")
    }

    @Test func allAreListed() async {
        let page = await browser.get("/dashboard/users").text
        for name in ["anna", "Борис", "machine", "monitor"] {
            #expect(page.contains(">\(name)</th>"), "\(name)")
        }
        #expect(page.contains("change everything</td>"))
        #expect(page.contains("see everything</td>"))
        #expect(!page.contains("$y$"))
    }

    // MARK: Adding a user

    @Test func addedUserMayLogIn() async throws {
        let answer = await add("clara", "long secret", right: "readWrite")
        #expect(answer.status == .seeOther)
        #expect(await browser.follow(answer).text.contains("The user was added."))
        let other = Browser(site)
        await other.logIn(as: "clara", password: "long secret")
        #expect(await other.get("/dashboard/users").text.contains("Add a user"))
        #expect(await site.logIn("clara", "long secret", from: "198.51.100.7").status == .ok)
    }

    /// Also where nothing is said.
    @Test(arguments: ["readOnly", "", "all"])
    func userIsForReadingUnlessAllIsAskedFor(_ right: String) async throws {
        #expect(await add("clara", "long secret", right: right).status == .seeOther)
        #expect(try site.store.userLogin(of: "clara")?.isReadOnly == true)
    }

    /// The rules are those of the command.
    @Test(arguments: [
        ("", "long secret", "long secret", "neither a colon nor a control character"),
        ("a:b", "long secret", "long secret", "neither a colon nor a control character"),
        ("a\u{202E}b", "long secret", "long secret", "neither a colon nor a control character"),
        (String(repeating: "x", count: 256), "long secret", "long secret", "longer than 255 bytes"),
        ("clara", "", "", "The password is empty."),
        ("clara", "seven77", "seven77", "The password has fewer than 8 characters."),
        ("clara", "пароль7", "пароль7", "The password has fewer than 8 characters."),
        ("clara", "long\0secret", "long\0secret", "The password has a NUL byte."),
        (
            "clara", String(repeating: "x", count: 512), String(repeating: "x", count: 512),
            "longer than 511 bytes"
        ),
        ("clara", "long secret", "long secreT", "The two passwords differ."),
        ("anna", "long secret", "long secret", "There is a user of that name already."),
    ])
    func unfitUserIsSaidSoBesideTheField(
        _ name: String, _ password: String, _ again: String, _ problem: String
    ) async throws {
        let count = try site.store.users().count
        let hash = try site.store.passwordHash(of: "anna")
        let answer = await browser.post(
            "/dashboard/users", ["name": name, "password": password, "again": again, "right": "readOnly"])
        #expect(answer.status == .unprocessableEntity)
        #expect(answer.text.contains(problem))
        #expect(answer.text.contains(#"aria-invalid="true""#))
        #expect(!answer.text.contains("secret"))
        #expect(answer.text.contains(#"name="right" value="readOnly" checked"#))
        #expect(try site.store.users().count == count)
        #expect(try site.store.passwordHash(of: "anna") == hash)
    }

    /// Hashing is slow: whoever is logged in waits for no hash of others, and clerks for none at all.
    @Test func newPasswordIsHashedByTheHasher() async throws {
        site.hashers.stop()
        #expect(await add("clara", "long secret", right: "readOnly").status == .serviceUnavailable)
        #expect(try site.store.userLogin(of: "clara") == nil)
        #expect(await browser.get("/dashboard/users").status == .ok)
    }

    private func add(_ name: String, _ password: String, right: String) async -> HTTPResponse {
        await browser.post(
            "/dashboard/users", ["name": name, "password": password, "again": password, "right": right])
    }

    // MARK: Changing and removing

    @Test func rightHoldsFromTheNextRequest() async throws {
        let boris = Browser(site)
        await boris.logIn(as: "Борис", password: "secret")
        _ = await boris.get("/dashboard/users")
        let answer = await browser.post("/dashboard/users/edit", ["name": "Борис", "right": "readOnly"])
        #expect(await browser.follow(answer).text.contains("What the user may do was changed"))
        #expect(await boris.post("/dashboard/tokens", ["name": "crm"]).status == .forbidden)
        #expect(await site.ask("POST", "/api/v2/core/campaigns", "{}", login: .boris).status == .forbidden)
        _ = await browser.post("/dashboard/users/edit", ["name": "Борис", "right": "readWrite"])
        #expect(await boris.post("/dashboard/tokens", ["name": "crm"]).status == .ok)
        #expect(
            await site.ask("POST", "/api/v2/core/campaigns", "{}", login: .boris).status
                == .unprocessableEntity)
    }

    @Test func removedUserIsOut() async throws {
        let boris = Browser(site)
        await boris.logIn(as: "Борис", password: "secret")
        let question = await browser.get("/dashboard/users/remove?name=%D0%91%D0%BE%D1%80%D0%B8%D1%81")
        #expect(question.text.contains("Remove the user “Борис”?"))
        #expect(!question.text.contains("This is you."))
        let answer = await browser.post("/dashboard/users/remove", ["name": "Борис", "warned": ""])
        #expect(await browser.follow(answer).text.contains("The user was removed"))
        #expect(await boris.get("/dashboard/users").status == .seeOther)
    }

    @Test func nobodyRemovesHimselfUnwarned() async throws {
        let answer = await browser.post("/dashboard/users/remove", ["name": "anna", "warned": ""])
        #expect(answer.status == .ok)
        #expect(answer.text.contains("This is you."))
        #expect(!answer.text.contains("No other user may change anything."))
        #expect(try site.store.userLogin(of: "anna") != nil)
        let warned = try #require(answer.text.hidden("warned"))
        let removal = await browser.post("/dashboard/users/remove", ["name": "anna", "warned": warned])
        #expect(removal.status == .seeOther)
        #expect(try site.store.userLogin(of: "anna") == nil)
        #expect(await browser.get("/dashboard/users").status == .seeOther)
    }

    /// What another one has done meanwhile counts, too.
    @Test func lastWhoMayChangeIsNotLostUnwarned() async throws {
        _ = await browser.post("/dashboard/users/edit", ["name": "Борис", "right": "readOnly"])
        for change in [["remove", "Then only"], ["edit", "cannot take that back"]] {
            let answer = await browser.post(
                "/dashboard/users/\(change[0])", ["name": "anna", "right": "readOnly", "warned": "oneself"])
            #expect(answer.status == .ok)
            #expect(answer.text.contains("No other user may change anything."))
            #expect(answer.text.contains(change[1]))
        }
        #expect(try site.store.userLogin(of: "anna")?.isReadOnly == false)
        let answer = await browser.post(
            "/dashboard/users/edit", ["name": "anna", "right": "readOnly", "warned": "oneself last"])
        #expect(answer.status == .seeOther)
        #expect(try site.store.userLogin(of: "anna")?.isReadOnly == true)
    }

    @Test(arguments: ["users/edit", "users/remove", "tokens/remove"])
    func whatIsNotThereIsNotFound(_ path: String) async {
        #expect(await browser.get("/dashboard/\(path)?name=nobody").status == .notFound)
        #expect(await browser.get("/dashboard/\(path)").status == .notFound)
        let answer = await browser.post("/dashboard/\(path)", ["name": "nobody"])
        #expect(answer.status == .notFound)
    }

    // MARK: Tokens

    @Test func tokenIsShownOnceAndWorks() async throws {
        let answer = await browser.post("/dashboard/tokens", ["name": "crm", "right": "readOnly"])
        #expect(answer.status == .ok)
        #expect(answer[.cacheControl] == "no-store")
        let match = try #require(answer.text.firstMatch(of: /ltk_[A-Za-z0-9_-]{43}/))
        let login = Login(field: "Bearer \(match.output)")
        #expect(await site.ask(login: login, target: "/api/v2/core/campaigns").status == .ok)
        #expect(await site.ask("POST", "/api/v2/core/campaigns", "{}", login: login).status == .forbidden)
        let page = await browser.get("/dashboard/users").text
        #expect(page.contains("crm") && !page.contains("ltk_"))
        #expect(await browser.get("/dashboard/tokens")[.location] == "/dashboard/users")
    }

    @Test func takenNameOfATokenIsRefused() async throws {
        let answer = await browser.post("/dashboard/tokens", ["name": "machine", "right": "readWrite"])
        #expect(answer.status == .unprocessableEntity)
        #expect(answer.text.contains("There is a token of that name already."))
        #expect(await site.ask(login: .token, target: "/api/v2/core/campaigns").status == .ok)
    }

    @Test func removedTokenIsRefused() async throws {
        #expect(
            await browser.get("/dashboard/tokens/remove?name=machine").text.contains(
                "Remove the token “machine”?"))
        #expect(await browser.post("/dashboard/tokens/remove", ["name": "machine"]).status == .seeOther)
        #expect(await site.ask(login: .token, target: "/api/v2/core/campaigns").status == .unauthorized)
    }

    // MARK: Who may

    @Test func whoeverReadsSeesNoFormAndChangesNothing() async throws {
        _ = try site.store.setReadOnly(true, user: "Борис")
        let boris = Browser(site)
        await boris.logIn(as: "Борис", password: "secret")
        let page = await boris.get("/dashboard/users")
        #expect(page.status == .ok)
        #expect(page.text.contains("machine"))
        #expect(!page.text.contains("Add a user") && !page.text.contains("Remove…"))
        for path in ["users/edit?name=anna", "users/remove?name=anna", "tokens/remove?name=machine"] {
            #expect(await boris.get("/dashboard/\(path)").status == .forbidden)
        }
        let fields: KeyValuePairs = [
            "name": "clara", "password": "long secret", "again": "long secret", "right": "readWrite",
        ]
        for path in ["users", "users/edit", "users/remove", "tokens", "tokens/remove"] {
            #expect(await boris.post("/dashboard/\(path)", fields).status == .forbidden, "\(path)")
        }
        #expect(try site.store.users().count == 2)
        #expect(try site.store.tokens().count == 2)
    }

    @Test(arguments: ["users", "users/edit", "users/remove", "tokens", "tokens/remove"])
    func pageOfAnotherSiteChangesNothing(_ path: String) async throws {
        let fields: KeyValuePairs = ["name": "Борис", "right": "readOnly"]
        let foreign = await browser.post("/dashboard/\(path)", fields, ["Sec-Fetch-Site": "cross-site"])
        #expect(foreign.status == .forbidden)
        let tokenless = await browser.post("/dashboard/\(path)", ["name": "Борис", "formToken": "x"])
        #expect(tokenless.status == .forbidden)
        #expect(try site.store.userLogin(of: "Борис")?.isReadOnly == false)
        #expect(try site.store.tokens().count == 2)
    }

    @Test func namesAreText() async throws {
        let name = #"<img src=x onerror=alert(1)>"'{{layout.base}}"#
        #expect(await add(name, "long secret", right: "readOnly").status == .seeOther)
        #expect(await browser.post("/dashboard/tokens", ["name": name]).status == .ok)
        let query = QueryString.text([(name: "name", value: name)])
        for path in ["users", "users/edit?" + query, "users/remove?" + query, "tokens/remove?" + query] {
            let page = await browser.get("/dashboard/" + path)
            #expect(page.status == .ok)
            #expect(!page.text.contains("<img"))
            #expect(page.text.contains("&lt;img src=x onerror=alert(1)&gt;&quot;&#39;{{layout.base}}"))
        }
        let removal = await browser.post("/dashboard/users/remove", ["name": name])
        #expect(removal.status == .seeOther)
        #expect(try site.store.userLogin(of: name) == nil)
    }

    @Test func linksAreBelowThePrefix() async throws {
        let browser = Browser(site, prefix: "/tracker")
        await browser.logIn()
        let page = await browser.get("/dashboard/users").text
        #expect(page.contains(#"href="/tracker/dashboard/users/edit?name=anna""#))
        #expect(page.contains(#"action="/tracker/dashboard/tokens""#))
        let answer = await browser.post("/dashboard/users/remove", ["name": "anna"])
        #expect(answer.text.contains(#"action="/tracker/dashboard/users/remove""#))
    }
}

extension TestSite {
    fileprivate func ask(login: Login, target: String) async -> HTTPResponse {
        await ask("GET", target, login: login)
    }
}
