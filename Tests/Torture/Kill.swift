import ArgumentParser
import Glibc
import TestSupport

/// The responder killed at any moment, its start included.
struct Kill: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kill",
        abstract: "kill -9 the responder at random moments under load, and start it again.")

    @Option(help: "How often it is killed.") var times = 200
    @Option(help: "Connections that are open at once.") var connections = 32
    @OptionGroup var chance: Chance

    func run() throws {
        try chance.run { generator in
            let site = try Site()
            var ledger = Ledger(site.tracker)
            for number in 1...times {
                try killOnce(site, &ledger, &generator)
                if number % 20 == 0 { Progress.say("kill: \(number) of \(times), \(ledger.count) events") }
            }
            try site.startResponder()
            try ledger.checkEverything()
            print("kill: \(times) kills, all of \(ledger.count) acknowledged events are there")
        }
    }

    private func killOnce(_ site: Site, _ ledger: inout Ledger, _ generator: inout SeededGenerator) throws {
        // Each fifth one dies while it starts, with the WAL of the last one to recover.
        let isStarting = Int.random(in: 0..<5, using: &generator) == 0
        if site.process?.isRunning != true {
            try isStarting ? site.launchResponder() : site.startResponder()
        }
        let load = Load(site, clients: connections, events: .max)
        load.start()
        generator.pause(isStarting ? 0...0.1 : 0.02...0.8)
        site.process?.send(SIGKILL)
        try site.process?.waitForExit()
        load.stop()
        load.wait()
        try ledger.check(load.acknowledged)
    }
}
