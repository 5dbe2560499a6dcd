/// So many bytes a minute, and as many at once after a rest.
struct ByteBudget {
    private let bytesPerMinute: Int
    private var left: Int
    private var lastRefill: ContinuousClock.Instant

    init(bytesPerMinute: Int, at time: ContinuousClock.Instant) {
        self.bytesPerMinute = bytesPerMinute
        left = bytesPerMinute
        lastRefill = time
    }

    /// - Returns: Whether there were as many left; they are used up then.
    mutating func take(_ bytes: Int, at time: ContinuousClock.Instant) -> Bool {
        refill(at: time)
        guard bytes <= left else { return false }
        left -= bytes
        return true
    }

    private mutating func refill(at time: ContinuousClock.Instant) {
        let seconds = (time - lastRefill) / .seconds(1)
        let earned = Int(min(seconds / 60, 1) * Double(bytesPerMinute))
        guard earned > 0 else { return }
        left = min(left + earned, bytesPerMinute)
        lastRefill = time
    }
}
