import ArgumentParser
import TestSupport

/// Durable clicks per second behind nginx, beside a responder that does nothing.
struct TrackingBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tracking",
        abstract: "Send clicks through nginx, in turns to the tracker and to a do-nothing responder in C.",
        discussion: """
            Fails when the rows on disk are not as many as nginx has seen 201s, or when a request failed.
            """)

    @Option(help: "How often each way is measured.") var rounds = 5
    @Option(help: "Seconds of each measurement.") var seconds = 4
    @Option(help: "Connections that are open at once.") var connections = 64

    func run() throws {
        let site = try LoadedSite()
        let load = Wrk(connections: connections, seconds: seconds)
        var runs: [Target: [Measurement]] = [:]
        for _ in 0..<rounds {
            for target in Target.allCases {
                runs[target, default: []].append(try site.measure(target, with: load))
            }
        }
        let counts = try site.countAtTheEnd()
        print(table(of: runs).text)
        print("\n\(counts.answers) answers of 201 by the tracker, \(counts.rows) rows on disk.")
        guard counts.rows == counts.answers else { throw Unexpected("rows are not as many as answers") }
        let failures = runs.values.joined().reduce(0) { $0 + $1.errorCount }
        guard failures == 0 else { throw Unexpected("\(failures) requests failed") }
    }

    private func table(of runs: [Target: [Measurement]]) -> MarkdownTable {
        var table = MarkdownTable(header: [
            "\(connections) connections, \(rounds) x \(seconds) s", "requests/s", "lowest ... highest",
            "to C",
            "p50 ms", "p99 ms", "errors", "CPU us/request",
        ])
        let base = runs[.nothing, default: []].map(\.requestsPerSecond).median
        for target in Target.allCases {
            let measurements = runs[target, default: []]
            let rates = measurements.map(\.requestsPerSecond)
            let processorTimes = measurements.compactMap(\.processorMicrosecondsPerRequest)
            table.rows.append([
                target.title,
                rates.median.rounded(toPlaces: 0),
                "\((rates.min() ?? 0).rounded(toPlaces: 0)) ... \((rates.max() ?? 0).rounded(toPlaces: 0))",
                (rates.median / base).rounded(toPlaces: 2),
                measurements.map(\.medianMilliseconds).median.rounded(toPlaces: 2),
                measurements.map(\.slowestPercentMilliseconds).median.rounded(toPlaces: 2),
                "\(measurements.reduce(0) { $0 + $1.errorCount })",
                processorTimes.isEmpty ? "-" : processorTimes.median.rounded(toPlaces: 1),
            ])
        }
        return table
    }
}
