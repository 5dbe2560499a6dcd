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
}
