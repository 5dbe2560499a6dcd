import Foundation
import Glibc
import TestSupport
import TestTraits
import Testing

/// Where settings come from, and what is said of wrong ones.
@Suite(.ownThread, .timeLimit(.minutes(30)))
struct SettingsTests {
    private let folder: TemporaryFolder
    private var file: String { folder.path("tracker.conf") }

    init() throws {
        folder = try TemporaryFolder()
        try FileManager.default.setAttributes([.posixPermissions: 0o750], ofItemAtPath: folder.path)
    }

    /// None of them a default.
    private var values: [(key: String, value: String)] {
        [
            ("database", folder.path("other.db")), ("listen", "unix:\(folder.path("other.sock"))"),
            ("socket-group", "www-data"), ("socket-mode", "0600"),
            ("body-limit", "1001"), ("parameter-limit", "1002"), ("receive-timeout", "1003"),
            ("large-waiting", "1004"), ("large-budget", "1005"), ("disk-reserve", "1006"),
            ("allow-plain-login", "1"),
        ]
    }

    @Test func fileHasEachSetting() throws {
        try write(values.map { "  \($0.key)=\t\($0.value) \r" })
        let outcome = try run(["check", "--settings", file])
        for (index, (key, value)) in values.enumerated() {
            expect(outcome, key, value, "file \(file) line \(index + 1)")
        }
        #expect(outcome.output.contains("ok     settings  \(file): read"))
    }

    @Test func environmentWinsOverTheFile() throws {
        try write(["allow-plain-login = 0", "body-limit = 7", "database = /nowhere/tracker.db"])
        var environment = ["LANDING_TRACKER_SETTINGS": file]
        for (key, value) in values { environment[variable(of: key)] = value }
        let outcome = try run(["check"], environment)
        for (key, value) in values { expect(outcome, key, value, "environment \(variable(of: key))") }
    }

    @Test func flagsWinOverTheEnvironment() throws {
        try write(["body-limit = 7"])
        var environment = ["LANDING_TRACKER_SETTINGS": file, "LANDING_TRACKER_ALLOW_PLAIN_LOGIN": "0"]
        for (key, value) in values where key.hasSuffix("limit") {
            environment[variable(of: key)] = String(value.reversed())
        }
        let flags = values.flatMap { key, value in
            key == "allow-plain-login" ? ["--\(key)"] : ["--\(key)", value]
        }
        let outcome = try run(["check"] + flags, environment)
        for (key, value) in values { expect(outcome, key, value, "flag --\(key)") }
    }

    /// Each in one spelling, whatever the file has.
    @Test(arguments: [
        ("socket-group", "33", "www-data"), ("socket-group", "-", "-"),
        ("socket-group", "3999999999", "3999999999"), ("socket-mode", "666", "0666"),
    ])
    func socketAccessIsShown(_ key: String, _ value: String, _ shown: String) throws {
        try write(["\(key) = \(value)"])
        expect(try run(["check", "--settings", file]), key, shown, "file \(file) line 1")
    }

    /// An empty variable is none.
    @Test func emptyVariableSetsNothing() throws {
        try write(["body-limit = 7"])
        let outcome = try run(
            ["check"], ["LANDING_TRACKER_SETTINGS": file, "LANDING_TRACKER_BODY_LIMIT": ""])
        expect(outcome, "body-limit", "7", "file \(file) line 1")
    }

    // MARK: The shipped file

    /// Each key with its default, which is what the program has without a file.
    @Test func shippedFileHasEachKeyWithItsDefault() throws {
        let shipped = try Repository.configuration("landing-tracker.conf", replacing: [:])
        let lines = shipped.components(separatedBy: "\n")
        let settings = lines.filter { $0.firstMatch(of: /^#[a-z]/) != nil }.map { String($0.dropFirst()) }
        try write(settings)
        let (set, unset) = (
            try run(["check", "--settings", file]), try run(["check", "--settings", "/dev/null"])
        )
        #expect(values.map(\.key) == settings.map { String($0.prefix { $0 != " " }) })
        for (index, setting) in settings.enumerated() {
            let words = setting.components(separatedBy: " = ")
            expect(set, words[0], words[1], "file \(file) line \(index + 1)")
            expect(unset, words[0], words[1], "default")
        }
        #expect(unset.output.components(separatedBy: "\nok     setting   ").count - 1 == values.count)
    }

    /// A comment says what it does.
    @Test func shippedFileExplainsEachKeyAndSetsNothing() throws {
        let shipped = try Repository.configuration("landing-tracker.conf", replacing: [:])
        let lines = shipped.components(separatedBy: "\n")
        for (before, line) in zip(lines, lines.dropFirst()) where line.firstMatch(of: /^#[a-z]/) != nil {
            #expect(before.hasPrefix("# "), "\(line)")
        }
        #expect(lines.allSatisfy { $0.isEmpty || $0.hasPrefix("#") })
    }

    /// Flags, variables and keys of the manual's table are those that there are, with their defaults.
    @Test func manualHasEachSetting() throws {
        let rows = try Repository.section("Settings").components(separatedBy: "\n").filter {
            $0.hasPrefix("| `")
        }
        let unset = try run(["check", "--settings", "/dev/null"])
        for (key, _) in values {
            let row = try #require(rows.first { $0.hasPrefix("| `\(key)`") }, "\(key)")
            let cells = row.components(separatedBy: " | ")
            #expect(cells[1].contains("`\(variable(of: key))"))
            let standard = cells[2].replacingOccurrences(of: "`", with: "")
            #expect(unset.output.contains("\(key): \(standard) (default)"), "\(key): \(standard)")
        }
    }

    // MARK: What is wrong

    /// Whoever reads the settings says it, and does nothing else.
    @Test(arguments: [
        ["serve"], ["check"], ["campaign", "list"], ["token", "add", "program"], ["db", "verify"],
        ["db", "backup", "/tmp/x"], ["db", "restore", "/etc/passwd"],
    ])
    func unknownKeyIsNamedWithFileAndLine(_ command: [String]) throws {
        try write(["# A comment.", "", "database = \(folder.path("tracker.db"))", "databse = /x"])
        let outcome = try run(command, ["LANDING_TRACKER_SETTINGS": file])
        #expect(outcome.status == 78)
        #expect(outcome.output == "")
        #expect(
            outcome.errors.hasPrefix("landing-tracker: \(file) line 4: there is no setting 'databse'."),
            "\(outcome.errors)")
        #expect(outcome.errors.contains("database, listen, socket-group"))
        #expect(!FileManager.default.fileExists(atPath: folder.path("tracker.db")))
    }

    @Test(arguments: [
        ("body-limit = many", "body-limit is 'many'; it must be a whole number from 1 to 1000000000."),
        ("parameter-limit = 0", "parameter-limit is '0'; it must be a whole number"),
        ("receive-timeout = 30 # seconds", "receive-timeout is '30 # seconds'; it must be a whole number"),
        ("disk-reserve = 1000000001", "disk-reserve is '1000000001'; it must be a whole number"),
        ("allow-plain-login = yes", "allow-plain-login is 'yes'; it must be 0 or 1."),
        ("listen = 9000", "listen: '9000' is no listen address."),
        ("listen = tcp:0.0.0.0:9000", "listen: 0.0.0.0 is not a loopback host."),
        ("listen = unix:fcgi.sock", "listen is 'unix:fcgi.sock'; its path must begin with `/`."),
        ("database = tracker.db", "database is 'tracker.db'; its path must begin with `/`."),
        ("socket-group = nobody_has_it", "socket-group is 'nobody_has_it'; there is no such group."),
        ("socket-mode = 0400", "socket-mode is '0400'; it must be octal"),
        ("socket-mode = 0680", "socket-mode is '0680'; it must be octal"),
        ("socket-mode = 4660", "socket-mode is '4660'; it must be octal"),
        ("socket-mode = rw", "socket-mode is 'rw'; it must be octal"),
        ("database =", "database has no value"), ("database", "'database' has no `=`."),
        ("database = /a\u{1}b", "database has no value, or one with a control character."),
        ("Body-Limit = 1", "there is no setting 'Body-Limit'."),
        ("large-budget = 1\nlarge-budget = 2", "large-budget stands in line 1 already."),
    ])
    func badLineIsNamedWithFileAndLine(_ text: String, _ reason: String) throws {
        try write([text])
        let line = text.components(separatedBy: "\n").count
        let outcome = try run(["check", "--settings", file])
        #expect(outcome.status == 78)
        #expect(
            outcome.errors.hasPrefix("landing-tracker: \(file) line \(line): \(reason)"), "\(outcome.errors)")
    }

    @Test func lineThatIsNoTextIsNamed() throws {
        try Data("# \n# \u{FC}\n".utf8 + [0x23, 0xFF, 0x0A]).write(to: URL(fileURLWithPath: file))
        let outcome = try run(["check", "--settings", file])
        #expect(outcome.status == 78)
        #expect(outcome.errors.contains("\(file) line 3: this is no text in UTF-8."))
    }

    @Test(arguments: ["body-limit", "allow-plain-login", "listen"])
    func badVariableIsNamed(_ key: String) throws {
        let outcome = try run(["campaign", "list"], [variable(of: key): "x"])
        #expect(outcome.status == 78)
        #expect(outcome.errors.contains(variable(of: key)), "\(outcome.errors)")
    }

    @Test func fileHasAtMost64Kibibytes() throws {
        let line = "body-limit = 7\n#"
        for (size, status) in [(64 * 1024, false), (64 * 1024 + 1, true)] {
            try (line + String(repeating: "x", count: size - line.count)).write(
                toFile: file, atomically: true, encoding: .utf8)
            let outcome = try run(["check", "--settings", file])
            #expect(outcome.errors.contains("The settings file \(file) has more than 65536 bytes.") == status)
            #expect(outcome.output.contains("body-limit: 7 (") != status)
        }
    }

    @Test func fileHasAtMostAThousandLines() throws {
        for (count, isRefused) in [(1_000, false), (1_001, true)] {
            try write(Array(repeating: "#", count: count - 1) + ["body-limit = 7"])
            let outcome = try run(["check", "--settings", file])
            #expect(
                outcome.errors.contains("The settings file \(file) has more than 1000 lines.") == isRefused)
            #expect(outcome.output.contains("body-limit: 7 (file \(file) line 1000)") != isRefused)
        }
    }

    /// The one that nobody has named may be missing; one that somebody has named is misspelt.
    @Test func namedFileMustBeThere() throws {
        for (flags, environment) in [(["--settings", file], [:]), ([], ["LANDING_TRACKER_SETTINGS": file])] {
            let outcome = try run(["campaign", "list"] + flags, environment)
            #expect(outcome.status == 78)
            #expect(outcome.errors == "landing-tracker: There is no settings file \(file).\n")
        }
    }

    @Test func folderIsNoSettingsFile() throws {
        let outcome = try run(["campaign", "list", "--settings", folder.path])
        #expect(outcome.status == 78)
        #expect(
            outcome.errors.contains("The settings file \(folder.path) cannot be read"), "\(outcome.errors)")
    }

    /// Who would wait for it would wait for ever.
    @Test func pipeIsAnEmptyFile() throws {
        #expect(mkfifo(file, 0o600) == 0)
        expect(try run(["check", "--settings", file]), "body-limit", "1048576", "default")
    }

    // MARK: Who may read it

    private static let needsRoot = ConditionTrait.enabled(
        if: geteuid() == 0, "only root can be more than one user")

    @Test(needsRoot, arguments: ["serve", "check", "campaign list"])
    func fileThatCannotBeReadSaysWhoAndWhatToDo(_ command: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
        try write(["body-limit = 7"], mode: 0o600)
        let program = Command(
            "/usr/bin/setpriv",
            ["--reuid", "65534", "--regid", "65534", "--clear-groups", Repository.program]
                + command.components(separatedBy: " "),
            environment: ["LANDING_TRACKER_SETTINGS": file])
        let outcome = try program.run()
        #expect(outcome.status == 78)
        #expect(outcome.errors.contains("\(file) cannot be read by nobody"), "\(outcome.errors)")
        #expect(outcome.errors.contains("run `chmod a+r \(file)`, and `chmod a+x \(folder.path)`"))
    }

    /// Root can read all; `check` of root looks as the service's user, which is the owner of the database's folder.
    @Test(needsRoot) func checkSaysWhatTheServiceCannotRead() throws {
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
        let data = folder.path("data")
        try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: false)
        #expect(chown(data, 33, 33) == 0)
        for (mode, isReadable) in [(0o600, false), (0o644, true)] {
            try write(["database = \(data)/tracker.db"], mode: mode)
            let outcome = try run(["check", "--settings", file])
            #expect(outcome.output.contains("wrong  settings  \(file): ") != isReadable, "\(outcome.output)")
            #expect(outcome.errors.contains("\(file) cannot be read by www-data") != isReadable)
        }
    }

    @Test func fileThatEverybodyCanChangeIsWrong() throws {
        try write(["body-limit = 7"], mode: 0o646)
        let outcome = try run(["check", "--settings", file])
        #expect(outcome.status == 78)
        #expect(outcome.errors.contains("Run `chmod o-w \(file)`."), "\(outcome.errors)")
    }

    // MARK: Names that mean nothing

    @Test(arguments: [
        ["check"], ["campaign", "list"], ["db", "verify"], ["serve", "--database", "/dev/null"],
    ])
    func unknownVariableIsAWarning(_ command: [String]) throws {
        let plain = try run(command)
        let outcome = try run(
            command, ["LANDING_TRACKER_DATABSE": "/x", "LANDING_TRACKER_PREFIX": "/tracker"])
        #expect(outcome.status == plain.status)
        #expect(outcome.output == plain.output)
        #expect(
            outcome.errors == "landing-tracker: LANDING_TRACKER_DATABSE is no setting, and has no effect. "
                + "`landing-tracker check` lists the settings.\n" + plain.errors)
    }

    /// A program for one request is given settings by the web server alone.
    @Test func programForOneRequestHasTheSameSettings() throws {
        let database = folder.path("tracker.db")
        try Tracker(database: database).addSampleCampaign()
        try write(["database = \(database)"])
        var environment = [
            "GATEWAY_INTERFACE": "CGI/1.1", "REQUEST_METHOD": "GET", "QUERY_STRING": "",
            "REQUEST_URI": "/api/v2/health", "LANDING_TRACKER_SETTINGS": file,
            "LANDING_TRACKER_DATABSE": "/x",
        ]
        let answer = try Command(Repository.program, [], environment: environment).run()
        #expect(answer.output.contains(#"{"healthy":true}"#), "\(answer.errors)")
        #expect(answer.errors.contains("LANDING_TRACKER_DATABSE is no setting"))
        try write(["databse = \(database)"])
        environment["LANDING_TRACKER_DATABSE"] = nil
        let refusal = try Command(Repository.program, [], environment: environment).run()
        #expect(refusal.output.contains("Status: 503"), "\(refusal.output)")
        #expect(refusal.errors.contains("\(file) line 1: there is no setting 'databse'."))
    }

    // MARK: Arranging

    private func run(_ arguments: [String], _ environment: [String: String] = [:]) throws -> Command.Outcome {
        try Command(Repository.program, arguments, environment: environment).run()
    }

    private func write(_ lines: [String], mode: Int = 0o644) throws {
        try lines.map { $0 + "\n" }.joined().write(toFile: file, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
    }

    private func variable(of key: String) -> String {
        "LANDING_TRACKER_" + key.uppercased().replacingOccurrences(of: "-", with: "_")
    }

    /// That `check` prints the value and where it comes from.
    private func expect(
        _ outcome: Command.Outcome, _ key: String, _ value: String, _ source: String,
        location: SourceLocation = #_sourceLocation
    ) {
        #expect(
            outcome.output.contains("ok     setting   \(key): \(value) (\(source))\n"),
            "\(outcome.output)\(outcome.errors)", sourceLocation: location)
    }
}
