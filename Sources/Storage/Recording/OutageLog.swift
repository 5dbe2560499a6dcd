import Logging

/// Says once that the database takes no events, again from time to time, and once that it does.
struct OutageLog {
    private static let silence = Duration.seconds(10)

    private let logger: Logger
    private var refusedCount = 0
    private var nextLine: ContinuousClock.Instant?

    init(logger: Logger) {
        self.logger = logger
    }

    mutating func refused(_ count: Int, because error: StoreError) {
        refusedCount += count
        let now = ContinuousClock.now
        if let nextLine, now < nextLine { return }
        nextLine = now + Self.silence
        logger.error("events refused", metadata: ["count": "\(refusedCount)", "reason": "\(error)"])
    }

    mutating func ended() {
        guard nextLine != nil else { return }
        logger.notice("events stored again", metadata: ["refused": "\(refusedCount)"])
        nextLine = nil
        refusedCount = 0
    }
}
