/// When systemd is to be told that the service lives (sd_watchdog_enabled(3)); after a time without a word it ends it.
struct Watchdog {
    /// Half of that time.
    private let interval: Duration
    private var lastBeat: ContinuousClock.Instant
    private var lastTurns: [Int] = []

    /// - Returns: nil when nobody watches this process.
    init?(environment: [String: String], process: Int32, at now: ContinuousClock.Instant) {
        guard let microseconds = environment["WATCHDOG_USEC"].flatMap(Int64.init), microseconds > 0 else {
            return nil
        }
        // Without a number it is for whoever reads it.
        if let watched = environment["WATCHDOG_PID"], watched != "\(process)" { return nil }
        interval = .microseconds(microseconds) / 2
        lastBeat = now
    }

    func isDue(at now: ContinuousClock.Instant) -> Bool { now - lastBeat >= interval }

    /// `turns` is how often each loop of the service has come round.
    ///
    /// - Returns: whether to tell it: it is time, and each loop has come round since it was told last.
    mutating func beats(at now: ContinuousClock.Instant, turns: [Int]) -> Bool {
        guard isDue(at: now), hasTurned(to: turns) else { return false }
        lastBeat = now
        lastTurns = turns
        return true
    }

    /// Where there are other loops now than there were, that has taken a turn of somebody.
    private func hasTurned(to turns: [Int]) -> Bool {
        turns.count != lastTurns.count || zip(turns, lastTurns).allSatisfy { $0 != $1 }
    }
}
