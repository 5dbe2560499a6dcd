import Foundation
import TestSupport
import TestTraits
import Testing

/// The published PHP example, as scripts of ours in `php/`, run by real PHP: click, form hand-over, lead.
@Suite(.ownThread, .needsInstalledServers, .timeLimit(.minutes(30)))
struct PHPLandingTests {
    @Test func clickAndLeadOfALandingPageAreOneJourney() throws {
        let site = try Site()
        let landing = try serveLanding(site)
        let base = landing.url

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

    private func serveLanding(_ site: Site) throws -> PHPServer {
        try PHPServer(
            environment: [
                "TRACKER_URL": site.web.url, "TRACKER_CERTIFICATE": site.web.certificate,
                "TRACKER_CAMPAIGN": "42",
            ],
            log: site.folder.path("php.log"))
    }
}
