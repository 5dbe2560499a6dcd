import HTTP
import Passwords
import Storage
import Testing
import Web

/// How long one stays on the pages.
struct SessionTests {
    private static let path = "/dashboard/users"

    private func loggedIn(_ site: TestSite) async -> Browser {
        let browser = Browser(site)
        await browser.logIn()
        return browser
    }

    @Test func endsAfterTwelveHoursWithoutUse() async throws {
        let site = try TestSite()
        let (used, unused) = (await loggedIn(site), await loggedIn(site))
        for _ in 0..<3 {
            site.pass(seconds: 6 * 3600 - 60)
            #expect(await used.get(Self.path).status == .ok)
        }
        #expect(await unused.get(Self.path).status == .seeOther)
        site.pass(seconds: 12 * 3600 - 1)
        #expect(await used.get(Self.path).status == .ok)
        site.pass(seconds: 12 * 3600)
        #expect(await used.get(Self.path).status == .seeOther)
    }

    /// However a page renews itself.
    @Test func askingOfAScriptIsNoUse() async throws {
        let site = try TestSite()
        let browser = await loggedIn(site)
        for _ in 0..<11 {
            site.pass(seconds: 3600)
            #expect(await browser.get(Self.path, ["Sec-Fetch-Dest": "empty"]).status == .ok)
        }
        site.pass(seconds: 3600)
        #expect(await browser.get(Self.path, ["Sec-Fetch-Dest": "empty"]).status == .seeOther)
        #expect(await browser.get(Self.path).status == .seeOther)
    }

    /// Browsers that do not tell what asks: our script does.
    @Test func askingOfOurScriptIsNoUse() async throws {
        let site = try TestSite()
        let browser = await loggedIn(site)
        for _ in 0..<11 {
            site.pass(seconds: 3600)
            #expect(await browser.get(Self.path, ["X-Landing-Tracker-Poll": "1"]).status == .ok)
        }
        site.pass(seconds: 3600)
        #expect(await browser.get(Self.path, ["X-Landing-Tracker-Poll": "1"]).status == .seeOther)
    }

    @Test func endsAfterThirtyDaysInAnyCase() async throws {
        let site = try TestSite()
        let browser = await loggedIn(site)
        for _ in 0..<59 {
            site.pass(seconds: 12 * 3600 - 60)
            #expect(await browser.get(Self.path).status == .ok)
        }
        site.pass(seconds: 3600 * 10)
        #expect(await browser.get(Self.path).status == .ok)
        site.pass(seconds: 3600 * 3)
        #expect(await browser.get(Self.path).status == .seeOther)
    }

    @Test func removedUserIsOutAtTheNextPage() async throws {
        let site = try TestSite()
        let browser = await loggedIn(site)
        #expect(try site.store.removeUser("anna"))
        #expect(await browser.get(Self.path).status == .seeOther)
        try site.store.addUser("anna", passwordHash: "x", at: TestSite.now)
        #expect(await browser.get(Self.path).status == .seeOther)
    }

    @Test func anotherPasswordEndsIt() async throws {
        let site = try TestSite()
        let (anna, boris) = (await loggedIn(site), Browser(site))
        await boris.logIn(as: "Борис", password: "secret")
        let hash = try #require(try site.store.passwordHash(of: "anna"))
        #expect(try site.store.replacePasswordHash(of: "anna", with: hash))
        #expect(await anna.get(Self.path).status == .seeOther)
        #expect(await boris.get(Self.path).status == .ok)
    }

    @Test func anotherProcessKnowsIt() async throws {
        let site = try TestSite()
        let browser = await loggedIn(site)
        let cookie = try #require(browser.cookies.first)
        let other = Browser(try site.anotherProcess())
        other.take(cookie)
        #expect(await other.get(Self.path).status == .ok)
    }

    /// Whoever has kept the cookie has nothing, nor has the browser's memory of pages.
    @Test func logOutEndsItForEverybody() async throws {
        let site = try TestSite()
        let browser = await loggedIn(site)
        let page = await browser.get(Self.path)
        #expect(page[.cacheControl] == "no-store")
        let cookie = try #require(browser.cookies.first)
        let answer = await browser.post("/dashboard/logout")
        #expect(answer.status == .seeOther)
        #expect(answer[.location] == "/dashboard/login")
        #expect(answer[.cacheControl] == "no-store")
        #expect(browser.cookies.isEmpty)
        browser.take(cookie)
        #expect(await browser.get(Self.path).status == .seeOther)
    }

    /// No picture or link of another site logs anybody out.
    @Test func logOutIsAForm() async throws {
        let browser = await loggedIn(try TestSite())
        _ = await browser.get(Self.path)
        #expect(await browser.get("/dashboard/logout").status == .methodNotAllowed)
        #expect(await browser.post("/dashboard/logout", ["formToken": ""]).status == .forbidden)
        #expect(
            await browser.post("/dashboard/logout", [:], ["Sec-Fetch-Site": "cross-site"]).status
                == .forbidden)
        #expect(await browser.get(Self.path).status == .ok)
    }

    @Test func formOfAnotherSessionIsStale() async throws {
        let site = try TestSite()
        let browser = await loggedIn(site)
        _ = await browser.get(Self.path)
        let token = browser.formToken ?? ""
        await browser.logIn()
        let answer = await browser.post("/dashboard/tokens", ["name": "crm", "formToken": token])
        #expect(answer.status == .forbidden)
        #expect(answer.text.contains("earlier login"))
        #expect(try !site.store.tokens().contains { $0.name == "crm" })
    }

    @Test func formThatIsTooLargeIsCalledSo() async throws {
        let site = try TestSite()
        let browser = await loggedIn(site)
        let large = await site.send(
            HTTPRequest(
                "POST", "/dashboard/tokens", body: .tooLarge, mediaType: "application/x-www-form-urlencoded",
                [
                    ("HTTPS", "on"),
                    ("HTTP_COOKIE", browser.cookies.map { "\($0.name)=\($0.value)" }.joined(separator: "; ")),
                ]))
        #expect(large.status == .contentTooLarge)
    }
}
