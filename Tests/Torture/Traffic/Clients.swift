import ArgumentParser
import Foundation
import TestSupport

/// Connections that cost a server more than they bring, beside clients who want an answer.
struct Clients: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clients",
        abstract: "Hold thousands of slow, half-sent and idle connections; real requests must not suffer.",
        discussion: """
            The crowd speaks FastCGI straight to the responder's socket. Real clients send clicks through nginx, in \
            rounds without and with the crowd; their p99 may at most double.
            """)

    @Option(help: "Connections that send a byte a second.") var slow = 500
    @Option(help: "Connections that stop in the middle of a request.") var half = 500
    @Option(help: "Connections that had their answer and are kept.") var idle = 10_000
    @Option(help: "Clients whose requests are timed.") var clients = 16
    @Option(help: "How often each is measured.") var rounds = 5
    @Option(help: "Seconds of each measurement.") var seconds = 4.0
    @Flag(help: "Only see that everyone is answered, as on a machine that does other things as well.")
    var answersOnly = false

    /// What the times with the crowd may be of those without.
    private static let allowedRatio = 2.0

    func run() throws {
        try OpenFiles.allow(slow + half + idle + 1_000)
        let site = try Site()
        _ = try TimedClicks.send(to: site, clients: clients, seconds: seconds)
        var (alone, beside): ([TimedClicks], [TimedClicks]) = ([], [])
        for round in 1...max(1, rounds) {
            alone.append(try TimedClicks.send(to: site, clients: clients, seconds: seconds))
            let crowd = try Crowd(at: site.folder.path("fcgi.sock"), slow: slow, half: half, idle: idle)
            beside.append(try TimedClicks.send(to: site, clients: clients, seconds: seconds))
            try crowd.expectPresence(in: try responder(of: site))
            crowd.leave()
            try waitUntilGone(from: site)
            Progress.say(
                "round \(round) of \(rounds): p99 \(alone.last ?? .none), with the crowd \(beside.last ?? .none)"
            )
        }
        try site.tracker.expectRightCounters()
        try judge(alone.map(\.slowestPercent), beside.map(\.slowestPercent))
    }

    private func judge(_ alone: [Double], _ beside: [Double]) throws {
        let ratio = beside.median / alone.median
        print(
            "\(slow) slow, \(half) half-sent, \(idle) idle connections: all requests answered; p99",
            "\(alone.median.milliseconds) without, \(beside.median.milliseconds) with them,",
            String(format: "%.2f times", ratio))
        guard answersOnly || ratio <= Self.allowedRatio else {
            throw BrokenPromise(
                "the p99 is more than \(Self.allowedRatio) times what it is without the crowd")
        }
    }

    private func responder(of site: Site) throws -> Int32 {
        guard let process = site.process, process.isRunning else {
            throw BrokenPromise("the responder has ended")
        }
        return process.identifier
    }

    /// The responder has closed its ends of the crowd's connections; those of nginx stay.
    private func waitUntilGone(from site: Site) throws {
        let process = try responder(of: site)
        try waitUntil(
            "the crowd's connections are closed", watching: { try OpenFiles.sockets(of: process) }
        ) { try OpenFiles.sockets(of: process) < 200 }
    }
}
