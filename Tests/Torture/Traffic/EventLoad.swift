import Foundation
import TestSupport

/// wrk(1), which sends the events of a site as fast as they are answered.
struct EventLoad {
    private static let program = "/usr/bin/wrk"
    private static let script = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().appendingPathComponent("events.lua").path

    let connections: Int

    /// What a run has shown to the clients.
    struct Result {
        let requestsPerSecond: Double
        let medianMilliseconds: Double
        let slowestPercentMilliseconds: Double
    }

    /// - Throws: `BrokenPromise` when a request failed.
    func run(_ site: Site, seconds: Int) throws -> Result {
        let arguments = [
            "--threads", "2", "--connections", "\(connections)", "--duration", "\(seconds)s", "--timeout",
            "10s",
            "--script", Self.script, "http://127.0.0.1:\(site.web.port)",
        ]
        let outcome = try Command(Self.program, arguments).run()
        let line = outcome.output.split(separator: "\n").last { $0.hasPrefix("RESULT ") }
        let numbers = line?.split(separator: " ").dropFirst().compactMap { Double($0) } ?? []
        guard outcome.status == 0, numbers.count == 5 else {
            throw Unexpected("wrk: \(outcome.output)\(outcome.errors)")
        }
        guard numbers[4] == 0 else { throw BrokenPromise("\(Int(numbers[4])) requests failed") }
        return Result(
            requestsPerSecond: numbers[0] * 1_000_000 / numbers[1],
            medianMilliseconds: numbers[2] / 1_000, slowestPercentMilliseconds: numbers[3] / 1_000)
    }
}
