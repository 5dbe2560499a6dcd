import Tracking

/// The days of a grid, as an address has them: `period=30`, or `periodStart` and `periodEnd`; else the last seven.
struct ExpensePeriod {
    let period: ReportPeriod
    let days: DayFields

    init(_ query: QueryFields, today: ReportDay) {
        var fields = query
        let first = fields.chosenDay("periodStart")
        let last = fields.chosenDay("periodEnd")
        let usual = Self.recent(query.text("period"), today)
        let period = ReportPeriod(
            first: first ?? usual.first, last: last ?? max(usual.last, first ?? usual.last))
        let areDays = fields.errors.isEmpty
        if areDays, period.dayCount > ReportPeriod.maximumDayCount {
            fields.add(.tooManyDays(maximum: ReportPeriod.maximumDayCount), in: "periodEnd")
        } else if areDays, period.dayCount == 0 {
            fields.add(.afterPeriodEnd, in: "periodStart")
        }
        self.period = fields.errors.isEmpty ? period : usual
        days = DayFields(self.period.first, self.period.last, typed: fields, errors: fields.errors)
    }

    init(_ period: ReportPeriod) {
        self.period = period
        days = DayFields(period)
    }

    /// As an address has them.
    var fields: [(name: String, value: String)] {
        [(name: "periodStart", value: "\(period.first)"), (name: "periodEnd", value: "\(period.last)")]
    }

    private static func recent(_ word: String?, _ today: ReportDay) -> ReportPeriod {
        switch word {
        case "today": days(1, upTo: today)
        case "yesterday": days(1, upTo: today.moved(by: -1))
        case "30": days(30, upTo: today)
        default: days(7, upTo: today)
        }
    }

    private static func days(_ count: Int, upTo last: ReportDay) -> ReportPeriod {
        ReportPeriod(first: last.moved(by: 1 - count), last: last)
    }

    /// As many days before these.
    var before: ExpensePeriod { moved(by: -period.dayCount) }
    /// As many days after these.
    var after: ExpensePeriod { moved(by: period.dayCount) }

    private func moved(by count: Int) -> ExpensePeriod {
        ExpensePeriod(
            ReportPeriod(first: period.first.moved(by: count), last: period.last.moved(by: count)))
    }
}

extension QueryFields {
    /// A browser sends a field empty where nothing was chosen.
    fileprivate mutating func chosenDay(_ name: String) -> ReportDay? {
        guard let text = text(name), !text.isEmpty else { return nil }
        return optional(name, FieldReading.day)
    }
}

extension ReportDay {
    /// So many days later; itself where the calendar ends.
    fileprivate func moved(by count: Int) -> ReportDay { ReportDay(number: number + count) ?? self }
}
