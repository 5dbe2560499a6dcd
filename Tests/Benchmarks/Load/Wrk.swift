import Foundation
import Glibc
import TestSupport

/// The load: wrk(1), whose clients send the next event as soon as the last is answered.
struct Wrk {
    private static let program = "/usr/bin/wrk"
    private static let script = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().appendingPathComponent("events.lua").path

    let clients: Clients
    var events = EventMix.clicks
    var clickIDs = UUIDVersion.random
    /// Clicks of the same seed have the same click ids.
    var seed = UInt32.random(in: 0..<1 << 30)
    /// How many clicks of each thread leads and postbacks are of.
    var knownClicks = 1

    /// Lets the clients work on a web server, which is given by scheme, host and port.
    func run(_ url: String, seconds: Int) throws -> LoadResult {
        let before = ChildrenTimes.processorSeconds
        let outcome = try Command(Self.program, options(seconds: seconds) + [url, "--"] + scriptArguments)
            .run()
        let line = outcome.output.split(separator: "\n").last { $0.hasPrefix("RESULT ") }
        let numbers = line?.split(separator: " ").dropFirst().compactMap { Double($0) } ?? []
        guard outcome.status == 0, numbers.count == 8 else {
            throw Unexpected("wrk: \(outcome.output)\(outcome.errors)")
        }
        return LoadResult(
            requestCount: Int(numbers[0]), seconds: numbers[1] / 1_000_000,
            p50Milliseconds: numbers[2] / 1_000, p99Milliseconds: numbers[3] / 1_000,
            p999Milliseconds: numbers[4] / 1_000, errorCount: Int(numbers[5] + numbers[6]),
            fewestSentByAThread: Int(numbers[7]),
            processorSeconds: ChildrenTimes.processorSeconds - before)
    }

    private func options(seconds: Int) -> [String] {
        [
            "--threads", "\(min(2, clients.count))", "--connections", "\(clients.count)",
            "--duration", "\(seconds)s", "--timeout", "10s", "--script", Self.script,
        ] + (clients.reconnects ? ["--header", "Connection: close"] : [])
    }

    private var scriptArguments: [String] {
        [events.rawValue, "\(seed)", "\(knownClicks)", "\(clickIDs.rawValue)"]
    }
}

/// What the clients have seen.
struct LoadResult {
    let requestCount: Int
    let seconds: Double
    let p50Milliseconds: Double
    let p99Milliseconds: Double
    let p999Milliseconds: Double
    /// Answers above 399, and requests without an answer.
    let errorCount: Int
    let fewestSentByAThread: Int
    /// What the clients themselves have used.
    let processorSeconds: Double

    var requestsPerSecond: Double { Double(requestCount) / seconds }
}

private enum ChildrenTimes {
    /// What children of this process have used that have ended (getrusage(2)).
    static var processorSeconds: Double {
        var usage = rusage()
        getrusage(RUSAGE_CHILDREN.rawValue, &usage)
        return [usage.ru_utime, usage.ru_stime].reduce(0) {
            $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6
        }
    }
}
