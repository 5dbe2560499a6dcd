import Foundation
import Glibc
import TestSupport
import TestTraits
import Testing

/// What the shipped configuration of the web servers adds.
@Suite(.ownThread, .needsInstalledServers, .timeLimit(.minutes(30)))
struct WebServerTests {
    static let id = "0badcafe-1111-4222-8333-444455556666"

    /// The web server refuses a body over the limit before the responder sees it.
    @Test(arguments: WebServer.Kind.allCases)
    func tooLargeBodyIsRefusedAsJSON(_ kind: WebServer.Kind) throws {
        let site = try Site(kind)
        let answer = try Curl.send(
            ["--data-binary", "@\(try fileOfSpaces(site, 1024 * 1024 + 1))"]
                + json(site, "/api/v2/track/click"))
        #expect(answer.status == 413)
        #expect(answer.body == #"{"code":413,"status":"Content Too Large"}"#)
        #expect(answer[header: "content-type"] == "application/json")
        #expect(answer[header: "access-control-allow-origin"] == "*")
        #expect(try site.tracker.eventRows().isEmpty)
    }

    @Test(arguments: WebServer.Kind.allCases)
    func largestBodyIsRead(_ kind: WebServer.Kind) throws {
        let site = try Site(kind)
        let fields = #"{"clickId":"\#(Self.id)","campaignId":42}"#
        let file = try fileOfSpaces(site, 1024 * 1024 - fields.utf8.count, then: fields)
        let answer = try Curl.send(["--data-binary", "@\(file)"] + json(site, "/api/v2/track/click"))
        #expect(answer.status == 201)
    }

    @Test(arguments: WebServer.Kind.beforeService)
    func absentResponderIsAnsweredLaterAsJSON(_ kind: WebServer.Kind) throws {
        let site = try Site(kind)
        let process = try #require(site.process)
        process.send(SIGTERM)
        try process.waitForExit()
        let answer = try site.client().get("/api/v2/track/lead?clickId=\(Self.id)")
        #expect(answer.status == 503)
        #expect(answer.body == #"{"code":503,"status":"Service Unavailable"}"#)
        #expect(answer[header: "retry-after"] == "2")
        #expect(answer[header: "content-type"] == "application/json")
        #expect(answer[header: "access-control-allow-origin"] == "*")

        try site.startResponder()
        #expect(try site.client().get("/api/v2/track/lead?clickId=\(Self.id)").status == 201)
    }

    /// Kept connections are dead after a restart; nobody notices.
    @Test func restartIsNotNoticedBehindKeptConnections() throws {
        let site = try Site()
        let client = site.client()
        for round in 0..<3 {
            #expect(try client.get("/api/v2/track/lead?clickId=\(Self.id)&round=\(round)").status == 201)
            let process = try #require(site.process)
            process.send(SIGTERM)
            #expect(try process.waitForExit() == 0)
            try site.startResponder()
        }
        #expect(try client.get("/api/v2/track/lead?clickId=\(Self.id)&round=3").status == 201)
        #expect(try site.tracker.journey(Self.id).leads.count == 4)
    }

    /// Guessing passwords is slowed down; events are not.
    @Test func administrationIsLimitedAndTrackingIsNot() throws {
        let site = try Site()
        let client = site.client()
        // More than the configured burst, faster than the configured rate.
        var answer = try client.get("/api/v2/core/campaigns")
        for _ in 0..<2_000 where answer.status != 429 { answer = try client.get("/api/v2/core/campaigns") }
        #expect(answer.status == 429)
        #expect(answer.body == #"{"code":429,"status":"Too Many Requests"}"#)
        #expect(answer[header: "retry-after"] == "1")
        #expect(answer[header: "access-control-allow-origin"] == nil)

        let events = try (0..<1_000).map { _ in try client.get("/api/v2/track/lead?clickId=\(Self.id)") }
        #expect(events.allSatisfy { $0.status == 201 })
    }

    @Test(arguments: WebServer.Kind.allCases)
    func accessLogHoldsNoQueryAndNoOthersPaths(_ kind: WebServer.Kind) throws {
        let site = try Site(kind)
        let client = site.client()
        _ = try client.get("/owners")
        let answer = try client.send(
            "GET", "/api/v2/track/lead?clickId=\(Self.id)&email=someone",
            headers: ["Referer: https://landing.example/?email=someone", "User-Agent: someone"])
        #expect(answer.status == 201)
        try waitUntil("the request is logged") {
            try site.web.accessLog.contains("/api/v2/track/lead")
        }
        #expect(try !site.web.accessLog.contains(Self.id))
        #expect(try !site.web.accessLog.contains("someone"))
        #expect(try !site.web.accessLog.contains("owners"))
    }

    private func json(_ site: Site, _ path: String) -> [String] {
        ["--header", "Content-Type: application/json", site.url(path)]
    }

    private func fileOfSpaces(_ site: Site, _ count: Int, then text: String = "") throws -> String {
        let path = site.folder.path("body")
        try Data([UInt8](repeating: 0x20, count: count) + Array(text.utf8)).write(
            to: URL(fileURLWithPath: path))
        return path
    }
}
