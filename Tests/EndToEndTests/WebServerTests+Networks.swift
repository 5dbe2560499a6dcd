import Foundation
import TestSupport
import Testing

/// Postbacks from the addresses of the networks, and from nowhere else.
extension WebServerTests {
    /// What stands in the shipped files for whoever knows the addresses of all networks.
    static let forNetworksOnly = [
        "# if ($landing_tracker_is_stranger)": "if ($landing_tracker_is_stranger)",
        "# <LocationMatch": "<LocationMatch", "#     Require ip": "    Require ip",
        "# </LocationMatch>": "</LocationMatch>",
    ]

    @Test(arguments: WebServer.Kind.allCases)
    func postbacksMayBeTakenFromNetworksOnly(_ kind: WebServer.Kind) throws {
        let site = try Site(kind, edits: Self.forNetworksOnly)
        let query = "?clickId=\(Self.id)&status=approved"
        let refused = try ask(site, "/api/v2/track/postback\(query)", from: "198.51.100.1")
        #expect(refused.status == 403)
        #expect(refused.body == #"{"code":403,"status":"Forbidden"}"#)
        #expect(refused[header: "content-type"] == "application/json")
        #expect(refused[header: "access-control-allow-origin"] == "*")
        for spelling in [
            "%70ostback", "post%62ack", "/postback", "postback/", "lead/../postback", "lead/..%2fpostback",
            "%2570ostback", "Postback", "postback;a=1", "./postback", "%2e/postback", "postback%00",
            "postback%0a",
        ] {
            let path = "/api/v2/track/\(spelling)\(query)"
            let status = try ask(site, path, from: "198.51.100.1").status
            #expect([400, 403, 404].contains(status), "\(path): \(status)")
        }
        #expect(try site.tracker.eventRows().isEmpty)

        for address in ["203.0.113.7", "2001:db8::7"] {
            #expect(try ask(site, "/api/v2/track/postback\(query)", from: address).status == 201)
        }
        #expect(try ask(site, Self.lead, from: "198.51.100.1").status == 201)
    }

    /// The commands in the manual do to the files what the test above did.
    @Test(arguments: [
        ("nginx/landing-tracker.conf", "/etc/nginx/snippets/landing-tracker.conf"),
        ("apache/landing-tracker.conf", "/etc/apache2/landing-tracker*.conf"),
        ("apache/landing-tracker-fcgid.conf", "/etc/apache2/landing-tracker*.conf"),
    ])
    func manualSaysHowToTakePostbacksFromNetworksOnly(_ file: String, _ installed: String) throws {
        let folder = try TemporaryFolder()
        let shipped = try Repository.configuration(file, replacing: [:])
        try shipped.write(toFile: folder.path("copy"), atomically: true, encoding: .utf8)
        let manual = try Repository.configuration("README.md", replacing: [installed: folder.path("copy")])
        let command = try #require(
            manual.split(separator: "\n").first { $0.hasPrefix("    sed -i") && $0.hasSuffix("/copy") })
        #expect(try Command("/bin/sh", ["-c", String(command)]).run().status == 0)
        let edited = Self.forNetworksOnly.reduce(shipped) {
            $0.replacingOccurrences(of: $1.key, with: $1.value)
        }
        #expect(edited != shipped)
        #expect(try String(contentsOfFile: folder.path("copy"), encoding: .utf8) == edited)
    }
}
