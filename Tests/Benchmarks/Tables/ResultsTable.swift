import TestSupport

/// The results of scenarios as a table.
struct ResultsTable {
    /// What stands above the names of the scenarios.
    let title: String
    let results: [ScenarioResult]
    let columns: [ResultColumn]

    var text: String {
        var table = MarkdownTable(header: [title] + columns.map(\.title))
        table.rows = results.map { result in [result.scenario.title] + columns.map { $0.text(result) } }
        return table.text
    }
}

/// One figure of each result.
struct ResultColumn {
    let title: String
    let text: (ScenarioResult) -> String
}

extension ResultColumn {
    /// What clients see; requests per second also as a multiple of those of `base`, with what to call it.
    static func speed(to base: (title: String, result: ScenarioResult?)) -> [ResultColumn] {
        let rate = base.result?.median(\.requestsPerSecond)
        return [
            .median("requests/s", places: 0, \.requestsPerSecond),
            ResultColumn(title: "lowest ... highest") {
                $0.measurements.map(\.requestsPerSecond).range(places: 0)
            },
            .median("to \(base.title)", places: 2) { measurement in
                rate.map { measurement.requestsPerSecond / $0 }
            },
            .median("p50 ms", places: 2, \.load.p50Milliseconds),
            .median("p99 ms", places: 2, \.load.p99Milliseconds),
            .median("p99.9 ms", places: 2, \.load.p999Milliseconds),
            ResultColumn(title: "errors") { "\($0.errorCount)" },
        ]
    }

    /// Requests per second as a multiple of those of the other build in the same round, and how far the rounds differ;
    /// "-" where it was not measured.
    static func toBefore(_ results: [ScenarioResult]) -> ResultColumn {
        ResultColumn(title: "to before") { result in
            guard let before = results.first(where: { $0.scenario.title == result.scenario.titleBefore })
            else { return "-" }
            let ratios = zip(result.measurements, before.measurements).map {
                $0.requestsPerSecond / $1.requestsPerSecond
            }
            return "\(ratios.median.rounded(toPlaces: 2)) (\(ratios.range(places: 2)))"
        }
    }

    /// What each request costs whom; memory is the most of all measurements.
    static var cost: [ResultColumn] {
        [
            .median("CPU us: clients", places: 1, \.clientMicroseconds),
            .median("web server", places: 1, \.webServerMicroseconds),
            .median("responder", places: 1, \.responderMicroseconds),
            .median("its recorder", places: 1, \.recorderMicroseconds),
            ResultColumn(title: "memory MiB") {
                text($0.measurements.compactMap(\.memoryMebibytes).max(), places: 1)
            },
        ]
    }

    /// What stored rows cost; empty where none are stored.
    static var disk: [ResultColumn] {
        [
            .median("rows/commit", places: 1, \.rowsPerCommit),
            .median("KiB written/row", places: 1, \.writtenKibibytes),
        ]
    }

    /// The median of what the measurements have shown.
    private static func median(
        _ title: String, places: Int, _ figure: @escaping (Measurement) -> Double?
    ) -> ResultColumn {
        ResultColumn(title: title) { text($0.median(figure), places: places) }
    }

    private static func text(_ figure: Double?, places: Int) -> String {
        figure.map { $0.rounded(toPlaces: places) } ?? "-"
    }
}
