import TestSupport
import TestTraits
import Testing

/// What an administrator does to a running service while visitors come: nobody notices, and each 201 is on disk, once.
@Suite(.ownThread, .needsInstalledServers, .timeLimit(.minutes(30)), .serialized)
struct OperationUnderLoadTests {
    private enum Operation: CaseIterable {
        case restart, reload, backup, upgrade, verification, change
    }

    /// Each client's event has a connection of its own: whoever keeps one meets its end now and then, which is HTTP's own
    /// race.
    @Test func operationIsNotNoticed() throws {
        let site = try Site(listener: .supervisor)
        let load = Load(site, clients: 16, events: .max, reuse: .never)
        load.start()
        defer {
            load.stop()
            load.wait()
        }
        for round in 1...2 {
            for operation in Operation.allCases {
                try waitForMore(load)
                try carryOut(operation, at: site, round)
            }
        }
        try waitForMore(load)
        load.stop()
        load.wait()
        #expect(load.counts == [201: load.acknowledged.count])
        #expect(try site.tracker.eventRows().sorted() == load.acknowledged.sorted())
        #expect(try site.tracker.run(["db", "verify"]).status == 0)
    }

    private func waitForMore(_ load: Load) throws {
        let before = load.acknowledged.count
        try waitUntil("clients go on", watching: { load.acknowledged.count }) {
            load.acknowledged.count > before + 200
        }
    }

    private func carryOut(_ operation: Operation, at site: Site, _ round: Int) throws {
        let tracker = site.tracker
        switch operation {
        case .restart: try site.restartSupervised()
        case .reload: try site.web.reload()
        case .backup: try tracker.output(["db", "backup", site.folder.path("backup-\(round).db")])
        case .upgrade: try tracker.output(["db", "migrate"])
        case .verification: try tracker.output(["db", "verify"])
        case .change: try tracker.output(["campaign", "edit", "42", "--name", "Ring \(round)"])
        }
    }
}
