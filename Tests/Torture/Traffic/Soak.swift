import ArgumentParser
import Foundation
import TestSupport

/// Days of traffic at full speed: nothing may grow but the database.
struct Soak: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "soak",
        abstract:
            "Send events at full speed for long; memory, descriptors, WAL and times must stay as they are.",
        discussion: """
            Twenty million events are what a busy site has in a day. The log of nginx says how many got their 201: \
            as many must be on disk.
            """)

    @Option(help: "About how many events are sent.") var events = 1_000_000
    @Option(help: "Events of one line of the table; a tenth of all, at most a million, unless given.")
    var slice: Int?
    @Option(help: "Connections that are open at once.") var connections = 64
    @Flag(help: "Leave out what a machine that does other things as well changes: memory and times.")
    var answersOnly = false

    func run() throws {
        let site = try Site()
        let idle = try ResponderFigures(of: site)
        var log = try AccessLog(of: site.web)
        let slices = try send(to: site, &log)
        try site.web.finish()
        try log.countRest()
        let end = try figuresWithoutConnections(of: site, idle)
        try expectRows(of: site, log.storedCount)
        print("\(log.storedCount) answers of 201, as many rows; every counter is right.")
        try SoakPromises(slices: slices, idle: idle, end: end).check(withFigures: !answersOnly)
    }

    private func send(to site: Site, _ log: inout AccessLog) throws -> [SoakSlice] {
        let size = slice ?? min(events / 10, 1_000_000)
        let load = EventLoad(connections: connections)
        // A first guess, which the first slice corrects.
        var rate = 10_000.0
        var slices: [SoakSlice] = []
        print(SoakSlice.header)
        while log.storedCount < events {
            let before = log.storedCount
            let result = try load.run(site, seconds: max(1, Int((Double(size) / rate).rounded())))
            try log.count()
            rate = result.requestsPerSecond
            slices.append(
                SoakSlice(
                    eventCount: log.storedCount - before, load: result,
                    figures: try ResponderFigures(of: site)))
            print(slices.last ?? "")
            fflush(nil)
        }
        return slices
    }

    /// The web server has gone, and with it every connection.
    private func figuresWithoutConnections(of site: Site, _ idle: ResponderFigures) throws -> ResponderFigures
    {
        var end = try ResponderFigures(of: site)
        try waitUntil("the responder has closed its connections") {
            end = try ResponderFigures(of: site)
            return end.sockets <= idle.sockets
        }
        return end
    }

    private func expectRows(of site: Site, _ storedCount: Int) throws {
        let tables = ["journey WHERE clicked_at IS NOT NULL", "repeated_click", "lead", "postback"]
        let counts = tables.map { "(SELECT count(*) FROM \($0))" }
        let query = "SELECT \(counts.joined(separator: " + "))"
        let outcome = try Command("/usr/bin/sqlite3", ["-readonly", site.tracker.database, query]).run()
        guard Int(outcome.output.dropLast()) == storedCount else {
            throw BrokenPromise("\(storedCount) answers of 201, rows: \(outcome.output)\(outcome.errors)")
        }
        try site.tracker.expectRightCounters()
    }
}
