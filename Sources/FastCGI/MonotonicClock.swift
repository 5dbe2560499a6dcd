import Glibc

/// Milliseconds that only ever grow, whatever happens to the time of day; for deadlines.
enum MonotonicClock {
    static var now: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }

    static func now(plusSeconds seconds: Double) -> Int64 {
        now + Int64(seconds * 1000)
    }
}
