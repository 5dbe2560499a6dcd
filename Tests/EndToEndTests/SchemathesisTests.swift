import Foundation
import TestSupport
import TestTraits
import Testing

/// The API held to its own description by a fuzzer, https://schemathesis.readthedocs.io.
@Suite(.ownThread, .needsInstalledServers, .needsSchemathesis, .timeLimit(.minutes(30)))
struct SchemathesisTests {
    /// Every answer must be one that the description has, and none may be a fault of ours.
    private static let checks = [
        "not_a_server_error", "status_code_conformance", "content_type_conformance",
        "response_headers_conformance", "response_schema_conformance", "missing_required_header",
        "unsupported_method", "allow_header_conformance", "ignored_auth",
    ]

    @Test func everyAnswerIsAsDescribed() throws {
        let site = try Site()
        let login = try site.tracker.addToken()
        let traffic = try Traffic(site, login: login)
        let settings = site.folder.path("schemathesis.toml")
        try Self.settings(site, traffic).write(toFile: settings, atomically: true, encoding: .utf8)

        let outcome = try Command(
            "/usr/bin/env",
            [
                // What it remembers of a run stands in the folder where it runs.
                "--chdir=\(site.folder.path)", Schemathesis.program, "--config-file", settings, "run",
                site.url("/api/v2/openapi.json"), "--header", login.header,
            ]
        ).run()
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        let count = outcome.output.firstMatch(of: /(\d+) generated, (\d+) passed/)
        #expect(try Int(#require(count?.output.1)) ?? 0 > 1_000, "\(outcome.output)")
        #expect(try site.tracker.run(["db", "verify"]).status == 0)
        #expect(site.process?.logText.contains(" error ") == false)
    }

    /// The same requests in every run, no faster than the web server lets them through.
    ///
    /// TRACE is not among the methods, since nginx answers it by itself.
    private static func settings(_ site: Site, _ traffic: Traffic) -> String {
        """
        tls-verify = "\(site.web.certificate)"
        rate-limit = "95/s"
        continue-on-failure = true
        suppress-health-check = ["all"]

        [generation]
        deterministic = true
        max-examples = 20

        [cache]
        enabled = false

        [checks]
        enabled = false
        \(checks.map { "\($0).enabled = true" }.joined(separator: "\n"))

        [phases.coverage]
        unexpected-methods = ["GET", "PUT", "POST", "PATCH", "DELETE", "OPTIONS"]

        # Half of the reports are about something that is there.
        [dictionaries]
        campaigns = { values = [42] }
        clicks = { values = ["\(Traffic.ids[0])"] }
        days = { values = ["\(traffic.day)"] }
        groups = { values = ["source,ad", "ad", "none"] }

        [parameters]
        "path.id" = { dictionary = "campaigns", probability = 0.5 }
        "path.clickId" = { dictionary = "clicks", probability = 0.5 }
        "query.campaignId" = { dictionary = "campaigns", probability = 0.5 }
        "query.periodStart" = { dictionary = "days", probability = 0.5 }
        "query.periodEnd" = { dictionary = "days", probability = 0.5 }
        "query.groupParameters" = { dictionary = "groups", probability = 0.5 }
        """
    }
}
