import Foundation
import Glibc
import TestSupport
import TestTraits
import Testing

/// The program as a CGI program of a web server that says nothing of a body's length (RFC 3875 section 4.2).
@Suite(.ownThread, .timeLimit(.minutes(30)))
struct CGIBodyTests {
    private static let id = "0badcafe-1111-4222-8333-444455556666"
    private let folder: TemporaryFolder
    private let tracker: Tracker

    init() throws {
        folder = try TemporaryFolder()
        tracker = Tracker(database: folder.path("tracker.db"))
        try tracker.addSampleCampaign()
    }

    @Test(arguments: [
        ("application/json", #"{"clickId":"\#(id)"}"#, "201"),
        ("application/json", #"{"clickId":"\#(id)""#, "400"),
        ("application/x-www-form-urlencoded", "clickId=\(id)", "411"),
        ("application/json", String(repeating: " ", count: 1024 * 1024) + #"{"clickId":"\#(id)"}"#, "413"),
    ])
    func bodyIsReadToTheStreamsEnd(type: String, body: String, status: String) throws {
        try body.write(toFile: folder.path("body"), atomically: true, encoding: .utf8)
        let outcome = try send("POST", "lead", type, input: folder.path("body"))
        #expect(outcome.output.hasPrefix("Status: \(status) "), "\(outcome)")
    }

    /// A stream that does not end, as a terminal.
    @Test(arguments: [("GET", "201"), ("OPTIONS", "204"), ("HEAD", "405"), ("DELETE", "405")])
    func nothingIsReadForAMethodWithoutABody(method: String, status: String) throws {
        let pipe = folder.path("pipe")
        #expect(mkfifo(pipe, 0o600) == 0)
        let outcome = try send(method, "lead?clickId=\(Self.id)", nil, input: pipe)
        #expect(outcome.output.hasPrefix("Status: \(status) "), "\(outcome)")
    }

    private func send(
        _ method: String, _ target: String, _ type: String?, input: String
    ) throws -> Command.Outcome {
        var program = Command(
            Repository.program, [],
            environment: [
                "GATEWAY_INTERFACE": "CGI/1.1", "REQUEST_METHOD": method,
                "REQUEST_URI": "/api/v2/track/\(target)", "CONTENT_TYPE": type ?? "",
                "LANDING_TRACKER_DATABASE": tracker.database,
            ])
        program.input = input
        return try program.run()
    }
}
