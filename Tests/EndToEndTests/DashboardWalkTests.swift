import Foundation
import TestSupport
import TestTraits
import Testing

/// What somebody does who buys traffic, in a real browser: logs in, makes a campaign, has a visitor on the shipped landing
/// page, is told by the network, sees the payout and why, changes the mapper, logs out.
@Suite(.ownThread, .needsInstalledServers, .needsBrowserChecks, .timeLimit(.minutes(30)))
struct DashboardWalkTests {
    @Test func withEverything() throws {
        try walk()
    }

    @Test func withoutScriptUnderAPrefix() throws {
        try walk(prefix: "/tracker", ["--without-script"])
    }

    @Test(.onlyInTestBrowser, arguments: ["", "/tracker"])
    func withKeyboardAlone(_ prefix: String) throws {
        try walk(prefix: prefix, ["--keyboard"])
    }

    @Test(.onlyInTestBrowser) func withKeyboardAloneAndWithoutScript() throws {
        try walk(prefix: "", ["--keyboard", "--without-script"])
    }

    @Test(.onlyInTestBrowser, arguments: [WebServer.Kind.apacheProxy, .lighttpd, .caddy], ["", "/tracker"])
    func behindOtherServers(_ kind: WebServer.Kind, _ prefix: String) throws {
        try walk(kind, prefix: prefix)
    }

    private func walk(
        _ kind: WebServer.Kind = .nginx, prefix: String = "", _ arguments: [String] = []
    ) throws {
        let site = try Site(kind, prefix: prefix)
        let landing = try landingPage(of: site)
        try BrowserCheck(of: site).run("walk", ["--landing", landing.url] + arguments)
    }

    /// The shipped one, whose administrator has adapted its settings.
    private func landingPage(of site: Site) throws -> PHPServer {
        let example = "\(Repository.root)/conf/examples/php-landing"
        let settings = site.folder.path("landing.php")
        try """
        <?php
        return [
            'tracker' => '\(site.web.url)',
            'campaignId' => 77,
            'certificates' => '\(site.web.certificate)',
            'unsentFolder' => '\(site.folder.path("unsent"))',
            'connectSeconds' => 60.0,
            'totalSeconds' => 60.0,
        ] + require '\(example)/config.php';
        """.write(toFile: settings, atomically: true, encoding: .utf8)
        return try PHPServer(
            example, environment: ["LANDING_CONFIG": settings], log: site.folder.path("php.log"))
    }
}
