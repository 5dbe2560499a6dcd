/// What storing events has taken, in one run.
struct RecordingMeasurement {
    let eventCount: Int
    let commitCount: Int
    let seconds: Double
    /// Processor time of the thread that stores.
    let processorSeconds: Double

    var eventsPerSecond: Double { Double(eventCount) / seconds }
    var microsecondsPerEvent: Double { processorSeconds * 1e6 / Double(eventCount) }
    var rowsPerCommit: Double { Double(eventCount) / Double(commitCount) }
}
