import Foundation
import TestSupport

/// The load: wrk(1), which sends clicks as fast as they are answered.
struct Wrk {
    private static let program = "/usr/bin/wrk"
    private static let script = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().appendingPathComponent("click.lua").path

    let connections: Int
    let seconds: Int

    func run(_ url: String) throws -> Measurement {
        let outcome = try Command(
            Self.program,
            [
                "--threads", "2", "--connections", "\(connections)", "--duration", "\(seconds)s", "--timeout",
                "10s",
                "--script", Self.script, url,
            ]
        ).run(within: Double(seconds) + 30)
        let line = outcome.output.split(separator: "\n").last { $0.hasPrefix("RESULT ") }
        let numbers = line?.split(separator: " ").dropFirst().compactMap { Double($0) } ?? []
        guard outcome.status == 0, numbers.count == 6 else {
            throw Unexpected("wrk: \(outcome.output)\(outcome.errors)")
        }
        return Measurement(
            requestCount: Int(numbers[0]), seconds: numbers[1] / 1_000_000,
            medianMilliseconds: numbers[2] / 1_000, slowestPercentMilliseconds: numbers[3] / 1_000,
            errorCount: Int(numbers[4] + numbers[5]))
    }
}
