/// How many events were stored within the last minute, as far as somebody has counted them meanwhile.
struct EventRate: Sendable {
    private struct Mark {
        let count: Int
        let time: ContinuousClock.Instant
    }

    /// The oldest first: the last one that is older than a minute, and those since.
    private var marks: [Mark] = []

    private static let span = Duration.seconds(60)
    private static let pause = Duration.seconds(5)

    /// Takes how many were stored since the start, time and again.
    mutating func note(_ count: Int, at time: ContinuousClock.Instant) {
        if let last = marks.last, time - last.time < Self.pause { return }
        marks.append(Mark(count: count, time: time))
        while marks.count > 1, time - marks[1].time >= Self.span { marks.removeFirst() }
    }

    /// With how many there are now: of a minute, or of as long as has been counted; nil: not for long enough yet.
    func perMinute(_ count: Int, at time: ContinuousClock.Instant) -> Int? {
        guard let first = marks.last(where: { time - $0.time >= Self.span }) ?? marks.first,
            time - first.time >= Self.pause
        else { return nil }
        let seconds = (time - first.time) / .seconds(1)
        return Int((Double(count - first.count) * 60 / seconds).rounded())
    }
}
