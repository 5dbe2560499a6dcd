import Logging

extension Logger {
    /// Writes to standard error, where the web server or systemd keeps it; standard output may be the answer.
    ///
    /// Whatever is logged, and wherever, passes through `String.visible`.
    package static func standardError(label: String = "landing-tracker") -> Logger {
        Logger(label: label) { VisibleLogHandler(StreamLogHandler.standardError(label: $0)) }
    }
}
