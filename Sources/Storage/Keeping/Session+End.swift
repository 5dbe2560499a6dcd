import Tracking

extension Session {
    /// So long without use, and it is over.
    package static let unusedSeconds: Int64 = 12 * 3600
    /// It is over in any case.
    package static let longestSeconds: Int64 = 30 * 24 * 3600

    package func isOver(at time: Timestamp) -> Bool {
        usedAt <= Self.latestUseOfEnded(at: time) || createdAt <= Self.latestBeginningOfEnded(at: time)
    }

    /// What was last used then, or before, is over.
    package static func latestUseOfEnded(at time: Timestamp) -> Timestamp {
        Timestamp(milliseconds: time.milliseconds - unusedSeconds * 1000)
    }

    /// What began then, or before, is over.
    package static func latestBeginningOfEnded(at time: Timestamp) -> Timestamp {
        Timestamp(milliseconds: time.milliseconds - longestSeconds * 1000)
    }
}
