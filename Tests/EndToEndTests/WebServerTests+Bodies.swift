import Foundation
import TestSupport
import Testing

/// What becomes of bodies of unknown length.
extension WebServerTests {
    private static let apaches: [WebServer.Kind] = [.apacheProxy, .apacheFastCGI, .apacheCGI]

    /// FastCGI needs the length, and to find it Apache would write whatever comes into /tmp.
    @Test(arguments: apaches, ["track/click", "core/campaigns"])
    func chunkedBodyIsRefusedAsJSON(_ kind: WebServer.Kind, _ path: String) throws {
        let site = try Site(kind)
        let before = try site.web.lastSpooled
        let answer = try Curl.send([
            "--header", "Content-Type: application/json", "--header", "Transfer-Encoding: chunked",
            "--data-binary", "@\(try clickWithSpaces(site, 100_000))", site.url("/api/v2/\(path)"),
        ])
        #expect(answer.status == 411)
        #expect(answer.body == #"{"code":411,"status":"Length Required"}"#)
        #expect(answer[header: "content-type"] == "application/json")
        #expect(answer[header: "access-control-allow-origin"] == (path.hasPrefix("track") ? "*" : nil))
        #expect(try site.web.lastSpooled == before)
        #expect(try site.tracker.eventRows().isEmpty)
    }

    /// A client that is still sending may find its stream reset instead of reading the 411.
    @Test(arguments: apaches, [0, 3_000_000])
    func bodyWithoutALengthIsRefusedOverHTTP2(_ kind: WebServer.Kind, _ spaces: Int) throws {
        let site = try Site(kind)
        let before = try site.web.lastSpooled
        var command = Command(
            "/usr/bin/curl",
            [
                "--insecure", "--silent", "--http2", "--max-time", "60", "--request", "POST",
                "--header", "Content-Type: application/json", "--upload-file", "-",
                site.url("/api/v2/track/click"),
            ])
        command.input = try clickWithSpaces(site, spaces)
        let outcome = try command.run()
        #expect(["", #"{"code":411,"status":"Length Required"}"#].contains(outcome.output))
        try waitUntil("the request is logged") {
            try site.web.accessLog.contains(#""POST /api/v2/track/click HTTP/2.0" 411"#)
        }
        #expect(try site.web.lastSpooled == before)
        #expect(try site.tracker.eventRows().isEmpty)
    }

    /// nginx collects a body before it asks, but never more of it than is allowed.
    @Test func chunkedBodyIsCollectedUpToTheLimit() throws {
        let site = try Site()
        let before = try site.web.lastSpooled
        let answer = try Curl.send([
            "--header", "Content-Type: application/json", "--header", "Transfer-Encoding: chunked",
            "--data-binary", "@\(try clickWithSpaces(site, 3_000_000))", site.url("/api/v2/track/click"),
        ])
        #expect(answer.status == 413)
        #expect(try site.web.lastSpooled == before)
    }
}
