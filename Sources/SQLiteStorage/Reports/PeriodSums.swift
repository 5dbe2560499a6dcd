import GRDB
import Storage
import Tracking

/// Sums over a period of any campaign, from the counters by day, with quarters of an hour at the two ends.
struct PeriodSums {
    private let period: ReportPeriod
    /// nil: the period has no day.
    private let span: DaySpan?
    private let days: PreparedStatement
    private let dayPayouts: PreparedStatement
    private let quarterHours: PreparedStatement
    private let payouts: PreparedStatement
    private let expenses: PreparedStatement

    init(_ query: OverviewQuery, in database: Database) throws {
        period = query.period
        let starts = query.zone.starts(of: query.period)
        span = starts.last.map { DaySpan(from: starts[0], to: $0) }
        let ofDays = "campaign_id = ? AND day >= ? AND day < ?"
        let ofSlots = "campaign_id = ? AND slot >= ? AND slot < ?"
        days = try PreparedStatement(
            "SELECT \(Counter.campaignDay.sums) FROM campaign_day WHERE \(ofDays)", in: database)
        quarterHours = try PreparedStatement(
            "SELECT \(Counter.quarterHour.sums) FROM quarter_hour WHERE \(ofSlots)", in: database)
        // Summed up here: SQLite would sort the rows by currency first.
        dayPayouts = try PreparedStatement(
            "SELECT currency, \(Counter.campaignDayPayout.names) FROM campaign_day_payout WHERE \(ofDays)",
            in: database)
        payouts = try PreparedStatement(
            "SELECT currency, \(Counter.quarterHourPayout.names) FROM quarter_hour_payout WHERE \(ofSlots)",
            in: database)
        expenses = try PreparedStatement(
            "SELECT currency, units, trillionths FROM expense_day WHERE \(ofDays)", in: database)
    }

    /// A campaign's line without what it does not count: clicks that are unattributed.
    func line(of campaign: Int64) throws -> Statistics.Line {
        var line = Statistics.Line()
        guard let span else { return line }
        try add(days, dayPayouts, span.days, of: campaign, to: &line, sign: 1)
        for edge in span.edges {
            try add(quarterHours, payouts, edge.slots, of: campaign, to: &line, sign: edge.isAdded ? 1 : -1)
        }
        return line
    }

    /// Whatever the zone: expenses are given by days.
    func expenses(of campaign: Int64) throws -> MoneyByCurrency {
        var sums = MoneyByCurrency.zero
        let days = Int64(period.first.number)..<Int64(max(period.first.number, period.last.number + 1))
        expenses.bind(days, of: campaign)
        try expenses.forEach { row in
            let currency = try Currency(column: row.text(0) ?? "", of: "expenses of campaign \(campaign)")
            sums.add(MoneySum(units: row.integer(1), trillionths: row.integer(2)), in: currency)
        }
        return sums
    }

    private func add(
        _ counts: PreparedStatement, _ payouts: PreparedStatement, _ range: Range<Int64>,
        of campaign: Int64, to line: inout Statistics.Line, sign: Int64
    ) throws {
        guard !range.isEmpty else { return }
        counts.bind(range, of: campaign)
        payouts.bind(range, of: campaign)
        try counts.forEach { line.add($0, of: .quarterHour, from: 0, in: nil, sign: sign) }
        try payouts.forEach { row in
            let currency = try Currency(column: row.text(0) ?? "", of: "payouts of campaign \(campaign)")
            line.add(row, of: .quarterHourPayout, from: 1, in: currency, sign: sign)
        }
    }
}

extension PreparedStatement {
    /// Binds a campaign, the first of its days or slots, and the one behind the last.
    func bind(_ range: Range<Int64>, of campaign: Int64) {
        bind(campaign, at: 1)
        bind(range.lowerBound, at: 2)
        bind(range.upperBound, at: 3)
    }
}
