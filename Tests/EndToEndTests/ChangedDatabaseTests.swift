import Foundation
import TestSupport
import TestTraits
import Testing

/// Whoever changes a database is told which one: the variable may be another customer's, or dropped by sudo.
@Suite(.ownThread, .needsInstalledServers, .timeLimit(.minutes(30)))
struct ChangedDatabaseTests {
    private let folder: TemporaryFolder
    private let tracker: Tracker
    private static let password = ["--password-stdin"]

    init() throws {
        folder = try TemporaryFolder()
        tracker = Tracker(database: folder.path("tracker.db"))
        try tracker.addSampleCampaign()
        try tracker.addSampleCampaign(43)
        _ = try tracker.addUser("anna", password: "correct horse")
        _ = try tracker.addToken("program")
    }

    /// Those that succeed on the database above, and those that change nothing in it but the record of a backup.
    private static let changes = [
        [
            "campaign", "add", "--name", "Ring", "--cost-model", "cpa", "--cost-value", "1", "--currency",
            "usd",
        ],
        ["campaign", "edit", "42", "--name", "Other"], ["campaign", "archive", "42"],
        ["campaign", "archive", "42", "--undo"], ["attribute", "7", "--to", "42"],
        ["campaign", "move-clicks", "42", "--to", "43", "--from", "2025-01-01"],
        ["user", "add", "ben"] + password, ["user", "add", "anna", "--replace"] + password,
        ["user", "passwd", "anna"] + password, ["user", "edit", "anna", "--read-only"],
        ["user", "remove", "anna"],
        ["token", "add", "other"], ["token", "remove", "program"],
    ]
    private static let reads = [
        ["serve"], ["check"], ["campaign", "list"], ["campaign", "show"], ["journey"], ["report"],
        ["user", "list"], ["token", "list"], ["db", "verify"],
    ]
    /// These print it as a part of their result.
    private static let ofFiles = [["db", "init"], ["db", "migrate"], ["db", "backup"], ["db", "restore"]]

    @Test(arguments: changes)
    func changedDatabaseIsNamed(_ command: [String]) throws {
        let outcome = try tracker.run(command, input: "correct horse\n")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.errors == "landing-tracker: The database is \(tracker.database).\n")
    }

    /// A result for programs stays what it is.
    @Test(
        arguments: changes.filter {
            !["user", "token"].contains($0[0]) || $0[1] == "add" && $0[0] == "token"
        })
    func documentStaysAlone(_ command: [String]) throws {
        let outcome = try tracker.run(command + ["--json"])
        #expect(outcome.errors.contains(tracker.database))
        #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) }
    }

    /// As the last change of an undo shows, too.
    @Test func undoneMoveIsNamed() throws {
        try tracker.output(["campaign", "move-clicks", "42", "--to", "43", "--from", "2025-01-01"])
        let outcome = try tracker.run(["campaign", "move-clicks", "--undo", "1"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.errors == "landing-tracker: The database is \(tracker.database).\n")
    }

    /// From wherever the command is given.
    @Test func relativePathIsNamedAsAWhole() throws {
        let script = "cd '\(folder.path)' && '\(Repository.program)' token add other --database tracker.db"
        let outcome = try Command("/bin/sh", ["-c", script]).run()
        #expect(outcome.status == 0)
        #expect(outcome.errors == "landing-tracker: The database is \(tracker.database).\n")
    }

    @Test func whatChangesNothingSaysNothing() throws {
        let preview = ["campaign", "move-clicks", "42", "--to", "43", "--from", "2025-01-01", "--dry-run"]
        for command in [
            preview, ["campaign", "list"], ["user", "list"], ["token", "list"], ["db", "verify"],
        ] {
            #expect(try tracker.run(command).errors == "")
        }
    }

    @Test func copiesNameTheirDatabase() throws {
        let backup = folder.path("backup.db")
        #expect(try tracker.output(["db", "backup", backup]).contains("Backed up \(tracker.database) to"))
        #expect(try tracker.output(["db", "restore", backup]).contains("Restored \(tracker.database) from"))
    }

    /// A new command is one of these.
    @Test func everyCommandIsAmongThem() throws {
        for command in try CommandHelp.everyCommand() {
            let kinds = [Self.changes, Self.reads, Self.ofFiles].filter { kind in
                kind.contains { $0.starts(with: command) }
            }
            #expect(kinds.count == 1, "\(command)")
        }
    }
}
