import Tracking

/// A place along a chart: a day, or several where there are many.
struct ChartTime: Sendable {
    let label: String
    let name: String
    let figures: Figures

    /// What each of them is.
    enum Unit: String, Sendable {
        case day, week, month, year

        /// So that there are some thirty at most, which can be told apart, and read one by one.
        init(dayCount: Int) {
            switch dayCount {
            case ...31: self = .day
            case ...217: self = .week
            case ...1_100: self = .month
            default: self = .year
            }
        }
    }

    /// Weeks begin with the first day; months and years are those of the calendar.
    static func all(of days: [ReportContent.Day], _ unit: Unit) -> [ChartTime] {
        var times: [ChartTime] = []
        var start = days.startIndex
        while start < days.endIndex {
            let first = days[start].day
            let end = days[start...].firstIndex { !first.isSame(unit, as: $0.day) } ?? days.endIndex
            times.append(ChartTime(days[start..<end], unit))
            start = end
        }
        return times
    }

    private init(_ days: ArraySlice<ReportContent.Day>, _ unit: Unit) {
        let first = days.first?.day ?? .first
        figures = days.reduce(into: Figures()) { $0 += $1.figures }
        switch unit {
        case .day: (label, name) = (first.shortName, first.nameWithWeekday)
        case .week:
            (label, name) = (
                first.shortName, days.count > 1 ? "\(days.count) days from \(first.name)" : first.name
            )
        case .month: (label, name) = (first.nameOfMonth, first.nameOfMonth)
        case .year: (label, name) = (String(first.year), String(first.year))
        }
    }
}

extension ReportDay {
    fileprivate func isSame(_ unit: ChartTime.Unit, as other: ReportDay) -> Bool {
        switch unit {
        case .day: self == other
        case .week: other.number - number < 7
        case .month: year == other.year && month == other.month
        case .year: year == other.year
        }
    }
}
