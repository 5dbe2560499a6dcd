import Foundation
import TestSupport
import TestTraits
import Testing

/// What a campaign's page gives to be copied, taken from there and run against the server that gave it.
@Suite(.ownThread, .needsInstalledServers, .timeLimit(.minutes(30)))
struct SnippetTests {
    private let clickID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/

    @Test(arguments: ["", "/tracker"])
    func eachRunsAsItIs(prefix: String) throws {
        let site = try Site(prefix: prefix)
        let snippets = try snippets(of: site)

        // curl, and the network's address.
        try run("/bin/sh", snippets["Click, curl"], "click.sh", site)
        try run("/bin/sh", snippets["Lead, curl"], "lead.sh", site)
        let curlID = String(try #require(snippets["Click, curl"]?.firstMatch(of: clickID)).output)
        let postback = try #require(snippets["Postback"])
            .replacing("{click_id}", with: curlID).replacing("{status}", with: "approved")
        #expect(try Curl.get(postback).status == 201)
        let journey = try site.tracker.journey(curlID)
        #expect(journey.campaignId == 42)
        #expect(journey.leads.count == 1)
        #expect(journey.postbacks.map(\.status) == ["accept"])

        // PHP, the click id in the form's field.
        let page = try run(PHPProgram.path, snippets["Click, PHP"], "click.php", site)
        let phpID = String(try #require(page.firstMatch(of: clickID), "\(page)").output)
        #expect(page.contains(#"<input type="hidden" name="sub1" value="\#(phpID)">"#))
        let form = "<?php $_POST['sub1'] = '\(phpID)'; ?>"
        try run(PHPProgram.path, snippets["Lead, PHP"].map { form + $0 }, "lead.php", site)
        #expect(try site.tracker.journey(phpID).campaignId == 42)
        #expect(try site.tracker.journey(phpID).leads.count == 1)
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/node"), "not installed: node"))
    func javaScriptSendsClickAndLead() throws {
        let site = try Site()
        let script = try #require(try snippets(of: site)["Click and lead, JavaScript"])
            .replacing("<script>", with: "").replacing("</script>", with: "")
        let page = """
            const field = {};
            globalThis.location = {search: "?source=facebook"};
            globalThis.document = {
                querySelectorAll: (choice) => choice === "input[name=sub1]" ? [field] : [],
                addEventListener: (event, send) => setTimeout(send, 200)
            };
            \(script)
            console.log(field.value);
            """
        let output = try run("/usr/bin/node", page, "landing.js", site)
        let id = String(try #require(output.firstMatch(of: clickID)).output)
        try waitUntil("the lead is stored") { try site.tracker.journey(id).leads.count == 1 }
        #expect(try site.tracker.journeyJSON(id).contains(#""parameters":{"source":"facebook"}"#))
    }

    /// By their titles.
    private func snippets(of site: Site) throws -> [String: String] {
        _ = try site.tracker.addUser("anna", password: "a long secret")
        let visit = DashboardVisit(site)
        let login = try visit.get("/dashboard/login").body
        let token = try #require(login.firstMatch(of: /name="formToken" value="([0-9a-f]+)"/)).output.1
        _ = try visit.post(
            "/dashboard/login", ["user=anna", "password=a long secret", "next=/", "formToken=\(token)"])
        let page = try visit.get("/dashboard/campaigns/42/edit")
        #expect(page.status == 200)
        let found = page.body.matches(of: /aria-label="([^"]*)"><code>([^<]*)<\/code>/)
        return Dictionary(found.map { (String($0.output.1), unescaped($0.output.2)) }) { first, _ in first }
    }

    private func unescaped(_ text: Substring) -> String {
        let marks: KeyValuePairs = ["&lt;": "<", "&gt;": ">", "&quot;": "\"", "&#39;": "'", "&amp;": "&"]
        return marks.reduce(String(text)) { $0.replacing($1.key, with: $1.value) }
    }

    /// Runs a program that trusts the server's certificate, and gives back what it prints.
    @discardableResult
    private func run(_ program: String, _ text: String?, _ name: String, _ site: Site) throws -> String {
        let file = site.folder.path(name)
        try #require(text).write(toFile: file, atomically: true, encoding: .utf8)
        let certificate = site.web.certificate
        let options = program == PHPProgram.path ? ["-d", "curl.cainfo=\(certificate)"] : []
        let outcome = try Command(
            program, options + [file],
            environment: ["CURL_CA_BUNDLE": certificate, "NODE_EXTRA_CA_CERTS": certificate]
        ).run()
        #expect(outcome.status == 0, "\(outcome.errors)")
        return outcome.output
    }
}
