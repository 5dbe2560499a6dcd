import Glibc
import TestSupport

/// A site whose power can be cut, together with what it has acknowledged in its life.
final class PoweredSite {
    /// `SQLiteStore.Synchronous` of the responder.
    enum Synchronous: String {
        case full, normal
    }

    private let disk: FaultyDisk
    private let site: Site
    private let connections: Int
    private var ledger: Ledger

    /// `connections` of a load are open at once.
    init(_ synchronous: Synchronous, connections: Int) throws {
        let disk = try FaultyDisk()
        self.disk = disk
        self.connections = connections
        site = try Site(databaseFolder: disk.path) { command in
            try disk.mounted(synchronous == .full ? command : command.withVariant(synchronous))
        }
        ledger = Ledger(site.tracker)
    }

    var acknowledgedCount: Int { ledger.count }

    /// Lets events come in, cuts the power, starts again with what is on the disk, and looks for everything.
    func cutPower(_ generator: inout SeededGenerator) throws -> FaultyDisk.Loss {
        let load = Load(site, clients: connections, events: .max)
        load.start()
        try waitForCut(&generator)
        load.stop()
        load.wait()
        try disk.set(FaultyDisk.Faults())
        let loss = try disk.cutPower(&generator)
        try site.startResponder()
        try ledger.check(load.acknowledged)
        try ledger.checkEverything()
        return loss
    }

    private func waitForCut(_ generator: inout SeededGenerator) throws {
        if Bool.random(using: &generator) {
            var faults = FaultyDisk.Faults()
            faults.writesUntilCut = Int.random(in: 1...2_000, using: &generator)
            try disk.set(faults)
        } else {
            generator.pause(0.02...4)
            site.process?.send(SIGKILL)
        }
        try site.process?.waitForExit()
    }
}

extension Command {
    /// The same responder, but for what the product does not offer.
    fileprivate func withVariant(_ synchronous: PoweredSite.Synchronous) -> Command {
        var command = self
        command.program = Repository.built("variants")
        command.arguments = ["tracker"] + arguments.dropFirst() + ["--synchronous", synchronous.rawValue]
        return command
    }
}
