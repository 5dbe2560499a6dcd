import Foundation
import TestSupport
import TestTraits
import Testing

/// The landing page with JavaScript alone that is shipped as an example, in a real browser.
@Suite(.ownThread, .needsInstalledServers, .needsBrowser, .timeLimit(.minutes(30)))
struct JSExampleTests {
    private static let sources = "\(Repository.root)/conf/examples/js-landing"

    /// Fills in the form, and sends it.
    private static let visitor = """
        addEventListener('load', () => {
            const form = document.querySelector('form');
            form.elements.name.value = 'Ana';
            form.elements.phone.value = '1';
            form.requestSubmit();
        });
        """

    /// The page on a host of its own, as a browser has it open.
    private struct OpenPage {
        let server: PHPServer
        let browser: Browser
        let folder: TemporaryFolder

        /// `script` is what the visitor does.
        init(_ site: Site, settings: String = "", script: String = "", query: String = "source=facebook")
            throws
        {
            folder = try TemporaryFolder()
            try FileManager.default.copyItem(atPath: sources, toPath: folder.path("page"))
            try """
            window.landingTracker = {
                tracker: '\(site.web.url)', campaignId: 42, attribution: ['source'], lead: {offer_id: '456'}, \(settings)
            };
            \(script)
            """.write(toFile: folder.path("page/settings.js"), atomically: true, encoding: .utf8)
            server = try PHPServer(folder.path("page"), environment: [:], log: folder.path("php.log"))
            browser = try Browser(opening: "\(server.url)/index.html?\(query)")
        }
    }

    @Test func clickAndLeadOfALandingPageAreOneJourney() throws {
        let site = try Site()
        let page = try OpenPage(
            site, script: Self.visitor, query: "source=facebook&ad_name=video%2001&a.b=1&a.b=2&clickId=1")
        try waitUntil("click and lead are stored") { try site.tracker.eventRows().count == 2 }
        // The form has carried it on.
        let next = /GET \/thanks\.html\?name=Ana&phone=1&sub1=([0-9a-f-]{36})/
        try waitUntil("the next page is open") { page.server.logText.contains(next) }
        let clickID = String(try #require(page.server.logText.firstMatch(of: next)).output.1)

        let journey = try site.tracker.journeyJSON(clickID)
        #expect(journey.contains(#""campaignId":42"#))
        #expect(
            journey.contains(#""parameters":{"source":"facebook","ad_name":"video 01","a.b":["1","2"]}"#),
            "\(journey)")
        #expect(journey.contains(#""parameters":{"offer_id":"456","source":"facebook"}"#), "\(journey)")
    }

    @Test func eventOfAnOutageIsSentAgain() throws {
        let site = try Site()
        site.process?.stop()
        let page = try OpenPage(site, settings: "retrySeconds: 0.1")
        try waitUntil("two tries are refused") {
            try site.web.accessLog.ranges(of: "POST /api/v2/track/click ").count >= 2
        }
        try site.startResponder()
        try waitUntil("the click is stored") { try !site.tracker.eventRows().isEmpty }
        withExtendedLifetime(page) {}
        #expect(try site.tracker.eventRows().count == 1)
    }

    /// As those do that leave requests unfinished with the page.
    @Test func browserWithoutKeepaliveSendsABeacon() throws {
        let site = try Site()
        let page = try OpenPage(
            site,
            script: "delete Request.prototype.keepalive; window.fetch = () => { throw 'not used'; };\n"
                + Self.visitor)
        try waitUntil("click and lead are stored") { try site.tracker.eventRows().count == 2 }
        withExtendedLifetime(page) {}
        #expect(try site.tracker.rows("SELECT count(*) FROM journey") == ["1"])
    }

    @Test func pageThatIsLoadedAgainIsTheSameVisit() throws {
        let site = try Site()
        let page = try OpenPage(
            site,
            script: """
                addEventListener('load', () => {
                    const count = Number(sessionStorage.getItem('count')) + 1;
                    sessionStorage.setItem('count', count);
                    if (count < 3) location.reload(); else fetch('loaded.txt');
                });
                """)
        try waitUntil("the page was loaded three times") { page.server.logText.contains("/loaded.txt") }
        try waitUntil("the click is stored") { try !site.tracker.eventRows().isEmpty }
        #expect(try site.tracker.eventRows().count == 1)
    }
}
