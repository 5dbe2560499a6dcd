import ArgumentParser

/// What the tracker promises, put to the test by everything that can go wrong on a machine.
@main
struct Torture: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "torture",
        abstract: "Break things under a running tracker, and see whether it keeps what it promised.",
        discussion: """
            Every event that was answered with 201 is on disk, once, and every counter follows from the events. \
            Exits with 1 at the first promise that is broken, and says which, and with what --seed to repeat it.
            """,
        subcommands: [
            Kill.self, PowerCut.self, Faults.self, Restarts.self, Clients.self, Attack.self, Soak.self,
        ])
}
