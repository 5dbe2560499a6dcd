import Logging

/// Says from time to time how far the rows are that an upgrade goes on with, and once that it is done.
struct UpgradeLog {
    private static let silence = Duration.seconds(10)

    private let logger: Logger
    private var doneCount = 0
    private var nextLine = ContinuousClock.now

    init(logger: Logger) {
        self.logger = logger
    }

    /// - Returns: whether something is left.
    mutating func note(_ progress: UpgradeProgress?) -> Bool {
        guard let progress else { return false }
        doneCount += progress.doneCount
        if progress.isOver || ContinuousClock.now >= nextLine {
            nextLine = .now + Self.silence
            logger.info(
                progress.isOver ? "upgrade finished" : "upgrade goes on",
                metadata: ["step": "\(progress.step)", "rows": "\(doneCount)"])
        }
        if progress.isOver { doneCount = 0 }
        return true
    }
}
