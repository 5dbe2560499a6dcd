import Foundation
import TestSupport
import TestTraits
import Testing

/// `--instance`: one of several trackers of a machine.
@Suite(.ownThread, .timeLimit(.minutes(30)))
struct InstanceTests {
    /// Nobody's, and as long as a name may be.
    private static let name = "of_the_tests_15"

    /// The places that the units have, too.
    @Test func instanceHasPlacesOfItsOwn() throws {
        let outcome = try run(["check", "--instance", Self.name])
        #expect(outcome.status == 78)
        for line in [
            "settings  /etc/landing-tracker/\(Self.name).conf: not there",
            "setting   database: /var/lib/landing-tracker-\(Self.name)/tracker.db (default)",
            "setting   listen: unix:/run/landing-tracker-\(Self.name)/fcgi.sock (default)",
            "service   landing-tracker@\(Self.name).service: ",
        ] {
            #expect(outcome.output.contains(line), "\(outcome.output)")
        }
    }

    /// In front of the command, too.
    @Test func everyCommandTakesAnInstance() throws {
        let rest = [
            ["campaign", "add"]: [
                "--name", "Ring", "--cost-model", "cpa", "--cost-value", "1", "--currency", "usd",
            ],
            ["campaign", "show"]: ["42"], ["campaign", "edit"]: ["42", "--name", "Ring"],
            ["campaign", "move-clicks"]: ["42", "--to", "43", "--from", "2025-01-01"],
            ["campaign", "archive"]: ["42"], ["attribute"]: ["7", "--to", "42"], ["report"]: ["42"],
            ["journey"]: ["8f1b5c6e-7a3d-4d20-a7f1-12a2b8f7a9c1"],
            ["user", "add"]: ["anna", "--password-stdin"], ["user", "remove"]: ["anna"],
            ["user", "passwd"]: ["anna", "--password-stdin"], ["user", "edit"]: ["anna", "--read-only"],
            ["token", "add"]: ["program"],
            ["token", "remove"]: ["program"], ["db", "backup"]: ["/tmp/of_the_tests.db"],
            ["db", "restore"]: ["/dev/null"],
        ]
        for command in try CommandHelp.everyCommand() {
            let words = command + (rest[command] ?? [])
            for arguments in [words + ["--instance", Self.name], ["--instance", Self.name] + words] {
                let outcome = try run(arguments, input: "correct horse\n")
                #expect([64, 78].contains(outcome.status), "\(arguments): \(outcome)")
                #expect(!outcome.errors.contains("--instance"), "\(arguments): \(outcome.errors)")
                if outcome.status == 78 {
                    #expect(
                        outcome.errors.contains("landing-tracker-\(Self.name)"),
                        "\(arguments): \(outcome.errors)")
                }
            }
        }
    }

    @Test(arguments: [
        ["--instance=\(name)", "campaign", "list"],
        ["--settings", "/dev/null", "--instance", name, "campaign", "list"],
        ["--database", "/var/lib/landing-tracker-\(name)/tracker.db", "campaign", "list"],
    ])
    func commonOptionsMayStandInFront(_ arguments: [String]) throws {
        let outcome = try run(arguments)
        #expect(outcome.status == 78)
        #expect(outcome.errors.contains("/var/lib/landing-tracker-\(Self.name)"), "\(outcome.errors)")
    }

    /// What stands behind `--` is no option.
    @Test func argumentsBehindDashesStayThere() throws {
        let outcome = try run(["--instance", Self.name, "token", "remove", "--", "--instance"])
        #expect(outcome.status == 78)
        #expect(outcome.errors.contains("/var/lib/landing-tracker-\(Self.name)"), "\(outcome.errors)")
    }

    @Test(arguments: [
        "", "a/b", "..", ".", "acme.conf", "Acme", "1acme", "_acme", "acme-us", "acme us", "acm\u{E9}",
        "acme%i", "a\n",
        "sixteen_letters_",
    ])
    func otherNamesAreRefused(_ name: String) throws {
        for command in ["check", "serve"] {
            let outcome = try run([command, "--instance", name])
            #expect(outcome.status == 64)
            #expect(outcome.output == "")
            #expect(outcome.errors.contains("a name has a letter from a to z"), "\(outcome.errors)")
        }
    }

    @Test(arguments: ["a", "acme", "a1_", name])
    func namesAreShortAndSafe(_ name: String) throws {
        #expect(try run(["check", "--instance", name]).output.contains("landing-tracker@\(name).service"))
    }

    /// The variable would win over what the instance's file says.
    @Test(arguments: ["LANDING_TRACKER_DATABASE", "LANDING_TRACKER_SETTINGS"])
    func variableOfAnotherTrackerIsRefused(_ variable: String) throws {
        let environment = ["LANDING_TRACKER_SETTINGS": ""].merging([variable: "/dev/null"]) { $1 }
        let command = Command(
            Repository.program, ["token", "add", "program", "--instance", Self.name], environment: environment
        )
        let outcome = try command.run()
        #expect(outcome.status == 78)
        #expect(
            outcome.errors
                == "landing-tracker: --instance \(Self.name) and \(variable)=/dev/null may mean two trackers. "
                + "Unset the variable.\n")
    }

    /// As does a flag, which is meant.
    @Test func flagSaysWhichDatabaseAnInstanceHas() throws {
        let folder = try TemporaryFolder()
        let command = Command(
            Repository.program,
            ["token", "list", "--instance", Self.name, "--database", folder.path("tracker.db")],
            environment: ["LANDING_TRACKER_SETTINGS": "", "LANDING_TRACKER_DATABASE": "/nowhere/x"])
        let outcome = try command.run()
        #expect(outcome.status == 78)
        #expect(outcome.errors.contains(folder.path("tracker.db")), "\(outcome.errors)")
    }

    private func run(_ arguments: [String], input: String = "") throws -> Command.Outcome {
        let folder = try TemporaryFolder()
        try input.write(toFile: folder.path("input"), atomically: true, encoding: .utf8)
        // No file is named, so that it is the instance's.
        var command = Command(Repository.program, arguments, environment: ["LANDING_TRACKER_SETTINGS": ""])
        command.input = folder.path("input")
        return try command.run()
    }
}
