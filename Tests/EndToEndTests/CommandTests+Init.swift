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

    @Test func databaseThatAnAddCommandMakesIsNamed() throws {
        let outcome = try tracker.run(["token", "add", "program"])
        #expect(outcome.status == 0)
        #expect(outcome.errors == "landing-tracker: Made the database \(tracker.database).\n")
        let again = try tracker.run(["token", "add", "another"])
        #expect(again.errors == "landing-tracker: The database is \(tracker.database).\n")
    }
}
