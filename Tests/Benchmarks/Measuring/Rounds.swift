import TestSupport

/// Scenarios measured in turns.
struct Rounds {
    let files: BenchmarkFiles
    let count: Int
    /// Of each measurement.
    let seconds: Int
    /// Load before each measurement: processes, caches and tables are then as they stay.
    let warmUpSeconds: Int
    /// Measures only the scenarios with one of these in their titles; all when it is empty.
    let only: [String]

    /// Measures each scenario once a round.
    ///
    /// - Throws: at the first measurement after which rows are not as many as answers.
    func run(_ scenarios: [Scenario], title: String) throws -> [ScenarioResult] {
        let scenarios = scenarios.filter { only.leaveIn($0.title) }
        var results = scenarios.map { ScenarioResult(scenario: $0, measurements: []) }
        try Turns(title: title, count: count).take(scenarios) { number, scenario in
            let measurement = try measure(scenario)
            results[number].measurements.append(measurement)
            return "\(scenario.title): \(measurement.requestsPerSecond.rounded(toPlaces: 0))/s"
        }
        return results
    }

    private func measure(_ scenario: Scenario) throws -> Measurement {
        let installation = try Installation(scenario, files)
        var load = Wrk(clients: scenario.clients, events: scenario.events, clickIDs: scenario.clickIDs)
        var groundwork = load
        groundwork.events = scenario.events.groundwork
        let before = try groundwork.run(installation.url, seconds: warmUpSeconds)
        if scenario.events.needsKnownClicks {
            // Without those that may have been sent but not answered when the time was over.
            load.knownClicks = max(1, before.fewestSentByAThread - scenario.clients.count)
        } else {
            load.seed = .random(in: 0..<1 << 30)
        }
        // What the clients of the warm-up left behind would be part of the measurement.
        try CommitCounter(database: installation.place.database).waitUntilQuiet()
        let measurement = try installation.measure(load, seconds: seconds)
        try installation.stop()
        return measurement
    }
}

/// All measurements of a scenario.
struct ScenarioResult {
    let scenario: Scenario
    var measurements: [Measurement]

    /// The median of what the measurements have shown; nil when none has.
    func median(_ figure: (Measurement) -> Double?) -> Double? {
        let figures = measurements.compactMap(figure)
        return figures.isEmpty ? nil : figures.median
    }

    var errorCount: Int { measurements.reduce(0) { $0 + $1.load.errorCount } }
}
