import ArgumentParser
import Foundation
import TestSupport

/// New versions and new configuration arrive while clients send: none of them notices.
struct Restarts: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restarts",
        abstract: "Restart the responder and reload nginx under full load; no request may fail.",
        discussion: """
            Half of the clients open a connection for each event, the other half keep theirs as browsers and curl do. \
            When nginx reloads it closes kept connections that are idle at that moment; an event that crosses the \
            closing on its way has met HTTP's own race and goes out once more, which is counted and is no failure.
            """)

    @Option(help: "How often the responder is restarted.") var restarts = 14
    @Option(help: "How often nginx is reloaded.") var reloads = 20
    @Option(help: "Clients that send at once.") var clients = 64
    @Option(help: "Events that are stored between two disturbances.") var events = 1_000

    func run() throws {
        let site = try Site(listener: .supervisor)
        let loads = [HTTPClient.Reuse.never, .keptUntilClosed].map { reuse in
            Load(site, clients: clients / 2, events: .max, reuse: reuse)
        }
        loads.forEach { $0.start() }
        // Also after a broken promise: clients that go on would keep the site and its folder.
        defer { end(loads) }
        try disturb(restarts, "restart of the responder", loads) { try site.restartSupervised() }
        try disturb(reloads, "reload of nginx", loads) { try site.web.reload() }
        end(loads)

        try expectNoFailure(of: loads)
        try expectOnDisk(loads.flatMap(\.acknowledged), of: site.tracker)
        let count = loads.reduce(0) { $0 + $1.acknowledged.count }
        print(
            "\(restarts) restarts, \(reloads) reloads: \(count) events, 0 failed, all on disk;",
            "\(loads[1].repeatCount) met a connection that was just being closed.")
    }

    private func end(_ loads: [Load]) {
        loads.forEach { $0.stop() }
        loads.forEach { $0.wait() }
    }

    private func disturb(_ count: Int, _ name: String, _ loads: [Load], by work: () throws -> Void) throws {
        for number in 1...max(count, 1) where number <= count {
            for load in loads {
                let before = load.acknowledged.count
                try waitUntil(
                    "clients go on after \(number - 1) x \(name)", watching: { load.acknowledged.count }
                ) {
                    try expectNoFailure(of: loads)
                    return load.acknowledged.count > before + events / loads.count
                }
            }
            try work()
            Progress.say("\(name) \(number) of \(count)")
            try expectNoFailure(of: loads)
        }
    }

    private func expectNoFailure(of loads: [Load]) throws {
        for load in loads where !Set(load.counts.keys).isSubset(of: [201]) {
            throw BrokenPromise("answers by status, 0 for none at all: \(load.counts)")
        }
    }

    /// Just these are on disk, some perhaps twice because they were sent twice.
    private func expectOnDisk(_ acknowledged: [String], of tracker: Tracker) throws {
        let (rows, events) = (Set(try tracker.eventRows()), Set(acknowledged))
        guard rows == events else {
            throw BrokenPromise(
                "\(events.subtracting(rows).count) acknowledged events are lost, "
                    + "\(rows.subtracting(events).count) are there without an answer")
        }
        try tracker.expectSoundness()
    }
}
