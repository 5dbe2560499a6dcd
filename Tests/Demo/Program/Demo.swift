import ArgumentParser
import DemoTraffic
import Foundation
import Tracker
import Tracking

/// A database to look at the dashboard with: three campaigns, some weeks of journeys, and a user `demo`.
@main
struct Demo: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Make a database with three campaigns and weeks of plausible journeys.",
        discussion: """
            Prints the password of its user demo. Where there is a database already it is left as it is, and nothing is \
            printed.
            """)

    @Option(help: ArgumentHelp("The SQLite database file to make.", valueName: "path")) var database: String
    @Option(help: "How many visitors.") var journeys = 200_000
    @Option(help: "Of how many days, today included.") var days = 60
    @Option(help: "The same number makes the same journeys.") var seed: UInt64 = 1
    @Option(help: "The moment of the end, in Unix seconds; now unless given.") var until: Int64?

    func validate() throws {
        guard (1...10_000_000).contains(journeys) else {
            throw ValidationError("--journeys must be 1 to 10000000.")
        }
        guard (1...1000).contains(days) else { throw ValidationError("--days must be 1 to 1000.") }
    }

    func run() throws {
        let database = DemoDatabase(path: database)
        guard !database.isThere else {
            return say("\(database.path) is there already, and was left as it is.")
        }
        say("Making \(journeys) journeys of \(days) days.")
        var plan = DemoTraffic.Plan(end: until.map { Timestamp(milliseconds: $0 * 1000) } ?? .now)
        plan.seed = seed
        plan.journeyCount = journeys
        plan.dayCount = days
        print(try database.make(try DemoTraffic(plan), progress: say))
    }

    private func say(_ text: String) {
        FileHandle.standardError.write(Data("demo: \(text)\n".utf8))
    }
}
