import Foundation
import TestSupport
import TestTraits
import Testing

/// The command line as an administrator's scripts see it: exit codes and messages.
@Suite(.ownThread, .needsInstalledServers, .timeLimit(.minutes(30)))
struct CommandTests {
    let folder: TemporaryFolder
    let tracker: Tracker
    var socket: [String] { ["--listen", "unix:\(folder.path("fcgi.sock"))"] }

    init() throws {
        folder = try TemporaryFolder()
        try FileManager.default.setAttributes([.posixPermissions: 0o750], ofItemAtPath: folder.path)
        tracker = Tracker(database: folder.path("tracker.db"))
    }

    @Test func goodConfigurationIsInOrder() throws {
        try tracker.addSampleCampaign()
        let outcome = try tracker.run(["check", "--no-listen"])
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        #expect(outcome.output.contains(tracker.database))
        #expect(outcome.output.contains("MiB free, 384 MiB needed"))
    }

    @Test func journeysThatAreFullAreTold() throws {
        try tracker.addSampleCampaign()
        let journey = """
            INSERT INTO journey VALUES (
                1, x'00000000000000000000000000000007', NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, 1, 0, 0, 2, 12,
                1, 7000, 7000, NULL)
            """
        #expect(try Command("/usr/bin/sqlite3", [tracker.database, journey]).run().status == 0)
        let id = "00000000-0000-0000-0000-000000000007"
        let outcome = try tracker.run(["check", "--no-listen"])
        #expect(outcome.status == 0)
        #expect(
            outcome.output.contains(
                "full: 1, with 12 events refused or only counted, most of them with the click id \(id)"))
        #expect(try tracker.output(["journey", id]).contains("12 on top"))
        #expect(try tracker.output(["journey", id, "--json"]).contains(#""surplus":12"#))
    }

    @Test func folderThatIsMissingIsNamed() throws {
        let outcome = try Tracker(database: folder.path("missing/tracker.db")).run(["check", "--no-listen"])
        #expect(outcome.status == 78)
        #expect(outcome.errors.contains(folder.path("missing")), "\(outcome.errors)")
    }

    @Test(arguments: ["check", "serve"])
    func wrongAddressIsNamed(_ command: String) throws {
        for address in ["tcp:0.0.0.0:9000", "9000", "unix:"] {
            let outcome = try tracker.run([command, "--listen", address])
            #expect(outcome.status == 78)
            #expect(!outcome.errors.isEmpty)
        }
    }

    @Test func databaseOfANewerVersionIsRefused() throws {
        try tracker.addSampleCampaign()
        let future = "INSERT INTO schema_step VALUES (99, '99 from the future', '7.1.2', 1, 0)"
        #expect(try Command("/usr/bin/sqlite3", [tracker.database, future]).run().status == 0)
        for arguments in [["check", "--no-listen"], ["serve"] + socket, ["campaign", "list"]] {
            let outcome = try tracker.run(arguments)
            #expect(outcome.status == 78)
            #expect(outcome.errors.contains("7.1.2"), "\(outcome.errors)")
        }
    }

    @Test func fileThatIsNoDatabaseIsRefused() throws {
        try "This is a letter, and long enough to be looked at.".write(
            toFile: tracker.database, atomically: true, encoding: .utf8)
        let outcome = try tracker.run(["serve"] + socket)
        #expect(outcome.status == 78)
        #expect(outcome.errors.contains(tracker.database))
    }

    @Test func socketThatIsServedIsNotStolen() throws {
        let site = try Site()
        let second = try site.tracker.run(["serve", "--listen", "unix:\(site.folder.path("fcgi.sock"))"])
        #expect(second.status == 78)
        #expect(second.errors.contains(site.folder.path("fcgi.sock")))
        #expect(try site.client().send("OPTIONS", "/api/v2/track/click").status == 204)
    }

    @Test func takenNumberIsRefused() throws {
        try tracker.addSampleCampaign(42)
        let again = try tracker.run([
            "campaign", "add", "--id", "42", "--name", "Other", "--cost-model", "cpa", "--cost-value", "1",
            "--currency", "usd",
        ])
        #expect(again.status == 64)
        #expect(again.errors.contains("42"))
        #expect(try tracker.output(["campaign", "show", "42"]).contains("LatAm Ring Campaign"))
    }

    @Test func mapperFileIsReadAndGivenBack() throws {
        let mapper = #"{"parameter":"state","mapping":{"ok":"accept","no":"reject"}}"#
        let file = folder.path("mapper.json")
        try mapper.write(toFile: file, atomically: true, encoding: .utf8)
        let added = try tracker.output([
            "campaign", "add", "--name", "From a file", "--cost-model", "cpl", "--cost-value", "2.50",
            "--currency", "EUR", "--status-mapper", file, "--json",
        ])
        #expect(added.contains(#""statusMapper":\#(mapper)"#), "\(added)")
        #expect(added.contains(#""costValue":2.50"#))
        #expect(added.contains(#""currency":"eur""#))
    }

    @Test func unknownOptionAndUnknownJourneyAreWrongUse() throws {
        try tracker.addSampleCampaign()
        #expect(try tracker.run(["serve", "--no-such-option"]).status == 64)
        let unknown = try tracker.run(["journey", "8f1b5c6e-7a3d-4d20-a7f1-12a2b8f7a9c1"])
        #expect(unknown.status == 64)
        #expect(unknown.errors.contains("8f1b5c6e-7a3d-4d20-a7f1-12a2b8f7a9c1"))
    }
}
