import Foundation
import TestSupport
import Testing

/// Whose script may read an answer about an event: the responder's, and the web server's own.
extension WebServerTests {
    private static let someOrigin = "https://landing.example"
    private static let origins: [String?] = [
        someOrigin, "null", String(repeating: "x", count: 256),
        // From here on none that could be one.
        nil, String(repeating: "x", count: 257), "https://a.example b", "https://ж.example",
    ]

    @Test(arguments: WebServer.Kind.allCases)
    func tooLargeEventIsReadByWhoMayReadAnswers(_ kind: WebServer.Kind) throws {
        let site = try Site(kind)
        let body = ["--data-binary", "@\(try clickWithSpaces(site, 1024 * 1024))"]
        for origin in Self.origins {
            let answer = try ask(site, Self.lead, of: origin)
            #expect(answer.status == 201)
            expectReadable(answer, by: origin)
            let refusal = try ask(site, "/api/v2/track/click", of: origin, body)
            #expect(refusal.status == 413)
            expectReadable(refusal, by: origin)
        }
    }

    /// lighttpd cannot repeat an origin: its own answers are for scripts that send no credentials.
    private static let repeatingOrigins = WebServer.Kind.allCases.filter { $0 != .lighttpd }

    @Test(arguments: WebServer.Kind.beforeService.filter(repeatingOrigins.contains))
    func absentResponderIsReadAboutByWhoMayReadAnswers(_ kind: WebServer.Kind) throws {
        let site = try Site(kind)
        site.process?.stop()
        for origin in Self.origins {
            let refusal = try ask(site, Self.lead, of: origin)
            #expect(refusal.status == 503)
            expectReadable(refusal, by: origin)
        }
        #expect(try ask(site, "/api/v2/health", of: Self.someOrigin).permissions.isEmpty)
    }

    @Test(arguments: repeatingOrigins)
    func forbiddenPostbackIsReadByWhoMayReadAnswers(_ kind: WebServer.Kind) throws {
        let site = try Site(kind, edits: try Self.forNetworksOnly(kind))
        let refusal = try ask(site, "/api/v2/track/postback?clickId=\(Self.id)", of: Self.someOrigin)
        #expect(refusal.status == 403)
        expectReadable(refusal, by: Self.someOrigin)
    }

    @Test func tooManyRequestsAreReadAboutByWhoMayReadAnswers() throws {
        let limit = "limit_conn landing_tracker_event_connections"
        let site = try Site(edits: ["\(limit) 500;": "\(limit) 1;"])
        let half = "POST /api/v2/track/click HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\n"
        var peer = try Peer(port: site.web.port, sending: half)
        try waitUntil("the peer's request is counted") {
            // Ours came first, and the peer's was the one too many.
            if peer.isAnswered { peer = try Peer(port: site.web.port, sending: half) }
            return try ask(site, Self.lead, of: Self.someOrigin).status == 429
        }
        expectReadable(try ask(site, Self.lead, of: Self.someOrigin), by: Self.someOrigin)
        peer.vanish()
    }

    /// What tools for monitoring add must not block a click.
    @Test(arguments: WebServer.Kind.allCases)
    func preflightReachesTheResponderWhole(_ kind: WebServer.Kind) throws {
        let site = try Site(kind)
        let names = "baggage,content-type,request-id,sentry-trace,traceparent"
        let answer = try ask(
            site, "/api/v2/track/click", of: Self.someOrigin,
            [
                "--request", "OPTIONS", "--header", "Access-Control-Request-Method: POST",
                "--header", "Access-Control-Request-Headers: \(names)",
            ])
        #expect(answer.status == 204)
        let allowed = answer[header: "access-control-allow-headers"]?.replacingOccurrences(of: " ", with: "")
        #expect(allowed == names)
        #expect(answer[header: "access-control-allow-origin"] == Self.someOrigin)
    }

    /// Only events are for the scripts of others.
    @Test(arguments: WebServer.Kind.allCases)
    func nothingElseIsReadableForOthers(_ kind: WebServer.Kind) throws {
        let site = try Site(kind)
        let body = ["--data-binary", "@\(try clickWithSpaces(site, 3 * 1024 * 1024))"]
        for path in ["/api/v2/core/campaigns", "/api/v2/track/none", "/api/v2/track", "/dashboard/"] {
            #expect(try ask(site, path, of: Self.someOrigin).permissions.isEmpty, "\(path)")
        }
        let refusal = try ask(site, "/api/v2/core/campaigns", of: Self.someOrigin, body)
        #expect(refusal.status == 413)
        #expect(refusal.permissions.isEmpty)
    }

    private func ask(
        _ site: Site, _ path: String, of origin: String?, _ arguments: [String] = []
    ) throws -> Answer {
        let header = origin.map { ["--header", "Origin: \($0)"] } ?? []
        return try Curl.send(header + arguments + [site.url(path)])
    }

    private func expectReadable(_ answer: Answer, by origin: String?) {
        let echoed = Self.origins.prefix(3).contains(origin) ? origin : nil
        let comment: Comment = "\(answer.status) for \(origin ?? "nobody")"
        #expect(answer.values("access-control-allow-origin") == [echoed ?? "*"], comment)
        #expect(answer.values("access-control-allow-credentials") == (echoed == nil ? [] : ["true"]), comment)
        #expect(answer.values("vary") == ["Origin"], comment)
    }
}

extension Answer {
    /// Those of all header fields of the name, which is given in lower case.
    func values(_ name: String) -> [String] {
        headers.filter { $0.name == name }.map(\.value)
    }

    /// What it allows the scripts of other origins.
    fileprivate var permissions: [String] {
        headers.map(\.name).filter { $0.hasPrefix("access-control-") }
    }
}
