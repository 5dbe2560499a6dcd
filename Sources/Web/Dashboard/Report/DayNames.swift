import Tracking

/// Days as people name them.
extension ReportDay {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    /// The first day that there is was a Thursday.
    private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]

    private var monthName: String { Self.months[month - 1] }

    /// `13 Nov`.
    var shortName: String { "\(day) \(monthName)" }

    /// `13 Nov 2026`.
    var name: String { "\(shortName) \(year)" }

    /// `Fri 13 Nov 2026`.
    var nameWithWeekday: String { "\(Self.weekdays[number % 7]) \(name)" }

    /// `Nov 2026`.
    var nameOfMonth: String { "\(monthName) \(year)" }
}

extension ReportPeriod {
    /// `13 Nov 2026`, `13 to 19 Nov 2026`, `28 Oct to 3 Nov 2026`.
    var name: String {
        guard first < last else { return first.name }
        guard first.year == last.year else { return "\(first.name) to \(last.name)" }
        return first.month == last.month
            ? "\(first.day) to \(last.name)" : "\(first.shortName) to \(last.name)"
    }
}
