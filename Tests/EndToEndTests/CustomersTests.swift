import Foundation
import TestSupport
import TestTraits
import Testing

/// Several customers behind one web server, as the manual says.
@Suite(.ownThread, .needsInstalledServers, .timeLimit(.minutes(30)))
struct CustomersTests {
    private static let lead = "/api/v2/track/lead?clickId=0badcafe-1111-4222-8333-444455556666"

    /// Each has what was sent to it, in its own database and in a log of its own that is not for everybody. The other
    /// one's name is as long as it may be.
    @Test func twoCustomersShareNginx() throws {
        let name = "fifteen_letters"
        let folder = try TemporaryFolder()
        let other = try Site()
        for command in try commands(where: { $0.contains("/nginx/") }) {
            let script =
                command.replacingOccurrences(of: "acme", with: name)
                .replacingOccurrences(of: "/etc/nginx/conf.d", with: folder.path)
                .replacingOccurrences(of: "/etc/nginx/snippets", with: folder.path)
                .replacingOccurrences(of: "/var/log/nginx", with: folder.path)
                .replacingOccurrences(of: "-o www-data -g adm ", with: "")
            #expect(try Command("/bin/sh", ["-c", "cd '\(Repository.root)' && \(script)"]).run().status == 0)
        }
        let parts = ["-http.conf", ".conf"].map { folder.path("landing-tracker-\(name)\($0)") }
        for part in parts {
            try String(contentsOfFile: part, encoding: .utf8)
                .replacingOccurrences(
                    of: "/run/landing-tracker-\(name)/fcgi.sock", with: other.folder.path("fcgi.sock")
                )
                .replacingOccurrences(of: "/var/log/nginx", with: folder.path)
                .write(toFile: part, atomically: true, encoding: .utf8)
        }
        let first = "# Landing Tracker behind nginx, part 1 of 2: what belongs at the http level."
        let socket = folder.path("http.sock")
        let site = try Site(edits: [
            first: """
            include \(parts[0]);
            server {
                listen unix:\(socket);
                include \(parts[1]);
            }
            """
        ])

        for _ in 0..<2 {
            let answer = try Curl.send(["--unix-socket", socket, "http://other.example\(Self.lead)"])
            #expect(answer.status == 201)
        }
        #expect(try site.client().get(Self.lead).status == 201)
        #expect(try other.tracker.eventRows().count == 2)
        #expect(try site.tracker.eventRows().count == 1)
        let log = folder.path("landing-tracker-\(name).access.log")
        try waitUntil("both are logged") {
            let lines = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n")
            return lines.filter { $0.contains(" other.example \"GET /api/v2/track/lead ") }.count == 2
        }
        let mode = try FileManager.default.attributesOfItem(atPath: log)[.posixPermissions] as? Int
        #expect(mode == 0o640)
        try waitUntil("the first one's is logged") {
            try site.web.accessLog.contains(" 127.0.0.1 \"GET /api/v2/track/lead ")
        }
        #expect(try !site.web.accessLog.contains("other.example"))
    }

    /// Nothing of the first one's is left in what the second one gets.
    @Test(arguments: ["apache2", "lighttpd", "caddy"])
    func customerHasSocketAndLogOfItsOwn(_ server: String) throws {
        let folder = try TemporaryFolder()
        let command = try #require(try commands(where: { $0.contains(">/etc/\(server)/") }).first)
            .replacingOccurrences(of: ">/etc/\(server)/", with: ">\(folder.path)/")
        #expect(try Command("/bin/sh", ["-c", "cd '\(Repository.root)' && \(command)"]).run().status == 0)
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder.path).first)
        let text = try String(contentsOfFile: folder.path(name), encoding: .utf8)
        #expect(text.contains("/run/landing-tracker-acme/fcgi.sock"))
        #expect(text.contains("/landing-tracker-acme.access.log"))
        #expect(!text.contains("/run/landing-tracker/"))
        #expect(!text.contains("/landing-tracker.access.log"))
    }

    /// The section's commands for web servers.
    private func commands(where isWanted: (String) -> Bool) throws -> [String] {
        let commands = try Repository.section("Several customers on one host")
            .replacingOccurrences(of: "\\\n", with: "").components(separatedBy: "\n")
            .filter { $0.hasPrefix("    ") && isWanted($0) }
        #expect(!commands.isEmpty)
        return commands
    }
}
