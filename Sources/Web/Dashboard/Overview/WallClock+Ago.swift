import Markup
import Tracking

extension WallClock {
    /// How long a moment is past, `4 s ago`; the moment itself shows under the pointer.
    func markup(_ time: Timestamp, before now: Timestamp) -> Markup {
        markup(time, as: max(now, time).text(since: time) + " ago", title: text(time))
    }
}
