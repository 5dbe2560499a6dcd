import Foundation
import TestSupport
import TestTraits
import Testing

/// The landing page that is shipped as an example, run by real PHP.
@Suite(.ownThread, .needsInstalledServers, .timeLimit(.minutes(30)))
struct PHPExampleTests {
    /// With PHP's curl extension, and with PHP that has no extension.
    private static let ways: [[String]] = [[], ["-n"]]

    @Test(arguments: ways)
    func clickAndLeadOfALandingPageAreOneJourney(_ options: [String]) throws {
        let site = try Site()
        let example = try PHPExample(site, options: options)
        let clickID = try example.visit(
            "source=facebook&ad_name=video%2001&a.b=1&a.b=2&clickId=1&campaignId=7")
        try expectEvents(1, at: site)

        let answer = try example.order("name=Ana&phone=1&sub1=\(clickID)&source=facebook&ad_name=video+01")
        #expect(answer.status == 303)
        #expect(answer[header: "location"] == "thanks.html")
        try expectEvents(2, at: site)

        let journey = try site.tracker.journeyJSON(clickID)
        #expect(journey.contains(#""campaignId":42"#))
        #expect(
            journey.contains(#""parameters":{"source":"facebook","ad_name":"video 01","a.b":["1","2"]}"#),
            "\(journey)")
        let lead =
            #""parameters":{"offer_id":"456","landing":"rings","source":"facebook","ad_name":"video 01"}"#
        #expect(journey.contains(lead), "\(journey)")
        #expect(try Curl.get("\(example.url)/thanks.html").status == 200)
        #expect(example.unsent.isEmpty)
    }

    /// What a browser that shows the page again sends, with the cookie.
    @Test func pageThatIsLoadedAgainIsTheSameVisit() throws {
        let site = try Site()
        let example = try PHPExample(site)
        let page = try Curl.get("\(example.url)/index.php?source=a")
        let cookie = try #require(page[header: "set-cookie"]?.split(separator: ";").first)
        #expect(page[header: "set-cookie"]?.contains("HttpOnly; SameSite=Lax") == true)
        let again = try Curl.get("\(example.url)/index.php?source=a", headers: ["Cookie: \(cookie)"])
        #expect(again.body == page.body)
        // Of another ad.
        let other = try Curl.get("\(example.url)/index.php?source=b", headers: ["Cookie: \(cookie)"])
        #expect(other.body != page.body)
        try expectEvents(2, at: site)
    }

    @Test func whatAVisitorSendsIsTextOnThePage() throws {
        let site = try Site()
        let example = try PHPExample(site)
        let page = try Curl.get("\(example.url)/index.php?source=%22%3E%3Cscript%3E%27%26%FF")
        #expect(page.body.contains("value=\"&quot;&gt;&lt;script&gt;&apos;&amp;\u{FFFD}\""), "\(page.body)")
        #expect(!page.body.contains("<script>"))
        #expect(page[header: "cache-control"] == "no-store")
    }

    @Test func formWithoutAClickIDMakesNoLead() throws {
        let site = try Site()
        let example = try PHPExample(site)
        for fields in ["name=Ana", "sub1=none", "sub1[]=8f1b5c6e-7a3d-4d20-a7f1-12a2b8f7a9c1"] {
            #expect(try example.order(fields).status == 303)
        }
        #expect(try Curl.get("\(example.url)/submit.php")[header: "location"] == "index.php")
        try example.visit()
        try expectEvents(1, at: site)
        #expect(example.unsent.isEmpty)
        #expect(example.rejected.isEmpty)
    }

    @Test func fileOfTheExampleIsStrictAndWhole() throws {
        let files = try #require(FileManager.default.enumerator(atPath: PHPExample.sources))
            .compactMap { $0 as? String }.filter { $0.hasSuffix(".php") }
        #expect(files.count >= 6)
        for file in files {
            let path = "\(PHPExample.sources)/\(file)"
            #expect(
                try String(contentsOfFile: path, encoding: .utf8).hasPrefix(
                    "<?php\ndeclare(strict_types=1);\n"))
            let outcome = try Command(PHPProgram.path, ["-d", "error_reporting=-1", "-l", path]).run()
            #expect(outcome.status == 0, "\(outcome.output)")
        }
    }

    private func expectEvents(_ count: Int, at site: Site) throws {
        try waitUntil("\(count) events are stored") { try site.tracker.eventRows().count >= count }
        #expect(try site.tracker.eventRows().count == count)
    }
}
