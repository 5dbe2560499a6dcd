/// Which figures of all campaigns are asked for.
package struct OverviewQuery: Hashable, Sendable {
    package let period: ReportPeriod
    package let zone: ReportZone
    /// The last days of the period and those before it, whose clicks are shown day by day.
    package let trend: ReportPeriod
    /// Whether they are read with the figures; else each campaign's are without any click.
    package var showsTrends = true

    package static let trendDayCount = 14

    package init(period: ReportPeriod, zone: ReportZone = .utc) {
        self.period = period
        self.zone = zone
        let first = ReportDay(number: max(period.last.number - Self.trendDayCount + 1, 0))
        trend = ReportPeriod(first: first ?? period.last, last: period.last)
    }
}
