import Foundation
import TestSupport
import Testing

/// `check --url`: through the web server.
extension CheckTests {
    @Test func trackerBehindAWebServerIsAsked() throws {
        let site = try Site()
        let trusting = ["SSL_CERT_FILE": site.web.certificate]
        for url in [site.web.url, site.web.url.replacing("127.0.0.1", with: "localhost") + "/", plain(site)] {
            let outcome = try check(site, url, trusting)
            #expect(outcome.output.contains("ok     url       "), "\(outcome.output)")
            #expect(
                outcome.output.contains("\(url.hasSuffix("/") ? String(url.dropLast()) : url): healthy\n"))
        }
        expectWrong(
            try check(site, site.web.url), "url",
            "Nobody would trust the certificate: self-signed certificate.")
        expectWrong(
            try check(site, "https://127.0.0.1:\(site.web.port)", trusting), "url",
            "No TLS is spoken at 127.0.0.1")
        expectWrong(
            try check(site, plain(site) + "/elsewhere"), "url",
            "The web server knows no /elsewhere/api/v2/live (404). Include the shipped file")
    }

    /// The certificate is another host's.
    @Test func nameThatTheCertificateHasNotIsNamed() throws {
        let site = try Site()
        let url = site.web.url.replacing("127.0.0.1", with: "127.1")
        let outcome = try check(site, url, ["SSL_CERT_FILE": site.web.certificate])
        expectWrong(outcome, "url", "Nobody would trust the certificate: ")
        #expect(outcome.errors.contains("mismatch"), "\(outcome.errors)")
    }

    @Test func prefixIsAsked() throws {
        let site = try Site(prefix: "/tracker")
        #expect(try check(site, plain(site) + "/tracker").output.contains("/tracker: healthy\n"))
    }

    @Test func webServerWithoutResponderIsNamed() throws {
        let site = try Site()
        site.process?.stop()
        let outcome = try check(site, plain(site))
        #expect(outcome.status == 78)
        expectWrong(outcome, "url", "The web server has no answer from the tracker (503).")
    }

    @Test func illnessIsToldThroughTheWebServer() throws {
        let site = try Site()
        site.process?.stop()
        unlink(site.tracker.database)
        let waiting = try ServedSocket(
            database: site.folder.path("none.db"), in: site.folder)
        try waitUntil("it waits") { try waiting.health().body.contains("There is no database") }
        expectWrong(
            try check(site, plain(site)), "url",
            "A tracker answers, and is not healthy: There is no database at")
    }

    /// Nobody listens, and nothing is wrong.
    @Test(arguments: [WebServer.Kind.apacheFastCGI, .apacheCGI])
    func trackerThatAWebServerStartsIsAsked(_ kind: WebServer.Kind) throws {
        let site = try Site(kind)
        let outcome = try check(site, plain(site))
        #expect(outcome.output.contains("\(plain(site)): healthy\n"), "\(outcome.output)")
        #expect(outcome.output.contains("warn   listen    "), "\(outcome.output)")
        #expect(outcome.output.contains("as with mod_fcgid and CGI"))
    }

    @Test(arguments: [
        ("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", "Another program answers there."),
        ("HTTP/1.1 200 OK\r\n\r\n{\"live\":1}", "Another program answers there."),
        (
            "HTTP/1.1 308 Permanent Redirect\r\nLocation: https://example.com/api/v2/live\r\n\r\n",
            "The web server redirects to https://example.com/api/v2/live."
        ),
        ("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n", "The web server refuses (401)."),
        ("HTTP/1.1 502 Bad Gateway\r\n\r\n", "The web server has no answer from the tracker (502)."),
        ("HTTP/1.1 504 Gateway Timeout\r\n\r\n", "The web server has no answer from the tracker (504)."),
        ("HTTP/1.1 418 I'm a teapot\r\n\r\n", "The web server answers 418."),
        ("SSH-2.0-OpenSSH_9.2\r\n", "speaks no HTTP/1.1."),
        ("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{\"live\"", "speaks no HTTP/1.1."),
        ("", "was ended without an answer."),
    ])
    func whatElseIsAnsweredIsNamed(_ answer: String, _ words: String) throws {
        try tracker.addSampleCampaign()
        let port = try Loopback.unusedPort()
        let stranger = try Stranger(atPort: port, .saying(Array(answer.utf8)))
        let outcome = try check(["--no-listen", "--url", "http://127.0.0.1:\(port)"])
        #expect(outcome.status == 78)
        expectWrong(outcome, "url", words)
        withExtendedLifetime(stranger) {}
    }

    /// As a proxy may send it on.
    @Test func bodyInChunksIsRead() throws {
        let port = try Loopback.unusedPort()
        let answer =
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n{\"live\":\r\n5;x=y\r\ntrue}\r\n0\r\n\r\n"
        let stranger = try Stranger(atPort: port, .saying(Array(answer.utf8)))
        // It is alive; what it then says of its health is no answer of ours.
        expectWrong(
            try check(["--no-listen", "--url", "http://127.0.0.1:\(port)"]), "url",
            "A tracker answers, and is not healthy")
        withExtendedLifetime(stranger) {}
    }

    @Test func webServerThatIsNotThereIsNamed() throws {
        let port = try Loopback.unusedPort()
        expectWrong(
            try check(["--no-listen", "--url", "http://127.0.0.1:\(port)"]), "url",
            "Nobody takes connections at 127.0.0.1:\(port).")
        let stranger = try Stranger(atPort: port)
        for scheme in ["http", "https"] {
            expectWrong(
                try check(["--no-listen", "--url", "\(scheme)://127.0.0.1:\(port)"]), "url",
                "No answer comes from 127.0.0.1:\(port) in time.")
        }
        withExtendedLifetime(stranger) {}
    }

    @Test(arguments: [
        "example.com", "ftp://example.com", "https://", "https://anna:secret@example.com",
        "https://example.com/?x=1",
        "https://example.com/#x", "https://example.com:99999", "https://exa mple.com",
        "https://example.com/\r\nX: y",
    ])
    func wrongURLIsWrongUse(_ url: String) throws {
        let outcome = try check(["--url", url])
        #expect(outcome.status == 64, "\(outcome.output)")
        #expect(outcome.output == "")
        #expect(outcome.errors.contains("write https://HOST"), "\(outcome.errors)")
    }

    private func plain(_ site: Site) -> String { "http://127.0.0.1:\(site.web.port)" }

    private func check(
        _ site: Site, _ url: String, _ environment: [String: String] = [:]
    ) throws -> Command.Outcome {
        var command = site.tracker.command([
            "check", "--url", url, "--listen", "unix:\(site.folder.path("nobody.sock"))",
        ])
        command.environment = environment
        return try command.run()
    }
}
