import Foundation
import TestSupport
import TestTraits
import Testing

/// `check` beside a service of systemd that may have other settings. What `systemctl show` prints is systemd 252's.
@Suite(.ownThread, .timeLimit(.minutes(30)))
struct ServiceSettingsTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func sameSettingsAreInOrder() throws {
        let outcome = try check(Unit())
        #expect(outcome.output.contains("ok     service   landing-tracker.service: has the same settings"))
    }

    /// Each with its value and its source, there and here.
    @Test func otherSettingsAreWrong() throws {
        let unit = Unit(
            command: "serve --body-limit 7",
            environment:
                #"LANDING_TRACKER_DATABASE=/srv/tracker.db "OTHER=a b" LANDING_TRACKER_LARGE_BUDGET=8"#)
        let outcome = try check(unit, environment: ["LANDING_TRACKER_LARGE_BUDGET": "9"])
        #expect(outcome.status == 78)
        #expect(outcome.output.contains("wrong  service   landing-tracker.service: "), "\(outcome.output)")
        for difference in [
            "database is /srv/tracker.db (environment LANDING_TRACKER_DATABASE) there and "
                + "/var/lib/landing-tracker/tracker.db (default) here",
            "body-limit is 7 (flag --body-limit) there and 1048576 (default) here",
            "large-budget is 8 (environment LANDING_TRACKER_LARGE_BUDGET) there and "
                + "9 (environment LANDING_TRACKER_LARGE_BUDGET) here",
        ] {
            #expect(outcome.errors.contains(difference), "\(outcome.errors)")
        }
        #expect(outcome.errors.contains("Set them in /etc/landing-tracker/landing-tracker.conf, for both."))
        #expect(!outcome.errors.contains("large-waiting"))
    }

    @Test func quotedVariableIsRead() throws {
        let unit = Unit(environment: #"A=1 "LANDING_TRACKER_DATABASE=/srv/a \"b\" \\c/tracker.db" B=2"#)
        let outcome = try check(unit)
        #expect(
            outcome.errors.contains(#"database is /srv/a "b" \c/tracker.db (environment"#),
            "\(outcome.errors)")
    }

    /// Whoever gives a flag wants to look at something else.
    @Test func flagIsMeant() throws {
        let unit = Unit(environment: "LANDING_TRACKER_DATABASE=/srv/tracker.db")
        let outcome = try check(unit, arguments: ["--database", folder.path("tracker.db")])
        #expect(outcome.output.contains("ok     service "), "\(outcome.output)")
    }

    @Test func instanceHasAUnitOfItsOwn() throws {
        let unit = Unit(name: "landing-tracker@acme.service", command: "serve --instance acme")
        let outcome = try check(unit, arguments: ["--instance", "acme"])
        #expect(
            outcome.output.contains("ok     service   landing-tracker@acme.service: has the same settings"),
            "\(outcome.output)")
    }

    @Test func wrongSettingOfTheServiceIsNamed() throws {
        let outcome = try check(Unit(environment: "LANDING_TRACKER_BODY_LIMIT=much"))
        #expect(outcome.status == 78)
        #expect(
            outcome.errors.contains(
                "The service landing-tracker.service cannot start: LANDING_TRACKER_BODY_LIMIT is 'much'"),
            "\(outcome.errors)")
    }

    @Test(arguments: [
        (Unit(files: "/etc/default/tracker (ignore_errors=no)"), "it has an EnvironmentFile"),
        (Unit(command: "-c 'exec serve'"), "it does not start `landing-tracker serve` itself"),
    ])
    func whatCannotBeReadIsAWarning(_ unit: Unit, _ remark: String) throws {
        let outcome = try check(unit)
        #expect(
            outcome.output.contains("warn   service   landing-tracker.service: \(remark)"),
            "\(outcome.output)")
    }

    /// Nothing is said of what is not there, and it is not started by looking.
    @Test(arguments: [Unit(state: "not-found"), Unit(status: 1)])
    func machineWithoutTheUnitIsInOrder(_ unit: Unit) throws {
        let outcome = try check(unit)
        #expect(
            outcome.output.contains("ok     service   landing-tracker.service: systemd has no such unit here")
        )
        let calls = try String(contentsOfFile: folder.path("calls"), encoding: .utf8)
        #expect(!calls.isEmpty)
        for call in calls.split(separator: "\n") { #expect(call.hasPrefix("show --property=")) }
    }

    // MARK: Arranging

    /// What systemd knows of a unit.
    struct Unit: Sendable {
        var name = "landing-tracker.service"
        var command = "serve"
        var environment = ""
        var files = ""
        var state = "loaded"
        var status = 0

        var properties: String {
            let path = "/usr/bin/landing-tracker"
            let lines = [
                """
                ExecStart={ path=\(path) ; argv[]=\(path) \(command) ; ignore_errors=no ; start_time=[n/a] ; \
                stop_time=[n/a] ; pid=0 ; code=(null) ; status=0/0 }
                """, environment.isEmpty ? "" : "Environment=\(environment)",
                files.isEmpty ? "" : "EnvironmentFiles=\(files)", "LoadState=\(state)",
            ]
            return lines.filter { !$0.isEmpty }.joined(separator: "\n") + "\n"
        }
    }

    /// `check` where `systemctl` is one that knows this unit alone.
    private func check(
        _ unit: Unit, arguments: [String] = [], environment: [String: String] = [:]
    ) throws -> Command.Outcome {
        try unit.properties.write(toFile: folder.path("properties"), atomically: true, encoding: .utf8)
        let program = """
            #!/bin/sh
            echo "$@" >>'\(folder.path("calls"))'
            case $3 in \(unit.name)) cat '\(folder.path("properties"))' ;; *) echo LoadState=not-found ;; esac
            exit \(unit.status)

            """
        try program.write(toFile: folder.path("program"), atomically: true, encoding: .utf8)
        // By a process of its own: what is open for writing here while another test starts a program cannot be run.
        let copy = Command(
            "/usr/bin/install", ["-m", "0755", folder.path("program"), folder.path("systemctl")])
        #expect(try copy.run().status == 0)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let here = ["LANDING_TRACKER_SETTINGS": "", "PATH": "\(folder.path):\(path)"]
        return try Command(
            Repository.program, ["check"] + arguments, environment: here.merging(environment) { $1 }
        ).run()
    }
}
