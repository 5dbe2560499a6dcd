import HTTP
import Passwords
import Storage
import Testing
import Web

/// What a user does about himself.
struct AccountPageTests {
    private let site: TestSite
    private let browser: Browser

    init() async throws {
        site = try TestSite()
        browser = Browser(site)
        await browser.logIn()
        _ = await browser.get("/dashboard/account")
    }

    @Test func passwordIsChanged() async throws {
        let other = Browser(site)
        await other.logIn()
        let before = try #require(browser.cookies.first)
        let answer = await change("pässword: 1", "another one", "another one")
        #expect(answer[.location] == "/dashboard/account?done=password")
        #expect(await browser.follow(answer).text.contains("Your password was changed"))
        #expect(await other.get("/dashboard/account").status == .seeOther)
        let thief = Browser(site)
        thief.take(before)
        #expect(await thief.get("/dashboard/account").status == .seeOther)
        #expect(await site.logIn(.anna, from: "198.51.100.7").status == .unauthorized)
        #expect(await site.logIn("anna", "another one", from: "198.51.100.7").status == .ok)
    }

    @Test(arguments: [
        ("wrong", "another one", "another one", "That is not your password."),
        ("", "another one", "another one", "That is not your password."),
        ("pässword: 1", "seven77", "seven77", "The password has fewer than 8 characters."),
        ("pässword: 1", "another one", "another One", "The two passwords differ."),
        ("pässword: 1", "", "", "The password is empty."),
    ])
    func unfitPasswordIsSaidSoBesideTheField(
        _ current: String, _ password: String, _ again: String, _ problem: String
    ) async throws {
        let hash = try site.store.passwordHash(of: "anna")
        let answer = await change(current, password, again)
        #expect(answer.status == .unprocessableEntity)
        #expect(answer.text.contains(problem))
        #expect(answer.text.contains(#"aria-invalid="true""#))
        #expect(!answer.text.contains("another one"))
        #expect(try site.store.passwordHash(of: "anna") == hash)
        #expect(await browser.get("/dashboard/account").status == .ok)
    }

    /// Whoever finds a browser that is logged in guesses no quicker than at the form.
    @Test func guessesAreLimitedAsAtTheLogin() async throws {
        let fresh = Browser(site, address: "203.0.113.9")
        fresh.take(try #require(browser.cookies.first))
        _ = await fresh.get("/dashboard/account")
        for _ in 0..<5 {
            #expect(await guess(fresh).text.contains("That is not your password."))
        }
        let hashCount = site.hashCount
        let answer = await guess(fresh)
        #expect(answer.text.contains("Too many wrong passwords. The next one is looked at in 1 s."))
        #expect(site.hashCount == hashCount)
        #expect(await site.logIn("anna", "guess", from: "203.0.113.9")[.retryAfter] == "1")
    }

    private func guess(_ browser: Browser) async -> HTTPResponse {
        await browser.post(
            "/dashboard/account/password",
            ["current": "guess", "password": "another one", "again": "another one"])
    }

    @Test func answerToAWrongOneIsHeldBack() async throws {
        let browser = Browser(try TestSite(failureDelaySeconds: 0.5))
        await browser.logIn()
        _ = await browser.get("/dashboard/account")
        let start = ContinuousClock.now
        #expect(await guess(browser).status == .unprocessableEntity)
        #expect(ContinuousClock.now - start >= .seconds(0.5))
    }

    /// No clerk hashes: without a hasher there is no answer but this one.
    @Test func passwordIsHashedByTheHasher() async throws {
        let hashCount = site.hashCount
        #expect(await change("pässword: 1", "another one", "another one").status == .seeOther)
        #expect(site.hashCount == hashCount, "it was remembered from the login")
        _ = await browser.get("/dashboard/account")
        site.hashers.stop()
        #expect(await change("wrong", "third one!", "third one!").status == .serviceUnavailable)
        #expect(await change("another one", "third one!", "third one!").status == .serviceUnavailable)
    }

    @Test func otherSessionsEndAndThisOneStays() async throws {
        let (other, boris) = (Browser(site), Browser(site))
        await other.logIn()
        await boris.logIn(as: "Борис", password: "secret")
        let answer = await browser.post("/dashboard/account/sessions")
        #expect(await browser.follow(answer).text.contains("All your other sessions have ended."))
        #expect(await other.get("/dashboard/account").status == .seeOther)
        #expect(await boris.get("/dashboard/account").status == .ok)
    }

    /// It is nobody else's matter.
    @Test func whoeverReadsMayDoAllOfIt() async throws {
        _ = try site.store.setReadOnly(true, user: "anna")
        #expect(await browser.post("/dashboard/account/sessions").status == .seeOther)
        #expect(await change("pässword: 1", "another one", "another one").status == .seeOther)
        #expect(await browser.post("/dashboard/logout").status == .forbidden, "the form is of before")
        _ = await browser.get("/dashboard/account")
        #expect(await browser.post("/dashboard/logout").status == .seeOther)
    }

    @Test(arguments: ["account/password", "account/sessions"])
    func pageOfAnotherSiteChangesNothing(_ path: String) async throws {
        let other = Browser(site)
        await other.logIn()
        let fields: KeyValuePairs = [
            "current": "pässword: 1", "password": "another one", "again": "another one",
        ]
        #expect(
            await browser.post("/dashboard/\(path)", fields, ["Origin": "https://evil.example"]).status
                == .forbidden)
        #expect(await browser.post("/dashboard/\(path)", ["formToken": "00"]).status == .forbidden)
        #expect(await other.get("/dashboard/account").status == .ok)
    }

    private func change(_ current: String, _ password: String, _ again: String) async -> HTTPResponse {
        await browser.post(
            "/dashboard/account/password", ["current": current, "password": password, "again": again])
    }
}
