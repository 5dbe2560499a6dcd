import Foundation
import TestSupport
import Testing

/// What one client may take of the web server, so that its requests cost no other's.
extension WebServerTests {
    /// Requests that are half sent are no reason to refuse others.
    @Test(arguments: [("core/campaigns", 200), ("track/click", 500)])
    func clientHasALimitedNumberOfRequestsAtTheSameTime(_ path: String, _ count: Int) throws {
        let site = try Site()
        let tooMany = 10
        let peers = try (0..<count + tooMany).map { _ in
            try Peer(port: site.web.port, sending: Self.half(path))
        }
        // A request of our own meanwhile would take the place of one of them.
        try waitUntil("those that are too many are refused") { peers.count(where: \.isAnswered) == tooMany }
        let client = site.client()
        func answer() throws -> Answer { try client.send("POST", "/api/v2/\(path)", body: []) }
        #expect(try answer().body == #"{"code":429,"status":"Too Many Requests"}"#)
        #expect(try answer()[header: "retry-after"] == "1")
        #expect(try site.web.errorLog.contains("limiting connections by zone"))
        #expect(try ask(site, "/api/v2/\(path)", "POST", from: "198.51.100.1").status != 429)
        // The other kind of work has room of its own.
        #expect(try client.get(Self.lead).status == (path == "track/click" ? 429 : 201))
        #expect(try client.get("/api/v2/core/campaigns").status == (path == "track/click" ? 401 : 429))

        for peer in peers { peer.vanish() }
        try waitUntil("the peers' requests have ended") { try answer().status != 429 }
    }

    private static func half(_ path: String) -> String {
        "POST /api/v2/\(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\n"
    }

    @Test func halfSentBodyIsGivenUp() throws {
        let site = try Site(edits: ["client_body_timeout 15s;": "client_body_timeout 1s;"])
        let peer = try Peer(port: site.web.port, sending: Self.half("track/click"))
        try waitUntil("it is given up") { peer.isAnswered }
        #expect(try site.tracker.eventRows().isEmpty)
    }

    /// Long before the responder's own limit on variables.
    @Test(arguments: [WebServer.Kind.nginx, .apacheProxy])
    func longRequestLineIsRefusedByTheWebServer(_ kind: WebServer.Kind) throws {
        let site = try Site(kind)
        for (length, status) in [(7_900, 201), (8_300, 414)] {
            let value = String(repeating: "x", count: length - Self.lead.utf8.count)
            #expect(try site.client().get("\(Self.lead)&a=\(value)").status == status, "\(length)")
        }
        #expect(try site.tracker.eventRows().count == 1)
    }

    /// Whoever has one address of IPv6 has 2^64 of them.
    @Test func ipv6ClientsAreLimitedByTheirNetwork() throws {
        let site = try Site()
        let client = site.client()
        func status(from address: String) throws -> Int {
            try client.send("GET", "/api/v2/health", headers: ["X-Test-Address: \(address)"]).status
        }
        // More than the configured burst, faster than the configured rate: first networks, then addresses of one.
        for number in 1...1_000 {
            #expect(try status(from: "2001:db8:a0a:\(String(number, radix: 16))::1") == 200)
        }
        let one = try (1...2_000).first { number in
            try status(from: "2001:db8:a0a:a0a:\(String(number, radix: 16))::1") == 429
        }
        #expect(one != nil)
        for address in ["2001:db8:a0a:a0b::1", "2001:db8:a0a::1:1", "10.10.10.10"] {
            #expect(try status(from: address) == 200, "\(address)")
        }
    }
}
