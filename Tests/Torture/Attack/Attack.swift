import ArgumentParser
import Foundation
import TestSupport

/// Everything that a stranger can send, beside visitors who want to be counted.
struct Attack: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attack",
        abstract: "Send what is dear to read, to keep or to answer; visitors must not notice.",
        discussion: """
            Attackers send hostile requests through nginx and straight to the responder's socket, each from an address \
            of its own. Visitors send small clicks beside them: each gets its 201. Memory, the WAL and the journeys \
            stay in their limits, and every counter follows from the events.
            """)

    @Option(help: "Minutes of attack.") var minutes = 5.0
    @Option(help: "Connections of attackers.") var connections = 64
    @Option(help: "Visitors who click at once.") var visitors = 8
    @Option(help: "Seconds between two looks at memory.") var slice = 10.0
    @Flag(help: "Leave out what a machine that does other things as well changes: memory and times.")
    var answersOnly = false
    @OptionGroup var chance: Chance

    func run() throws {
        try chance.run { generator in
            let site = try Site()
            let target = try AttackTarget(site)
            _ = try clicks(of: site)
            let alone = try clicks(of: site)
            let attackers = Attackers(target, count: connections, seed: generator.next())
            defer { attackers.stop() }
            let watch = try watch(site, attackers)
            attackers.stop()
            try expectHealth(of: site, attackers)
            print(attackers.summary)
            print(watch.summary(alone: alone))
            try watch.check(withFigures: !answersOnly)
        }
    }

    private func clicks(of site: Site) throws -> TimedClicks {
        try TimedClicks.send(to: site, clients: visitors, seconds: slice)
    }

    /// Clicks through the whole attack, and looks at the responder between.
    private func watch(_ site: Site, _ attackers: Attackers) throws -> AttackWatch {
        var watch = AttackWatch(log: LongestFile(site.tracker.database + "-wal"))
        defer { watch.log.stop() }
        let end = ContinuousClock.now + .seconds(minutes * 60)
        repeat {
            watch.add(try clicks(of: site), try ResponderFigures(of: site))
            try attackers.expectNoFaults()
            Progress.say("attack: \(watch.latest), \(attackers.count) requests")
        } while ContinuousClock.now < end
        return watch
    }

    private func expectHealth(of site: Site, _ attackers: Attackers) throws {
        try attackers.expectNoFaults()
        try site.stopResponder()
        try site.tracker.expectSoundness()
        let crowded = try site.tracker.rows(
            "SELECT count(*) FROM journey WHERE lead_count + postback_count + repeat_count > 10000")
        guard crowded == ["0"] else { throw BrokenPromise("journeys over their limit: \(crowded)") }
    }
}
