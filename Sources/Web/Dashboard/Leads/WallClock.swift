import Markup
import Tracking

/// A clock on the wall somewhere: how pages show moments.
struct WallClock: Sendable {
    let zone: ReportZone
    /// It is not told of times in this year.
    private let thisYear: Int?

    init(zone: ReportZone, now: Timestamp) {
        self.zone = zone
        thisYear = zone.day(of: now)?.year
    }

    /// `26 Nov 16:41:18`, or `26 Nov 2024 16:41:18`.
    func text(_ time: Timestamp) -> String {
        guard let day = zone.day(of: time) else { return "\(time.seconds) s since 1970" }
        return text(day) + " " + Self.time(time, in: zone)
    }

    /// `26 Nov`, or `26 Nov 2024`.
    func text(_ day: ReportDay) -> String { day.year == thisYear ? day.shortName : day.name }

    /// `2026-11-26 16:41:18`, as spreadsheets read it.
    func cell(_ time: Timestamp) -> String {
        guard let day = zone.day(of: time) else { return "" }
        return "\(day) " + Self.time(time, in: zone)
    }

    /// A `time` with the moment in UTC for machines.
    func markup(_ time: Timestamp) -> Markup { markup(time, as: text(time)) }

    /// A `time` in other words.
    func markup(_ time: Timestamp, as words: String, title: String? = nil) -> Markup {
        Markup { page in
            let machines = ReportZone.utc.day(of: time).map { "\($0)T\(Self.time(time, in: .utc))Z" }
            guard let machines else { return page.text(words) }
            page.element("time", ["datetime": machines, "title": title], text: words)
        }
    }

    private static func time(_ time: Timestamp, in zone: ReportZone) -> String {
        let second = zone.secondOfDay(of: time)
        return [second / 3600, second / 60 % 60, second % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
            .joined(separator: ":")
    }
}

extension Timestamp {
    /// How much later than another moment, in words: `34 s`, `28 min`, `17 h`, `3 days`.
    func text(since earlier: Timestamp) -> String {
        let seconds = (milliseconds - earlier.milliseconds) / 1000
        return switch seconds {
        case ..<120: "\(seconds) s"
        case ..<7_200: "\(seconds / 60) min"
        case ..<172_800: "\(seconds / 3600) h"
        default: "\(seconds / 86_400) days"
        }
    }
}
