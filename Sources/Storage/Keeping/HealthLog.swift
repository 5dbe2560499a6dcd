import Logging

/// Says once that events would be refused, and once that they would not: where no event comes, nobody else says so.
struct HealthLog {
    /// For how long all must be well before it is said.
    private static let silence = Duration.seconds(10)

    private let logger: Logger
    private var isIll = false
    private var wellSince: ContinuousClock.Instant?

    init(logger: Logger) {
        self.logger = logger
    }

    mutating func note(_ problem: HealthProblem?, at now: ContinuousClock.Instant) {
        guard let problem else { return noteHealth(at: now) }
        wellSince = nil
        guard !isIll else { return }
        isIll = true
        logger.error("unhealthy", metadata: ["reason": "\(problem)"])
    }

    private mutating func noteHealth(at now: ContinuousClock.Instant) {
        guard isIll else { return }
        let since = wellSince ?? now
        wellSince = since
        guard now - since >= Self.silence else { return }
        (isIll, wellSince) = (false, nil)
        logger.notice("healthy again")
    }
}
