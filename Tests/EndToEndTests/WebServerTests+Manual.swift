import Foundation
import TestSupport
import Testing

/// What the manual tells an administrator to change.
extension WebServerTests {
    @Test(arguments: [WebServer.Kind.nginx, .apacheProxy, .apacheFastCGI])
    func manualSaysWhatLongRequestLinesNeed(_ kind: WebServer.Kind) throws {
        let site = try Site(kind, edits: serverLines(try Self.linesForLongRequests(kind)))
        func get(_ value: String) throws -> Answer { try site.client().get("\(Self.lead)&a=\(value)") }
        #expect(try get(String(repeating: "x", count: 16_000)).status == 201)

        let tooLong = try get(String(repeating: "x", count: 17_000))
        #expect(tooLong.status == 414)
        #expect(tooLong.body == #"{"code":414,"status":"URI Too Long"}"#)
        #expect(tooLong[header: "content-type"] == "application/json")
        #expect(tooLong[header: "access-control-allow-origin"] == "*")

        let withSpace = try get("b c")
        #expect(withSpace.status == 400)
        #expect(withSpace.body == #"{"code":400,"status":"Bad Request"}"#)
        #expect(withSpace[header: "content-type"] == "application/json")
        #expect(try site.tracker.eventRows().count == 1)
    }

    /// The lines of the manual, those for nginx first.
    private static func linesForLongRequests(_ kind: WebServer.Kind) throws -> String {
        let manual = try Repository.configuration("README.md", replacing: [:])
        let section = try #require(
            manual.components(separatedBy: "\n### ").first { $0.hasPrefix("Long request lines") })
        let blocks = section.components(separatedBy: "\n\n").filter { $0.hasPrefix("    ") }
        try #require(blocks.count == 2)
        return kind == .nginx ? blocks[0] : blocks[1]
    }

    @Test func manualSaysHowToHaveAPrefixAtCaddy() throws {
        let command = try #require(
            try Repository.section("Under a prefix").split(separator: "\n").first {
                $0.hasSuffix(" landing-tracker.caddy")
            })
        let edits = try Self.edits("caddy/landing-tracker.caddy", by: command)
        #expect(
            edits.allSatisfy {
                $1 == $0.replacingOccurrences(of: "{$LANDING_TRACKER_PREFIX}", with: "/tracker")
            })
    }

    /// The command does to nginx's file what the tests of a prefix do.
    @Test func manualSaysHowToHaveAPrefix() throws {
        let folder = try TemporaryFolder()
        let shipped = try Repository.configuration("nginx/landing-tracker.conf", replacing: [:])
        try shipped.write(toFile: folder.path("landing-tracker.conf"), atomically: true, encoding: .utf8)
        let manual = try Repository.configuration("README.md", replacing: [:])
        let command = try #require(
            manual.split(separator: "\n").first {
                $0.hasPrefix("    sed -i") && $0.contains("$landing_tracker_prefix")
            })
        #expect(try Command("/bin/sh", ["-c", "cd '\(folder.path)' && \(command)"]).run().status == 0)
        let edited = try String(contentsOfFile: folder.path("landing-tracker.conf"), encoding: .utf8)
        #expect(edited != shipped)
        #expect(edited == Nginx.withPrefix("/tracker", shipped))
        #expect(shipped.contains(command.drop { $0 == " " }))
    }

    /// On the file that Debian installs.
    @Test func manualSaysHowLighttpdLetsAnyQueryPass() throws {
        let folder = try TemporaryFolder()
        let command = try #require(
            try Repository.section("lighttpd").split(separator: "\n").first { $0.hasPrefix("    sed -i") }
        ).replacingOccurrences(of: "/etc/lighttpd/lighttpd.conf", with: folder.path("copy"))
        try FileManager.default.copyItem(atPath: "/etc/lighttpd/lighttpd.conf", toPath: folder.path("copy"))
        #expect(try Command("/bin/sh", ["-c", command]).run().status == 0)
        let edited = try String(contentsOfFile: folder.path("copy"), encoding: .utf8)
        #expect(edited.contains(Lighttpd.anyQueryPasses))
        #expect(try Command(Lighttpd.program, ["-t", "-f", folder.path("copy")]).run().status == 0)
    }

    /// The client's own address and its TLS, as the balancer tells them.
    @Test(arguments: WebServer.Kind.beforeService)
    func manualSaysWhatABalancerNeeds(_ kind: WebServer.Kind) throws {
        let site = try Site(kind, edits: try Self.editsForABalancer(kind))
        let headers = [
            "X-Forwarded-For: 203.0.113.99", "X-Forwarded-Proto: https", "X-Real-IP: 203.0.113.99",
            Login(user: "anna", password: "wrong").header,
        ]
        let client = HTTPClient(port: site.web.port)
        #expect(try client.send("GET", "/api/v2/core/campaigns", headers: headers).status == 401)
        try waitUntil("the failure is logged") {
            site.process?.logText.contains("address=203.0.113.99") == true
        }
    }

    /// Lines that the administrator adds beside the shipped file, or what a command changes in it.
    private static func editsForABalancer(_ kind: WebServer.Kind) throws -> [String: String] {
        let blocks = try Repository.section("Behind a balancer that ends TLS")
            .replacingOccurrences(of: "10.0.0.0/8", with: "127.0.0.0/8")
            .components(separatedBy: "\n\n").filter { $0.hasPrefix("    ") }
        try #require(blocks.count == 5)
        switch kind {
        case .nginx:
            return try edits("nginx/landing-tracker.conf", by: blocks[1])
                .merging(["# Under a prefix": "\(blocks[0])\n# Under a prefix"]) { $1 }
        case .apacheProxy, .apacheFastCGI, .apacheCGI:
            return ["# Under a prefix": "\(blocks[2])\n# Under a prefix"]
        case .lighttpd: return ["# Under a prefix": "\(blocks[3])\n# Under a prefix"]
        case .caddy: return try edits("caddy/landing-tracker.caddy", by: blocks[4])
        }
    }

    /// What a command of the manual, whose last word is where the file is installed, changes in a shipped file: each
    /// line, and what stands there instead.
    static func edits(_ file: String, by command: some StringProtocol) throws -> [String: String] {
        let folder = try TemporaryFolder()
        let shipped = try Repository.configuration(file, replacing: [:])
        try shipped.write(toFile: folder.path("copy"), atomically: true, encoding: .utf8)
        let installed = try #require(command.split(separator: " ").last)
        let script = command.replacingOccurrences(of: installed, with: folder.path("copy"))
        #expect(try Command("/bin/sh", ["-c", script]).run().status == 0)
        let edited = try String(contentsOfFile: folder.path("copy"), encoding: .utf8)
        let lines = zip(shipped.split(separator: "\n"), edited.split(separator: "\n")).filter { $0 != $1 }
        #expect(!lines.isEmpty, "\(command)")
        return Dictionary(lines.map { (String($0), String($1)) }, uniquingKeysWith: { $1 })
    }
}
