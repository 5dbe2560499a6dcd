import Foundation
import TestSupport
import Testing

/// Postbacks from the addresses of the networks, and from nowhere else.
extension WebServerTests {
    @Test(arguments: WebServer.Kind.allCases)
    func postbacksMayBeTakenFromNetworksOnly(_ kind: WebServer.Kind) throws {
        let site = try Site(kind, edits: Self.forNetworksOnly(kind))
        let query = "?clickId=\(Self.id)&status=approved"
        let refused = try ask(site, "/api/v2/track/postback\(query)", from: "198.51.100.1")
        #expect(refused.status == 403)
        #expect(refused.body == #"{"code":403,"status":"Forbidden"}"#)
        #expect(refused[header: "content-type"] == "application/json")
        #expect(refused[header: "access-control-allow-origin"] == "*")
        for spelling in [
            "%70ostback", "post%62ack", "/postback", "postback/", "lead/../postback", "lead/..%2fpostback",
            "%2570ostback", "Postback", "postback;a=1", "./postback", "%2e/postback", "postback%00",
            "postback%0a", "lead/api/v2/track/postback",
        ] {
            let path = "/api/v2/track/\(spelling)\(query)"
            let status = try ask(site, path, from: "198.51.100.1").status
            #expect([400, 403, 404].contains(status), "\(path): \(status)")
        }
        #expect(try site.tracker.eventRows().isEmpty)

        for address in kind.takesTestAddresses ? ["203.0.113.7", "2001:db8::7"] : ["127.0.0.7"] {
            #expect(try ask(site, "/api/v2/track/postback\(query)", from: address).status == 201)
        }
        #expect(try ask(site, Self.lead, from: "198.51.100.1").status == 201)
    }

    /// What the command in the manual changes in a shipped file.
    static func forNetworksOnly(_ kind: WebServer.Kind) throws -> [String: String] {
        let (file, installed) = file(of: kind)
        let section = try Repository.section("Who may send postbacks")
        let command = try #require(
            section.split(separator: "\n").first {
                $0.hasPrefix("    sed -i") && $0.hasSuffix(" \(installed)")
            })
        // Where only addresses of this machine can send.
        let network = kind.takesTestAddresses ? "203.0.113.0/24" : "127.0.0.7/32"
        return try edits(file, by: command)
            .mapValues { $0.replacingOccurrences(of: "203.0.113.0/24", with: network) }
    }

    /// A shipped file, and where the manual has it installed.
    private static func file(of kind: WebServer.Kind) -> (String, String) {
        switch kind {
        case .nginx: ("nginx/landing-tracker.conf", "/etc/nginx/snippets/landing-tracker.conf")
        case .apacheProxy: ("apache/landing-tracker.conf", "/etc/apache2/landing-tracker*.conf")
        case .apacheFastCGI, .apacheCGI:
            ("apache/landing-tracker-fcgid.conf", "/etc/apache2/landing-tracker*.conf")
        case .lighttpd: ("lighttpd/landing-tracker.conf", "/etc/lighttpd/landing-tracker.conf")
        case .caddy: ("caddy/landing-tracker.caddy", "/etc/caddy/landing-tracker.caddy")
        }
    }
}
