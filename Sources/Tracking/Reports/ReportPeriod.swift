/// Days from `first` to `last`, both included; none when they are reversed.
package struct ReportPeriod: Hashable, Sendable {
    package let first: ReportDay
    package let last: ReportDay

    /// Ten years: the longest period that a report is asked for.
    package static let maximumDayCount = 3_660
    /// Three years, when a day has many groups.
    package static let maximumGroupedDayCount = 1_100

    package init(first: ReportDay, last: ReportDay) {
        self.first = first
        self.last = last
    }

    package var dayCount: Int { max(0, last.number - first.number + 1) }

    /// Every day, in order.
    package var days: [ReportDay] {
        guard first <= last else { return [] }
        return (first.number...last.number).compactMap(ReportDay.init(number:))
    }
}
