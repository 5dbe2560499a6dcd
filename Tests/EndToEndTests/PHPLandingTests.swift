import Foundation
import TestSupport
import Testing

/// The published PHP example, as scripts of ours in `php/`, run by real PHP: click, form hand-over, lead.
@Suite(.needsInstalledServers, .timeLimit(.minutes(10)))
struct PHPLandingTests {
    @Test func clickAndLeadOfALandingPageAreOneJourney() throws {
        let site = try Site()
        let port = try Loopback.unusedPort()
        let landing = try serveLanding(port: port, site)
        let base = "http://127.0.0.1:\(port)"
        try waitUntil("PHP answers") {
            guard landing.isRunning else { throw Unexpected(landing.logText) }
            return (try? Curl.get("\(base)/none"))?.status == 404
        }

        let page = try Curl.get("\(base)/landing.php?source=facebook&ad_name=video%2001")
        let hidden = /name="sub1" value="([0-9a-f-]{36})"/
        let clickID = String(try #require(page.body.firstMatch(of: hidden), "\(page.body)").output.1)
        let form = try Curl.post(
            "\(base)/submit.php?source=facebook", "name=Ana&sub1=\(clickID)",
            type: "application/x-www-form-urlencoded")
        #expect(form.body == "201")

        let journey = try site.tracker.journeyJSON(clickID)
        #expect(journey.contains(#""campaignId":42"#))
        #expect(journey.contains(#""parameters":{"source":"facebook","ad_name":"video 01"}"#), "\(journey)")
        #expect(journey.contains(#""parameters":{"offer_id":456,"landing":"rings","source":"facebook"}"#))
    }

    private func serveLanding(port: UInt16, _ site: Site) throws -> ChildProcess {
        let scripts = "\(Repository.root)/Tests/EndToEndTests/php"
        let environment = [
            "TRACKER_URL": site.web.url, "TRACKER_CERTIFICATE": site.web.certificate,
            "TRACKER_CAMPAIGN": "42",
        ]
        return try ChildProcess(
            Command("/usr/bin/php", ["-S", "127.0.0.1:\(port)", "-t", scripts], environment: environment),
            output: site.folder.path("php.log"))
    }
}
