/// What one run of the load has shown.
struct Measurement {
    let load: LoadResult
    let use: ResourceUse
    /// Of the responder, by the end of the run; nil when there is none.
    var memoryBytes: Int?

    var requestsPerSecond: Double { load.requestsPerSecond }
    var memoryMebibytes: Double? { memoryBytes.map { Double($0) / 1_048_576 } }
    var clientMicroseconds: Double? { perRequest(load.processorSeconds * 1_000_000) }
    var webServerMicroseconds: Double? { perRequest(use.webServerSeconds * 1_000_000) }
    var responderMicroseconds: Double? { use.responderSeconds.flatMap { perRequest($0 * 1_000_000) } }
    /// Part of what the responder uses.
    var recorderMicroseconds: Double? { use.recorderSeconds.flatMap { perRequest($0 * 1_000_000) } }
    /// For each row; nil where none are stored.
    var writtenKibibytes: Double? {
        use.commits == nil ? nil : use.writtenBytes.flatMap { perRequest(Double($0) / 1024) }
    }

    /// Requests for each commit, which is rows for each commit: every one of them stores a row.
    var rowsPerCommit: Double? {
        use.commits.flatMap { $0 == 0 ? nil : Double(load.requestCount) / Double($0) }
    }

    private func perRequest(_ amount: Double) -> Double? {
        load.requestCount == 0 ? nil : amount / Double(load.requestCount)
    }
}

/// What has been used up to a moment, or between two.
struct ResourceUse {
    /// Processor time of all processes of the web server.
    let webServerSeconds: Double
    /// Processor time of all processes of the responder.
    let responderSeconds: Double?
    /// Processor time of the tracker's thread that stores.
    let recorderSeconds: Double?
    /// What the responder has had written to the disk.
    let writtenBytes: Int?
    /// To the responder's database.
    let commits: Int?

    static func - (later: ResourceUse, earlier: ResourceUse) -> ResourceUse {
        ResourceUse(
            webServerSeconds: later.webServerSeconds - earlier.webServerSeconds,
            responderSeconds: difference(later.responderSeconds, earlier.responderSeconds),
            recorderSeconds: difference(later.recorderSeconds, earlier.recorderSeconds),
            writtenBytes: difference(later.writtenBytes, earlier.writtenBytes),
            commits: difference(later.commits, earlier.commits))
    }

    private static func difference<Number: AdditiveArithmetic>(_ later: Number?, _ earlier: Number?)
        -> Number?
    {
        guard let later, let earlier else { return nil }
        return later - earlier
    }
}
