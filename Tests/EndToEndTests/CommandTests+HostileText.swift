import Foundation
import TestSupport
import Testing

/// What strangers send is text at a terminal, too.
extension CommandTests {
    /// Clears a screen, turns a line round, begins new lines.
    private static let hostile = "\u{9B}2J\u{7F}\u{202E}\u{2066}\u{200F}\u{61C}\u{2028}x"
    /// As an argument, and as a name in the database: what follows a line end is to fake a line.
    private static let argument = hostile + "\nFAKE \r\nFAKE \rFAKE"
    private static let name = argument + "\u{1B}[2J"
    /// The same as JSON that a client may send.
    private static let json = #"\u001b[2J\nFAKE\r\n"# + hostile
    private static let clickID = "8f1b5c6e-7a3d-4d20-a7f1-12a2b8f7a9c1"

    /// Every command there is, in every form that it prints; a name that is asked for is hostile, too.
    private static let commands = [
        ["journey", clickID], ["journey", clickID, "--json"],
        ["report", "42", "--group-by", "source,\(argument)"],
        ["report", "42", "--group-by", "source", "--json"],
        ["report", "42", "--group-by", "source", "--csv"],
        ["report", "42", "--group-by", "source", "--csv", "--excel"],
        ["campaign", "list"], ["campaign", "list", "--json"],
        ["campaign", "show", "42"], ["campaign", "show", "42", "--json"],
        ["campaign", "edit", "42", "--cost-value", "2", "--json"],
        ["campaign", "archive", "42"], ["campaign", "archive", "42", "--json"],
        [
            "campaign", "add", "--name", "\(hostile)x", "--cost-model", "cpa", "--cost-value", "1",
            "--currency", "usd", "--status-parameter", argument, "--map", "\(argument)=accept", "--json",
        ],
        ["attribute", "7", "--to", "42"], ["attribute", "7", "--to", "42", "--json"],
        [
            "campaign", "move-clicks", "7", "--to", "42", "--from", "2025-01-01", "--parameter",
            "source=\(argument)",
        ],
        ["campaign", "move-clicks", "7", "--to", "42", "--from", "2025-01-01", "--json"],
        ["user", "list"], ["user", "list", "--json"], ["user", "remove", name],
        ["user", "passwd", name, "--password-stdin"], ["user", "add", name, "--password-stdin"],
        ["user", "edit", name, "--read-only"],
        ["token", "list"], ["token", "list", "--json"], ["token", "remove", name],
        ["token", "add", name], ["token", "add", "plain", "--json"],
        ["db", "verify"], ["db", "verify", "--json"], ["check"], ["db", "init"],
        ["db", "migrate"], ["db", "migrate", "--json"],
        ["db", "backup", "/tmp/\(argument)/x"], ["db", "backup", "/tmp/\(argument)/x", "--json"],
        ["db", "restore", "/tmp/\(argument)/x"], ["db", "restore", "/tmp/\(argument)/x", "--json"],
        ["check", "--listen", "unix:/tmp/\(argument)/x"],
        ["serve", "--listen", "unix:/tmp/\(argument)/x"],
        ["check", "--settings", "/tmp/\(argument)/x"], ["check", "--instance", argument],
    ]

    @Test(arguments: commands)
    func nothingThatATerminalObeysIsPrinted(_ command: [String]) throws {
        try receiveHostileText()
        try nameHostilely()
        let outcome = try tracker.run(command, input: "correct horse\n")
        #expect([0, 64, 78].contains(outcome.status), "\(outcome.status) \(outcome.errors)")
        expectHarmless(outcome)
    }

    /// As the program itself says.
    @Test func everyCommandIsAmongThem() throws {
        for path in try CommandHelp.everyCommand() {
            #expect(Self.commands.contains { $0.starts(with: path) }, "\(path)")
        }
    }

    /// Names that a version without today's rules, or another program, has let in.
    private func nameHostilely() throws {
        let name = Self.name.replacingOccurrences(of: "'", with: "''")
        try tracker.output(["user", "add", "anna", "--password-stdin"], input: "correct horse\n")
        try tracker.output(["token", "add", "program"])
        let renaming = ["user", "token", "campaign"].map { "UPDATE \($0) SET name = '\(name)'" }
        let outcome = try Command("/usr/bin/sqlite3", [tracker.database] + renaming).run()
        #expect(outcome.status == 0, "\(outcome.errors)")
    }

    private func expectHarmless(_ outcome: Command.Outcome) {
        expectHarmless(outcome.output)
        expectHarmless(outcome.errors)
    }

    private func expectHarmless(_ text: String) {
        #expect(text.unicodeScalars.allSatisfy { Self.isHarmless($0) }, "\(text)")
        #expect(!text.split(whereSeparator: \.isNewline).contains { $0.hasPrefix("FAKE") }, "\(text)")
    }

    @Test func journeyHasALineForEachEvent() throws {
        try receiveHostileText()
        let lines = try tracker.output(["journey", Self.clickID]).split(
            separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 6, "\(lines)")
        #expect(
            lines[3].contains(
                #""source":"\u001b[2J\nFAKE\r\n\u009b2J\u007f\u202e\u2066\u200f\u061c\u2028x""#),
            "\(lines)")
        #expect(lines[3].contains(#""nested":{  "a":   1}"#), "\(lines)")
    }

    @Test func journeyInJSONIsTheSameDocument() throws {
        try receiveHostileText()
        let journey = try tracker.journeyJSON(Self.clickID)
        let document = try #require(
            try JSONSerialization.jsonObject(with: Data(journey.utf8)) as? [String: Any])
        let parameters = try #require(document["parameters"] as? [String: Any])
        #expect(parameters["source"] as? String == "\u{1B}[2J\nFAKE\r\n" + Self.hostile)
        #expect(document["campaignName"] as? String == "Ring\u{202E}s\u{2028}")
    }

    @Test(arguments: [
        ["journey", argument], ["report", "42", "--timezone", argument],
        ["report", "42", "--from", argument],
        ["report", argument], ["report", "42", argument], ["report", "42", "--\(argument)"],
        ["user", "remove", argument], ["token", "remove", argument], ["user", "add", argument],
        ["token", "add", argument], ["user", "passwd", argument, "--password-stdin"],
        ["campaign", "add", "--name", argument], ["campaign", "edit", "42", "--currency", argument],
        ["campaign", "edit", "42", "--map", argument, "--status-parameter", argument],
        ["campaign", "edit", "42", "--map", "\(argument)=\(argument)", "--status-parameter", "x"],
        ["campaign", "edit", "42", "--status-mapper", "/tmp/\(argument)"], ["campaign", "show", argument],
        ["attribute", argument, "--to", "1"],
        ["campaign", "move-clicks", "42", "--to", "43", "--from", argument],
        ["campaign", "move-clicks", "42", "--to", "43", "--from", "2025-01-01", "--parameter", argument],
        ["attribute", "1", "--to", argument], ["serve", "--listen", argument],
        ["serve", "--body-limit", argument], ["check", "--listen", "unix:/tmp/\(argument)/x"],
        ["check", argument],
    ])
    func whatIsWrongIsNamedHarmlessly(_ command: [String]) throws {
        try tracker.addSampleCampaign()
        let outcome = try tracker.run(command)
        #expect([64, 78].contains(outcome.status), "\(outcome.errors)")
        expectHarmless(outcome)
    }

    @Test(arguments: [
        [argument], ["--\(argument)"], ["-\(argument)"], ["campaign", argument], ["db", argument],
        ["help", argument], ["--generate-completion-script", argument],
        ["--generate-completion-script=\(argument)"], ["journey", "--help", argument],
    ])
    func whatIsNoCommandIsNamedHarmlessly(_ arguments: [String]) throws {
        let outcome = try Command(Repository.program, arguments).run()
        #expect([0, 64].contains(outcome.status), "\(outcome.errors)")
        expectHarmless(outcome)
    }

    @Test(arguments: [
        "LANDING_TRACKER_LISTEN", "LANDING_TRACKER_BODY_LIMIT", "LANDING_TRACKER_DATABASE",
        "LANDING_TRACKER_SETTINGS",
    ])
    func settingIsNamedHarmlessly(_ variable: String) throws {
        // A server waits for a database.
        for command in variable == "LANDING_TRACKER_DATABASE" ? ["check"] : ["serve", "check"] {
            var environment = ["LANDING_TRACKER_DATABASE": tracker.database]
            environment[variable] = "\(Self.argument)/x"
            let outcome = try Command(Repository.program, [command], environment: environment).run()
            #expect(outcome.status == 78)
            expectHarmless(outcome)
        }
    }

    /// Its keys, its values, and lines that are neither.
    @Test(arguments: [
        "body-limit = \(hostile)x", "\(hostile)x = 1", "\(hostile)x", "database = \(hostile)x",
        "body-limit = 1\u{1B}[2J",
        "listen = \(hostile)x",
    ])
    func settingsFileIsNamedHarmlessly(_ line: String) throws {
        let file = folder.path("settings\(Self.hostile).conf")
        try line.write(toFile: file, atomically: true, encoding: .utf8)
        for command in ["serve", "check"] {
            let outcome = try tracker.run([command, "--settings", file])
            #expect(outcome.status == 78)
            expectHarmless(outcome)
        }
    }

    /// The log's lines at a start.
    @Test func servingIsToldHarmlessly() throws {
        let place = folder.path(Self.name)
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
        let serve = Tracker(database: place + "/tracker.db").command([
            "serve", "--listen", "unix:\(folder.path("s"))",
        ])
        let serving = try ChildProcess(serve, output: folder.path("serve.log"))
        try waitUntil("it serves") {
            if !serving.isRunning { throw Unexpected(serving.logText) }
            return serving.logText.contains("serving")
        }
        serving.stop()
        expectHarmless(serving.logText)
        #expect(serving.logText.contains(#"\u{9B}2J\u{7F}"#))
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
