import ArgumentParser
import TestSupport

/// What goes wrong and passes again, one after the other.
struct Faults: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "faults",
        abstract: "Let disks, locks, files, limits and the clock fail under load, and end the fault again.",
        discussion: """
            An event is refused while it cannot be stored, and stored if it was acknowledged; the responder says in \
            its log what the matter is, does not end, and goes on when the fault ends.
            """)

    @Option(parsing: .upToNextOption, help: "Just these.") var only: [Fault] = Fault.allCases
    @Option(help: "How often a disk fails before its power is cut.") var outages = 8
    @OptionGroup var chance: Chance

    func run() throws {
        for fault in only {
            Progress.say("faults: \(fault.rawValue)")
            try chance.run { generator in
                do {
                    try fault.run(outages: outages, &generator)
                } catch {
                    throw BrokenPromise("\(fault.rawValue): \(error)")
                }
            }
        }
        print("faults: \(only.count) endured, all acknowledged events are there")
    }
}
