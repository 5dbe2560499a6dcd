import TestSupport

/// What must be at the end of a long run as it was near its beginning.
struct SoakPromises {
    let slices: [SoakSlice]
    /// Before the first request, and after the last connection was closed.
    let idle: ResponderFigures
    let end: ResponderFigures

    /// Events until as many journeys wait for their index as ever will (a sixteenth of 1,000,000, see `JourneyIndex`);
    /// half of all in a shorter run.
    private static let warmUpEvents = 1_500_000
    private static let allowedGrowth = 1.1
    /// The p99 of the last events against that of the first, of so many on either side, a quarter of all at most.
    private static let comparedEvents = 1_000_000
    private static let allowedSlowdown = 1.5
    /// Connections that SQLite's readers open at their first use, each with the database and its WAL.
    private static let laterFiles = 12
    /// `DatabaseFile` copies the WAL at 96 MiB at the latest; commits that come during the copy add to it.
    static let logMegabytes = 128.0

    func check(withFigures: Bool) throws {
        let log = end.logMegabytes
        try promise("\(end.sockets) sockets are open without a connection, \(idle.sockets) before the first")
        {
            end.sockets <= idle.sockets
        }
        try promise("\(end.otherFiles) files are open at the end, \(idle.otherFiles) at the start") {
            end.otherFiles <= idle.otherFiles + Self.laterFiles
        }
        try promise("the log has \(log) MB") { log <= Self.logMegabytes }
        guard withFigures else { return }
        try checkMemory()
        try checkTimes()
    }

    private func checkMemory() throws {
        let warmUpEvents = min(Self.warmUpEvents, totalEvents / 2)
        var eventCount = 0
        let warm = slices.drop { slice in
            eventCount += slice.eventCount
            return eventCount < warmUpEvents
        }
        let sizes = warm.map(\.figures.residentMegabytes)
        guard let first = sizes.first, let most = sizes.max() else { return }
        try promise("memory grew from \(first) to \(most) MB after \(warmUpEvents) events") {
            most <= first * Self.allowedGrowth
        }
    }

    private func checkTimes() throws {
        let early = slowestPercentMilliseconds(of: slices)
        let late = slowestPercentMilliseconds(of: slices.reversed())
        try promise("the p99 went from \(early) to \(late) ms") { late <= early * Self.allowedSlowdown }
    }

    private var totalEvents: Int { slices.reduce(0) { $0 + $1.eventCount } }

    /// The median of those slices with which the run begins.
    private func slowestPercentMilliseconds(of slices: some Collection<SoakSlice>) -> Double {
        var rest = min(Self.comparedEvents, totalEvents / 4)
        let compared = slices.prefix { slice in
            defer { rest -= slice.eventCount }
            return rest > 0
        }
        return compared.map(\.load.slowestPercentMilliseconds).median
    }

    private func promise(_ finding: String, _ holds: () -> Bool) throws {
        guard holds() else { throw BrokenPromise(finding) }
    }
}
