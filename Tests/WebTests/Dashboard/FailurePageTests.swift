import HTTP
import Testing

/// Pages of what went wrong, and of what is not there yet.
struct FailurePageTests {
    private static func browser() async throws -> Browser {
        let browser = Browser(try await TestSite.withTraffic())
        await browser.logIn()
        return browser
    }

    @Test(arguments: [
        "/dashboard/campaigns/99999", "/dashboard/campaigns/99999/edit", "/dashboard/moves/7/undo",
        "/dashboard/journeys/x",
    ])
    func whoHasLoggedInKeepsTheNavigation(_ path: String) async throws {
        let page = try await Self.browser().get(path)
        #expect(page.status.code >= 400)
        #expect(page.text.contains(#"<nav aria-label="Main">"#) && page.text.contains("log out"))
    }

    @Test func strangersGetTheLoginForm() async throws {
        let page = await Browser(try await TestSite.withTraffic()).get("/dashboard/campaigns/99999")
        #expect(!page.text.contains(#"<nav aria-label="Main">"#) && !page.text.contains("does not exist"))
    }

    @Test(arguments: [
        ("/dashboard/moves/new?campaignId=42", "First day: "),
        ("/dashboard/leads?periodStart=2025-02-30", "First day: "),
        ("/dashboard/campaigns/42?timezone=Mars", "Time zone: "),
        ("/dashboard/journeys/00000000-0000-0000-0000-000000000001?timezone=Mars", "Time zone: "),
    ])
    func fieldsHaveTheNamesThatPagesHave(_ path: String, _ words: String) async throws {
        let page = try await Self.browser().get(path)
        #expect(page.text.contains(words), "\(page.text)")
        #expect(!page.text.contains("periodStart:") && !page.text.contains("timezone:"))
    }

    @Test func moveBeginsWithItsForm() async throws {
        let answer = try await Self.browser().get("/dashboard/moves/new")
        #expect(answer.status == .seeOther && answer[.location] == "/dashboard/moves")
    }

    /// Thirty lines of zeros tell nobody anything.
    @Test func reportOfNothingHasNoTable() async throws {
        let browser = try await Self.browser()
        let empty = await browser.get("/dashboard/campaigns/42?period=30")
        #expect(empty.text.contains("No click has come on these days") && !empty.text.contains("<table"))
        let full = await browser.get("/dashboard/campaigns/42?periodStart=2025-01-01&periodEnd=2025-02-02")
        #expect(full.text.contains("<table") && full.text.contains("href=\"#table\""))
    }

    @Test func rareFiltersOpenWhereTheySaySomething() async throws {
        let browser = try await Self.browser()
        let details = #"<details class="more""#
        #expect(await browser.get("/dashboard/leads?campaignId=42").text.contains(details + ">"))
        for query in ["timezone=Europe/Kyiv", "periodOf=lastEvent", "periodStart=2025-01-30"] {
            let page = await browser.get("/dashboard/leads?campaignId=42&" + query)
            #expect(page.text.contains(details + " open>"), "\(query)")
        }
    }
}
