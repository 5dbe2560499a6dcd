import Foundation
import TestSupport
import Testing

/// What the commands say of the files of a database.
extension CommandTests {
    /// With the cure, before anything is made.
    @Test(arguments: [
        "check", "campaign add", "campaign list", "user add", "token add", "db init", "db verify",
    ])
    func linkToNothingIsRefused(_ command: String) throws {
        let manager = FileManager.default
        try manager.createSymbolicLink(
            atPath: tracker.database, withDestinationPath: folder.path("unmounted.db"))
        try manager.createSymbolicLink(
            atPath: folder.path("data"), withDestinationPath: folder.path("unmounted"))
        let others = ["check": ["--no-listen"], "campaign add": Self.campaign, "user add": Self.user]
        let rest = others[command] ?? (command == "token add" ? ["program"] : [])
        let arguments = command.split(separator: " ").map(String.init) + rest
        for path in [tracker.database, folder.path("data/tracker.db")] {
            let outcome = try Tracker(database: path).run(arguments, input: "correct horse\n")
            #expect(outcome.status == 78, "\(outcome.errors)")
            #expect(outcome.errors.contains("is a symbolic link to what does not exist. Bring back"))
        }
        #expect(Set(try manager.contentsOfDirectory(atPath: folder.path)) == ["tracker.db", "data"])
    }

    private static let user = ["anna", "--password-stdin"]
    private static let campaign = [
        "--name", "Ring", "--cost-model", "cpa", "--cost-value", "1", "--currency", "usd",
    ]

    @Test(arguments: ["", "-wal", "-shm", "-journal"], [0o604, 0o602, 0o641])
    func checkNamesAFileThatIsOpenToOthers(_ suffix: String, _ mode: Int) throws {
        try tracker.addSampleCampaign()
        let file = tracker.database + suffix
        if !suffix.isEmpty { #expect(FileManager.default.createFile(atPath: file, contents: nil)) }
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
        let outcome = try tracker.run(["check", "--no-listen"])
        #expect(outcome.status == 78)
        #expect(outcome.errors.contains("Others can read or change \(file). Run `chmod o= \(file)`."))

        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file)
        #expect(try tracker.run(["check", "--no-listen"]).status == 0)
    }

    @Test(arguments: [true, false], [0o755, 0o773])
    func checkNamesAFolderThatIsOpenToOthers(_ isMade: Bool, _ mode: Int) throws {
        if isMade { try tracker.addSampleCampaign() }
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder.path)
        let outcome = try tracker.run(["check", "--no-listen"])
        #expect(outcome.status == 78)
        #expect(outcome.errors.contains("Others can read or change the folder \(folder.path)"))
        #expect(outcome.errors.contains("chmod o= \(folder.path)"))
    }

    /// Behind a link, too: it is the file that counts.
    @Test func checkLooksBehindALink() throws {
        try tracker.addSampleCampaign()
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: tracker.database)
        let link = folder.path("link.db")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: tracker.database)
        let outcome = try Tracker(database: link).run(["check", "--no-listen"])
        #expect(outcome.status == 78)
        #expect(outcome.errors.contains("chmod o= \(tracker.database)"))
    }

    /// A command waits longer than any transaction of ours takes.
    @Test func commandGivesUpALockedDatabase() throws {
        try tracker.addSampleCampaign()
        let shell = try DatabaseShell(tracker.database, in: folder)
        defer { shell.process.stop() }
        try shell.run("BEGIN IMMEDIATE;")
        let outcome = try tracker.run(["campaign", "edit", "42", "--name", "Ring"])
        #expect(outcome.status == 75)
        #expect(outcome.errors.contains("is locked by another process. Try again."))
    }
}
