import Tracking

/// When people visit: more with each week, fewer at night and at the beginning of a week.
struct VisitTimes {
    let start: Int64
    let end: Int64

    private static let hour: Int64 = 3_600_000
    private static let day = 24 * hour
    /// From Thursday on, which 1970-01-01 was; in percent.
    private static let ofWeekday: [Int64] = [92, 95, 100, 98, 72, 78, 85]
    /// In UTC; in percent.
    private static let ofHour: [Int64] = [
        52, 40, 30, 22, 17, 15, 18, 25, 34, 44, 52, 58, 64, 68, 72, 76, 82, 90, 97, 100, 98, 90, 78, 64,
    ]
    private static let maximumWeight: Int64 = 100 * 100 * 100

    func next(_ random: inout some RandomNumberGenerator) -> Int64 {
        while true {
            let time = Int64.random(in: start..<end, using: &random)
            if Int64.random(in: 0..<Self.maximumWeight, using: &random) < weight(at: time) { return time }
        }
    }

    private func weight(at time: Int64) -> Int64 {
        let growth = 55 + 45 * (time - start) / (end - start)
        return growth * Self.ofWeekday[Int(time / Self.day % 7)] * Self.ofHour[Int(time / Self.hour % 24)]
    }
}
