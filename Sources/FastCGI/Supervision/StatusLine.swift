/// What `systemctl status` shows of the service: one line, sent when it has changed, and once in five seconds at most.
struct StatusLine {
    private var last: String?
    private var lastTime: ContinuousClock.Instant?

    private static let pause = Duration.seconds(5)
    /// Of scalars: more is cut by terminals, and systemd takes no message of any length.
    private static let longest = 300

    /// - Returns: nil when there is nothing to send now.
    mutating func next(_ text: String, at now: ContinuousClock.Instant) -> String? {
        if let lastTime, now - lastTime < Self.pause { return nil }
        let line = Self.line(text)
        return line == last ? nil : take(line, at: now)
    }

    /// The line that is sent in any case.
    mutating func forced(_ text: String, at now: ContinuousClock.Instant) -> String {
        take(Self.line(text), at: now)
    }

    private mutating func take(_ line: String, at now: ContinuousClock.Instant) -> String {
        (last, lastTime) = (line, now)
        return "STATUS=\(line)"
    }

    /// Another line would be another message.
    private static func line(_ text: String) -> String {
        let scalars = text.unicodeScalars.prefix { $0 != "\n" }
        guard scalars.count > longest else { return String(scalars) }
        return String(scalars.prefix(longest - 1)) + "…"
    }
}
