import Markup
import Tracking

extension WallClock {
    /// When it was, and how long ago: `14:05, 4 h ago`, with its day where that is not today. The seconds show under the
    /// pointer. Either half stays on one line.
    func markup(_ time: Timestamp, before now: Timestamp) -> Markup {
        guard let day = zone.day(of: time) else { return markup(time) }
        let minute = text(time).dropLast(":00".count)
        let moment = day == zone.day(of: now) ? minute.suffix("00:00".count) : minute
        let halves = [String(moment), max(now, time).text(since: time) + " ago"]
        return markup(
            time, as: halves.map { $0.replacing(" ", with: "\u{A0}") }.joined(separator: ", "),
            title: text(time))
    }
}
