import ArgumentParser
import TestSupport

/// The power cut at any moment: what was not synced is gone, or there in part.
struct PowerCut: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "powercut",
        abstract: "Kill the responder under load, and give it back a disk that has lost what was not synced.",
        discussion: """
            Half of the cuts come in the middle of a checkpoint. With --synchronous normal events must get lost: \
            that is how to see that the test would notice.
            """)

    @Option(help: "How often the power is cut.") var times = 30
    @Option(help: "Connections that are open at once.") var connections = 32
    @Option(help: "How a commit is synced: full, as the product does, or normal.")
    var synchronous = PoweredSite.Synchronous.full
    @OptionGroup var chance: Chance

    /// To look at everything takes the longer, the more there is: so the database begins anew after these.
    private static let cutsPerDatabase = 5

    func run() throws {
        try chance.run { generator in
            var (eventCount, checkpointCount) = (0, 0)
            for first in stride(from: 1, through: times, by: Self.cutsPerDatabase) {
                let site = try PoweredSite(synchronous, connections: connections)
                for number in first..<min(first + Self.cutsPerDatabase, times + 1) {
                    let loss = try site.cutPower(&generator)
                    if loss.isWithinCheckpoint { checkpointCount += 1 }
                    Progress.say("powercut: \(number) of \(times), \(loss)")
                }
                eventCount += site.acknowledgedCount
            }
            print(
                """
                powercut: \(times) cuts, \(checkpointCount) of them within a checkpoint, \
                all of \(eventCount) acknowledged events are there
                """)
        }
    }
}

extension PoweredSite.Synchronous: ExpressibleByArgument {}
