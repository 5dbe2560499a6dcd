import TestSupport

/// Clients that send events to a site without a pause, whatever happens to it.
struct Ordeal {
    private let site: Site
    private let process: ChildProcess?
    private let load: Load

    init(_ site: Site, connections: Int = 8) {
        self.site = site
        process = site.process
        load = Load(site, clients: connections, events: .max)
        load.start()
    }

    /// Returns when that many more events were acknowledged.
    func waitForStored(_ count: Int = 100) throws {
        let before = load.acknowledged.count
        try waitUntil("events are stored", watching: { load.acknowledged.count }) {
            load.acknowledged.count >= before + count
        }
    }

    /// Returns when more events were refused.
    func waitForRefused() throws {
        let before = load.counts[503, default: 0]
        try waitUntil("events are refused") { load.counts[503, default: 0] > before }
    }

    /// Ends the load.
    ///
    /// - Returns: what was acknowledged.
    func stop() -> [String] {
        load.stop()
        load.wait()
        return load.acknowledged
    }

    /// Ends the load, of which every event must have got one of these answers, all by one and the same process.
    func stop(allowing statuses: Set<Int>) throws -> [String] {
        let acknowledged = stop()
        let counts = load.counts
        guard Set(counts.keys).isSubset(of: statuses) else { throw BrokenPromise("answers: \(counts)") }
        guard site.process === process, process?.isRunning == true else {
            throw BrokenPromise("the responder has ended: \(process?.logText.suffix(2_000) ?? "")")
        }
        return acknowledged
    }
}

extension Site {
    /// Whether just these events are on disk, and the database is sound.
    func expectExactly(_ acknowledged: [String]) throws {
        let rows = try tracker.eventRows()
        let (lost, extra) = (Set(acknowledged).subtracting(rows), Set(rows).subtracting(acknowledged))
        guard lost.isEmpty, extra.isEmpty, rows.count == acknowledged.count else {
            throw BrokenPromise(
                "\(rows.count) events are there of \(acknowledged.count); lost \(lost.count), \(extra.count) refused"
            )
        }
        try tracker.expectSoundness()
    }

    /// Whether the responder that runs writes each of these; what it logs of a request may come after its answer.
    func expectLogged(_ words: String...) throws {
        for word in words {
            try waitUntil("the log says '\(word)'") { process?.logText.contains(word) == true }
        }
    }

    /// Stops the responder as systemd does.
    func stopResponder() throws {
        process?.send(15)
        guard try process?.waitForExit() == 0 else {
            throw BrokenPromise("stopped badly: \(process?.logText ?? "")")
        }
    }

    func killResponder() throws {
        process?.send(9)
        try process?.waitForExit()
    }

    /// Whether another load finds everything in order.
    func expectRecovery() throws -> [String] {
        let ordeal = Ordeal(self)
        try ordeal.waitForStored(500)
        return try ordeal.stop(allowing: [201])
    }
}
