import GRDB
import Tracking

/// The ungrouped figures of a campaign's days, from the counters.
struct DayLines {
    private let campaign: Int64
    private let quarterHours: PreparedStatement
    private let payouts: PreparedStatement
    private let unattributed: PreparedStatement

    init(_ query: StatisticsQuery, in database: Database) throws {
        campaign = query.campaign.number
        let filter = query.skipsClicksWithoutParameters ? "AND has_parameters = 1" : ""
        let period = "campaign_id = ? AND slot >= ? AND slot < ? \(filter)"
        quarterHours = try PreparedStatement(
            "SELECT \(Counter.quarterHour.sums) FROM quarter_hour WHERE \(period)", in: database)
        // Summed up here: SQLite would sort the rows by currency first.
        let sums = Counter.quarterHourPayout.columns.map(\.name).joined(separator: ", ")
        payouts = try PreparedStatement(
            "SELECT currency, \(sums) FROM quarter_hour_payout WHERE \(period)", in: database)
        unattributed = try PreparedStatement(
            """
            SELECT count(*) FROM unattributed_click
            WHERE sent_campaign_id = ? AND clicked_at >= ? AND clicked_at < ?
            """, in: database)
    }

    /// A day's line, without its expenses.
    func line(from start: Timestamp, to end: Timestamp) throws -> Statistics.Line {
        var line = Statistics.Line()
        for statement in [quarterHours, payouts] {
            statement.bind(campaign, at: 1)
            statement.bind(QuarterHour.firstSlot(from: start), at: 2)
            statement.bind(QuarterHour.firstSlot(from: end), at: 3)
        }
        try quarterHours.forEach { line.add($0, of: .quarterHour, from: 0, in: nil) }
        try payouts.forEach { row in
            let currency = row.text(0).flatMap(Currency.init(stored:))
            line.add(row, of: .quarterHourPayout, from: 1, in: currency)
        }
        unattributed.bind(campaign, at: 1)
        unattributed.bind(start.milliseconds, at: 2)
        unattributed.bind(end.milliseconds, at: 3)
        line.unattributed = try unattributed.first { $0.integer(0) } ?? 0
        return line
    }
}

extension Statistics.Line {
    /// Takes in the columns of a counter, which stand in a row from `first` on; `sign` -1 takes them off.
    mutating func add(
        _ row: ResultRow, of counter: Counter, from first: Int32, in currency: Currency?, sign: Int64 = 1
    ) {
        var place = first
        for column in counter.columns {
            add(sign * row.integer(place), of: column, in: currency)
            place += 1
        }
    }
}
