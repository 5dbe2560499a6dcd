import Markup
import Tracking

extension WallClock {
    /// A moment, and how long it is past: `26 Nov 16:41:18 4 s ago`.
    func markup(_ time: Timestamp, before now: Timestamp) -> Markup {
        Markup { page in
            page.markup(markup(time))
            page.text(" ")
            page.element("span", ["class": "muted"], text: max(now, time).text(since: time) + " ago")
        }
    }
}
