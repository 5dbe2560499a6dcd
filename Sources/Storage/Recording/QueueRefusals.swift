import Logging

/// Events that the queue has refused, counted to be told now and then: whoever sends them must not fill the log.
struct QueueRefusals: Sendable {
    enum Cause: Int, CaseIterable {
        /// As many small events wait as there is room for.
        case smallWaiting
        /// The same of large ones.
        case largeWaiting
        /// Large events have brought what they may bring in a minute.
        case largeBudget
        /// The disk has less left than is kept from large events.
        case diskReserve
    }

    private static let silence = Duration.seconds(10)

    private var counts = Array(repeating: 0, count: Cause.allCases.count)
    private var nextReport: ContinuousClock.Instant?

    mutating func count(_ cause: Cause) {
        counts[cause.rawValue] += 1
    }

    /// What was counted since the last report, once in ten seconds at most; empty when there is nothing to tell, or not
    /// yet.
    mutating func report(at now: ContinuousClock.Instant) -> [(cause: Cause, count: Int)] {
        if let nextReport, now < nextReport { return [] }
        let tally = Cause.allCases.map { (cause: $0, count: counts[$0.rawValue]) }.filter { $0.count > 0 }
        guard !tally.isEmpty else { return [] }
        self = QueueRefusals(nextReport: now + Self.silence)
        return tally
    }

    init() {}

    private init(nextReport: ContinuousClock.Instant) {
        self.nextReport = nextReport
    }
}

extension QueueRefusals.Cause {
    /// What the sender is told.
    var error: RecordingError {
        switch self {
        case .smallWaiting, .largeWaiting, .largeBudget: .overloaded
        case .diskReserve: .unavailable(retryAfterSeconds: 5, reason: advice)
        }
    }

    /// What happened, and what to do.
    var advice: String {
        switch self {
        case .smallWaiting:
            "More events wait than there is room for. See whether the disk is slow or the database locked."
        case .largeWaiting:
            "More large events wait than there is room for. Find in the access log who sends them."
        case .largeBudget:
            "Large events have brought what they may bring in a minute. Find in the access log who sends them."
        case .diskReserve:
            "The disk has less room than is kept in reserve, so that large events are refused. Make room."
        }
    }
}
