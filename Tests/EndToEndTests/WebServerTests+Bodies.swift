import Foundation
import Glibc
import TestSupport
import Testing

/// What becomes of bodies of unknown length, and of those whose rest never comes.
extension WebServerTests {
    @Test(arguments: WebServer.Kind.allCases)
    func objectOfUnknownLengthIsStored(_ kind: WebServer.Kind) throws {
        let site = try Site(kind)
        for (number, size) in [1, 500_000].enumerated() {
            let text = String(repeating: "a", count: size)
            let id = "0d9a3c5e-58d3-4a7e-9c11-3f0a5d5b7e0\(number)"
            let file = try body(site, #"{"clickId":"\#(id)","campaignId":42,"a":"\#(text)"}"#)
            let answer = try sendChunked(site, "click", "application/json", file)
            #expect(answer.status == 201, "\(size): \(answer.body)")
            #expect(try site.tracker.journeyJSON(id).contains(#""parameters":{"a":"\#(text)"}"#))
        }
        // Over HTTP/2 no body needs a length, but for two.
        var command = Command(
            "/usr/bin/curl",
            [
                "--insecure", "--silent", "--http2", "--max-time", "20", "--request", "POST",
                "--header", "Content-Type: application/json", "--upload-file", "-",
                site.url("/api/v2/track/click"),
            ])
        command.input = try clickWithSpaces(site, 10)
        let isTaken = kind.takesUnmeasuredBodiesOverHTTP2
        let output = try command.run().output
        // A client that is still sending may find its stream reset instead of reading the 411.
        #expect(
            isTaken
                ? output == #"{"clickId":"\#(Self.id)"}"#
                : output.isEmpty || output.contains("Length Required"))
        #expect(try site.tracker.eventRows().count == (isTaken ? 3 : 2))
    }

    /// Whether a form is whole nobody can tell without its length.
    @Test(arguments: WebServer.Kind.allCases)
    func formOfUnknownLengthIsStoredOnlyWhereItIsCollected(_ kind: WebServer.Kind) throws {
        let site = try Site(kind)
        let file = try body(site, "clickId=\(Self.id)&status=approved")
        let answer = try sendChunked(site, "postback", "application/x-www-form-urlencoded", file)
        let isStored = answer.status == 201
        // Apache passes on the length of what has come when it asks.
        #expect(kind == .apacheProxy || isStored == kind.measuresBodies)
        #expect(answer[header: "access-control-allow-origin"] == "*")
        #expect(try site.tracker.eventRows().count == (isStored ? 1 : 0))
        guard !isStored else { return }
        #expect(answer.status == 411)
        #expect(answer.body == #"{"code":411,"status":"Length Required"}"#)
        #expect(answer[header: "content-type"] == "application/json")
    }

    @Test(arguments: WebServer.Kind.allCases)
    func tooLargeBodyOfUnknownLengthIsRefused(_ kind: WebServer.Kind) throws {
        let site = try Site(kind)
        let before = try site.web.lastSpooled
        let answer = try sendChunked(
            site, "click", "application/json", try clickWithSpaces(site, 1_500_000))
        #expect(answer.status == 413)
        #expect(answer.body == #"{"code":413,"status":"Content Too Large"}"#)
        #expect(answer[header: "access-control-allow-origin"] == "*")
        // nginx has it in memory, and two have it in a file, up to the limit.
        if kind != .lighttpd, kind != .apacheFastCGI { #expect(try site.web.lastSpooled == before) }
        #expect(try site.tracker.eventRows().isEmpty)
        #expect(try site.client().get(Self.lead).status == 201)
    }

    /// A client that leaves in the middle of what it sends, whatever can be read from its beginning.
    @Test(arguments: WebServer.Kind.beforeService)
    func abandonedBodyIsNotStored(_ kind: WebServer.Kind) throws {
        let site = try Site(kind)
        let whole = #"{"clickId":"\#(Self.id)"}"#
        let chunk = String(whole.utf8.count, radix: 16) + "\r\n\(whole)\r\n"
        let form = "clickId=\(Self.id)"
        for (fields, sent) in [
            ("application/json\r\nTransfer-Encoding: chunked", chunk),
            ("application/json\r\nContent-Length: \(whole.utf8.count + 1)", whole),
            ("application/x-www-form-urlencoded\r\nContent-Length: 1000", form),
        ] {
            let head =
                "POST /api/v2/track/lead HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: \(fields)\r\n\r\n"
            let peer = try Peer(port: site.web.port, sending: head + sent)
            // What it has sent so far is on its way.
            #expect(try site.client().get(Self.lead).status == 201)
            peer.vanish()
        }
        #expect(try site.client().get(Self.lead).status == 201)
        site.web.stop()
        let process = try #require(site.process)
        process.send(SIGTERM)
        #expect(try process.waitForExit() == 0)
        #expect(try site.tracker.eventRows().count == 4)
    }

    /// nginx collects a body before it asks, but never more of it than is allowed.
    @Test func chunkedBodyIsCollectedUpToTheLimit() throws {
        let site = try Site()
        let before = try site.web.lastSpooled
        let answer = try sendChunked(
            site, "click", "application/json", try clickWithSpaces(site, 3_000_000))
        #expect(answer.status == 413)
        #expect(try site.web.lastSpooled == before)
    }

    private func body(_ site: Site, _ text: String) throws -> String {
        let path = site.folder.path("body")
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    private func sendChunked(
        _ site: Site, _ path: String, _ type: String, _ file: String
    ) throws -> Answer {
        try Curl.send([
            "--header", "Content-Type: \(type)", "--header", "Transfer-Encoding: chunked",
            "--data-binary", "@\(file)", site.url("/api/v2/track/\(path)"),
        ])
    }
}
