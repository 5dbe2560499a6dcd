import Foundation
import TestSupport
import Testing

/// Where a database is made, and that it is said.
extension CommandTests {
    @Test func initMakesADatabaseAndSaysWhich() throws {
        #expect(try tracker.output(["db", "init"]) == "Made the database \(tracker.database).\n")
        let before = try Data(contentsOf: URL(fileURLWithPath: tracker.database))
        let again = try tracker.run(["db", "init"])
        #expect(again.status == 64)
        #expect(again.errors.contains("\(tracker.database) is there already"), "\(again.errors)")
        #expect(try Data(contentsOf: URL(fileURLWithPath: tracker.database)) == before)
        #expect(try tracker.output(["campaign", "list", "--json"]) == "[]\n")
    }

    @Test(arguments: [
        ["campaign", "list"], ["user", "list"], ["token", "add", "program"], ["db", "verify"],
        ["check", "--no-listen"],
    ])
    func emptyFileIsCalledEmpty(_ command: [String]) throws {
        #expect(FileManager.default.createFile(atPath: tracker.database, contents: nil))
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: tracker.database)
        let outcome = try tracker.run(command)
        #expect(outcome.status == 78)
        #expect(outcome.errors.contains("The database \(tracker.database) is empty"), "\(outcome.errors)")
        #expect(FileManager.default.contents(atPath: tracker.database) == Data())
    }

    @Test func initTakesAnEmptyFileOver() throws {
        #expect(FileManager.default.createFile(atPath: tracker.database, contents: nil))
        try tracker.output(["db", "init"])
        try tracker.addSampleCampaign()
    }

    /// As a `db restore` leaves it that is killed between its two renames: no new database hides the one before.
    @Test(arguments: [
        ["db", "init"], ["token", "add", "program"], ["campaign", "list"], ["check", "--no-listen"],
    ])
    func databaseThatARestoreHasPutAsideIsNamed(_ command: [String]) throws {
        try tracker.addSampleCampaign()
        let backup = folder.path("backup.db")
        try tracker.output(["db", "backup", backup])
        try tracker.output(["db", "restore", backup])
        unlink(tracker.database)
        let outcome = try tracker.run(command)
        #expect(outcome.status == 78)
        let reason = "There is no database at \(tracker.database), and \(tracker.database).before-restore-"
        #expect(outcome.errors.contains(reason), "\(outcome.errors)")
        #expect(!FileManager.default.fileExists(atPath: tracker.database))
        #expect(try tracker.run(["db", "restore", backup]).status == 0)
        #expect(try tracker.run(["campaign", "show", "42"]).status == 0)
    }

    @Test func databaseThatAnAddCommandMakesIsNamed() throws {
        let outcome = try tracker.run(["token", "add", "program"])
        #expect(outcome.status == 0)
        #expect(outcome.errors == "landing-tracker: Made the database \(tracker.database).\n")
        let again = try tracker.run(["token", "add", "another"])
        #expect(again.errors == "landing-tracker: The database is \(tracker.database).\n")
    }
}
