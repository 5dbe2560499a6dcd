import Foundation
import TestSupport
import Testing

/// What answers and logs give away.
extension WebServerTests {
    @Test(arguments: WebServer.Kind.allCases)
    func noBrowserGuessesWhatAnAnswerIs(_ kind: WebServer.Kind) throws {
        let site = try Site(kind)
        let file = try clickWithSpaces(site, 3 * 1024 * 1024)
        let answers = [
            try site.client().get(Self.lead), try site.client().get("/api/v2/track/none"),
            try site.client().get("/api/v2/core/campaigns"), try site.client().get("/dashboard/"),
            try Curl.send(["--data-binary", "@\(file)", site.url("/api/v2/track/click")]),
            try Curl.send(["--data-binary", "@\(file)", site.url("/api/v2/core/campaigns")]),
        ]
        #expect(answers.map(\.status) == [201, 404, 401, 303, 413, 413])
        for answer in answers {
            #expect(answer.values("x-content-type-options") == ["nosniff"])
        }
    }

    /// As the comment in `landing-tracker-http.conf` says.
    @Test(arguments: [true, false])
    func errorLogKeepsRequestLineAndReferrer(_ isKept: Bool) throws {
        let other = ["client_body_timeout 15s;": "client_body_timeout 15s; error_log /dev/null;"]
        let site = try Site(edits: isKept ? [:] : other)
        site.process?.stop()
        let referrer = "Referer: https://landing.example/?email=someone"
        let login = Login(user: "anna", password: "secret")
        let click = #"{"clickId":"\#(Self.id)","campaignId":42}"#
        let query = "?absent=\(Self.id)"
        _ = try site.client().send(
            "POST", "/api/v2/track/click\(query)", headers: [referrer, login.header], body: Array(click.utf8))
        _ = try Curl.send([
            "--data-binary", "@\(try clickWithSpaces(site, 1024 * 1024))",
            site.url("/api/v2/track/click?large=\(Self.id)"),
        ])
        try site.web.finish()
        let log = try site.web.errorLog
        for kept in ["absent=\(Self.id)", "email=someone", "large=\(Self.id)"] {
            #expect(log.contains(kept) == isKept, "\(kept)")
        }
        for secret in [login.credentials, #""campaignId""#] { #expect(!log.contains(secret)) }
    }
}
