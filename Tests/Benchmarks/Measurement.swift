/// What one run of the load has shown.
struct Measurement {
    let requestCount: Int
    let seconds: Double
    let medianMilliseconds: Double
    let slowestPercentMilliseconds: Double
    /// Answers above 399, and requests without an answer.
    let errorCount: Int
    /// Of the responder; nil when there is none.
    var processorSeconds: Double?

    var requestsPerSecond: Double { Double(requestCount) / seconds }

    var processorMicrosecondsPerRequest: Double? {
        processorSeconds.map { $0 * 1_000_000 / Double(max(requestCount, 1)) }
    }
}
