import Foundation
import TestSupport
import Testing

/// What strangers send is text at a terminal, too.
extension CommandTests {
    /// Clears a screen, turns a line round, begins new lines.
    private static let hostile = "\u{9B}2J\u{7F}\u{202E}\u{2066}\u{200F}\u{61C}\u{2028}x"
    /// The same as JSON that a client may send.
    private static let json = #"\u001b[2J\n"# + hostile
    private static let clickID = "8f1b5c6e-7a3d-4d20-a7f1-12a2b8f7a9c1"

    @Test(arguments: [
        ["journey", clickID], ["journey", clickID, "--json"],
        ["report", "42", "--group-by", "source,\(hostile)"],
        ["report", "42", "--group-by", "source", "--json"],
        ["report", "42", "--group-by", "source", "--csv"], ["campaign", "list"],
        ["campaign", "list", "--json"],
        ["campaign", "show", "42"], ["campaign", "show", "42", "--json"], ["user", "list"],
        ["token", "list"],
        ["db", "verify"], ["check"],
    ])
    func nothingThatATerminalObeysIsPrinted(_ command: [String]) throws {
        try receiveHostileText()
        let outcome = try tracker.run(command)
        #expect(outcome.output.unicodeScalars.allSatisfy { Self.isHarmless($0) }, "\(outcome.output)")
        #expect(outcome.errors.unicodeScalars.allSatisfy { Self.isHarmless($0) }, "\(outcome.errors)")
    }

    @Test func journeyHasALineForEachEvent() throws {
        try receiveHostileText()
        let lines = try tracker.output(["journey", Self.clickID]).split(
            separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 6, "\(lines)")
        #expect(
            lines[3].contains(#""source":"\u001b[2J\n\u009b2J\u007f\u202e\u2066\u200f\u061c\u2028x""#),
            "\(lines)")
        #expect(lines[3].contains(#""nested":{  "a":   1}"#), "\(lines)")
    }

    @Test func journeyInJSONIsTheSameDocument() throws {
        try receiveHostileText()
        let journey = try tracker.journeyJSON(Self.clickID)
        let document = try #require(
            try JSONSerialization.jsonObject(with: Data(journey.utf8)) as? [String: Any])
        let parameters = try #require(document["parameters"] as? [String: Any])
        #expect(parameters["source"] as? String == "\u{1B}[2J\n" + Self.hostile)
        #expect(document["campaignName"] as? String == "Ring\u{202E}s\u{2028}")
    }

    @Test(arguments: [
        ["journey", hostile], ["report", "42", "--timezone", hostile], ["report", "42", "--from", hostile],
        ["user", "remove", hostile], ["token", "remove", hostile], ["user", "add", hostile],
        ["campaign", "add", "--name", hostile], ["campaign", "edit", "42", "--currency", hostile],
        ["campaign", "edit", "42", "--map", hostile, "--status-parameter", hostile],
        ["campaign", "edit", "42", "--status-mapper", "/tmp/\(hostile)"],
        ["attribute", hostile, "--to", "1"],
        ["campaign", "move-clicks", "42", "--to", "43", "--from", hostile],
        ["campaign", "move-clicks", "42", "--to", "43", "--from", "2025-01-01", "--parameter", hostile],
        ["serve", "--listen", hostile], ["check", "--listen", "unix:/tmp/\(hostile)/x"], [hostile],
        ["report", "42", "--\(hostile)"],
    ])
    func whatIsWrongIsNamedHarmlessly(_ command: [String]) throws {
        try tracker.addSampleCampaign()
        let outcome = try tracker.run(command)
        #expect([64, 78].contains(outcome.status), "\(outcome.errors)")
        #expect(outcome.errors.unicodeScalars.allSatisfy { Self.isHarmless($0) }, "\(outcome.errors)")
        #expect(outcome.output.unicodeScalars.allSatisfy { Self.isHarmless($0) }, "\(outcome.output)")
    }

    @Test func databaseIsNamedHarmlessly() throws {
        let outcome = try Tracker(database: folder.path("\(Self.hostile)\n/tracker.db")).run([
            "campaign", "list",
        ])
        #expect(outcome.status == 78)
        #expect(outcome.errors.dropLast().unicodeScalars.allSatisfy { Self.isHarmless($0) && $0 != "\n" })
        #expect(outcome.errors.contains(#"\u{9B}2J\u{7F}\u{202E}"#), "\(outcome.errors)")
    }

    @Test(arguments: ["user", "token"])
    func nameThatTurnsALineRoundIsRefused(_ command: String) throws {
        for name in ["a\u{202E}b", "a\u{2028}", "\u{200F}a", "a\u{9B}"] {
            let flags = command == "user" ? ["--password-stdin"] : []
            #expect(try tracker.run([command, "add", name] + flags, input: "secret\n").status == 64)
        }
    }

    /// Sent as web servers hand requests to a CGI program.
    private func receiveHostileText() throws {
        let mapper = folder.path("mapper.json")
        try "{\"parameter\":\"s\(Self.hostile)\",\n\"mapping\":{}}".write(
            toFile: mapper, atomically: true, encoding: .utf8)
        try tracker.output([
            "campaign", "add", "--id", "42", "--name", "Ring\u{202E}s\u{2028}", "--cost-model", "cpa",
            "--cost-value",
            "1", "--currency", "usd", "--status-mapper", mapper,
        ])
        for (path, body) in [
            ("click", "{\"campaignId\":42,\"source\":\"\(Self.json)\",\"nested\":{\r\n\"a\":\t\n 1},"),
            ("lead", #"{"\#(Self.json)":"\#(Self.json)","#),
        ] {
            let outcome = try receive(path, body + #""clickId":"\#(Self.clickID)"}"#)
            #expect(outcome.output.contains("Status: 201"), "\(outcome)")
        }
    }

    private func receive(_ path: String, _ body: String) throws -> Command.Outcome {
        try body.write(toFile: folder.path("body"), atomically: true, encoding: .utf8)
        var program = Command(
            Repository.program, [],
            environment: [
                "GATEWAY_INTERFACE": "CGI/1.1", "REQUEST_METHOD": "POST", "QUERY_STRING": "",
                "REQUEST_URI": "/api/v2/track/\(path)", "CONTENT_TYPE": "application/json",
                "CONTENT_LENGTH": "\(body.utf8.count)", "LANDING_TRACKER_DATABASE": tracker.database,
            ])
        program.input = folder.path("body")
        return try program.run()
    }

    /// Line ends are the program's own.
    private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A: true
        // In CSV a line ends with both.
        case 0x0D: true
        case 0x00..<0x20, 0x7F..<0xA0, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: false
        default: true
        }
    }
}
