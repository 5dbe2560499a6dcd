import Tracker

/// How the service fares, in one line for `systemctl status`.
enum ServiceStatus {
    static func waiting(because reason: String) -> VisibleText { "waiting for the database: \(reason)" }

    static func refusing(because reason: String) -> VisibleText { "cannot serve: \(reason)" }

    static func serving(_ tracker: RunningTracker) -> VisibleText {
        if let problem = tracker.problem { return "unhealthy: \(problem)" }
        let counts = tracker.eventCounts
        return "serving; events stored since the start: \(counts.stored), waiting: \(counts.waiting)"
    }
}
