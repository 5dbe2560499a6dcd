import TestSupport

/// The events that were answered with 201, held against those on disk.
struct Ledger {
    private let tracker: Tracker
    private var acknowledged: Set<String> = []
    /// The last journey at the latest look: what is new comes after it.
    private var lastJourney = 0

    init(_ tracker: Tracker) {
        self.tracker = tracker
    }

    var count: Int { acknowledged.count }

    /// Notes what was acknowledged since the latest call, and looks for just that.
    mutating func check(_ new: [String]) throws {
        acknowledged.formUnion(new)
        try expectAll(new, among: tracker.eventRows(afterJourney: lastJourney))
        lastJourney =
            try tracker.rows("SELECT coalesce(max(id), 0) FROM journey").first.flatMap { Int($0) } ?? 0
    }

    /// Looks for everything that ever was acknowledged, and whether the database is sound.
    func checkEverything() throws {
        try expectAll(acknowledged, among: tracker.eventRows())
        try tracker.expectSoundness()
    }

    /// Looks for these events, and whether the database is sound.
    static func check(_ acknowledged: [String], in tracker: Tracker) throws {
        var ledger = Ledger(tracker)
        try ledger.check(acknowledged)
        try tracker.expectSoundness()
    }

    private func expectAll(_ events: some Collection<String>, among rows: [String]) throws {
        let lost = Set(events).subtracting(rows)
        guard lost.isEmpty else {
            let example = lost.min() ?? ""
            throw BrokenPromise(
                "lost \(lost.count) of \(events.count) acknowledged events, such as \(example)")
        }
    }
}

extension Tracker {
    /// Whether SQLite finds the file intact, and every counter follows from the events.
    func expectSoundness() throws {
        let problems = try rows("PRAGMA integrity_check")
        guard problems == ["ok"] else { throw BrokenPromise("integrity_check: \(problems)") }
        try expectRightCounters()
    }

    /// Whether every counter follows from the events.
    func expectRightCounters() throws {
        let outcome = try command(["db", "verify"]).run()
        guard outcome.status == 0 else {
            throw BrokenPromise("db verify: \(outcome.output)\(outcome.errors)")
        }
    }
}
