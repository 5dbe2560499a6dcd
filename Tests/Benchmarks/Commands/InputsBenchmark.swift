import ArgumentParser
import Foundation
import Glibc
import TestSupport

/// What strangers can make the tracker work, by the request that costs the most.
struct InputsBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inputs",
        abstract: "List the dearest inputs that come without a login, by the processor time of a request.",
        discussion: """
            Each request goes straight to the tracker's socket, which has nothing else to do; the time is that of all \
            its threads until it rests again, the least of several tries. Fails when one costs over 20 ms. Logins whose \
            password is looked at are left out: a hash is slow on purpose, and bounded elsewhere.
            """)

    @Option(help: "How often each is tried.") var tries = 5
    @Option(help: "How many are listed.") var top = 20
    @Option(help: "Only inputs with this in their titles.") var only: String?

    /// What one request may cost.
    private static let allowedMilliseconds = 20.0

    func run() throws {
        let folder = try TemporaryFolder()
        let tracker = Tracker(database: folder.path("tracker.db"))
        try tracker.addSampleCampaign()
        let socket = folder.path("fcgi.sock")
        let process = try ChildProcess(
            Command(
                Repository.built("variants"),
                [
                    "tracker", "--listen", "unix:\(socket)", "--database", tracker.database,
                    "--large-bytes-per-minute", "\(1 << 40)",
                ]), output: folder.path("tracker.log"))
        try waitUntil("the tracker listens") { (try? WebServerConnection(path: socket)) != nil }
        let costs = try HostileInput.all.filter { only.map($0.title.contains) ?? true }.map { input in
            try cost(of: input, process, socket)
        }
        process.stop()
        print(table(of: costs.sorted { $0.milliseconds > $1.milliseconds }).text)
        guard costs.allSatisfy({ $0.milliseconds <= Self.allowedMilliseconds }) else {
            throw Unexpected("an input costs more than \(Self.allowedMilliseconds) ms")
        }
    }

    private struct Cost {
        let input: HostileInput
        let status: Int
        var milliseconds = Double.infinity
    }

    private func cost(of input: HostileInput, _ process: ChildProcess, _ socket: String) throws -> Cost {
        var cost: Cost?
        for _ in 0..<tries {
            let bytes = input.request(UUID().uuidString.lowercased()).bytes
            let before = try Self.settledMilliseconds(process)
            let status = try Self.status(sending: bytes, to: socket)
            let spent = try Self.settledMilliseconds(process) - before
            if let cost, cost.milliseconds <= spent { continue }
            cost = Cost(input: input, status: status, milliseconds: spent)
        }
        guard let cost else { throw Unexpected("no try") }
        return cost
    }

    /// 0 when the connection is closed without an answer.
    private static func status(sending bytes: [UInt8], to socket: String) throws -> Int {
        let connection = try WebServerConnection(path: socket)
        do {
            try connection.send(bytes)
            return try connection.answer().status
        } catch is WebServerConnection.Failure {
            return 0
        }
    }

    /// Processor time of all threads, once they rest.
    private static func settledMilliseconds(_ process: ChildProcess) throws -> Double {
        var last = -1.0
        while true {
            let now = ProcessFamily(root: process.identifier).threadSeconds() * 1000
            // What is done once a second takes less.
            if now - last < 0.2 { return now }
            last = now
            usleep(20_000)
        }
    }

    private func table(of costs: [Cost]) -> MarkdownTable {
        var table = MarkdownTable(header: ["input", "bytes", "answer", "processor ms"])
        table.rows = costs.prefix(top).map { cost in
            [
                cost.input.title, "\(cost.input.request(UUID().uuidString).bytes.count)",
                cost.status == 0 ? "closed" : "\(cost.status)", cost.milliseconds.rounded(toPlaces: 1),
            ]
        }
        return table
    }
}
