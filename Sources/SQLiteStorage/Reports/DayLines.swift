import GRDB
import Tracking

/// The ungrouped figures of a campaign's days, from the counters.
struct DayLines {
    private let campaign: Int64
    private let quarterHours: Statement
    private let payouts: Statement
    private let unattributed: Statement

    init(_ query: StatisticsQuery, in database: Database) throws {
        campaign = query.campaign.number
        let filter = query.skipsClicksWithoutParameters ? "AND has_parameters = 1" : ""
        let period = "campaign_id = ? AND slot >= ? AND slot < ? \(filter)"
        quarterHours = try database.cachedStatement(
            sql: "SELECT \(Counter.quarterHour.sums) FROM quarter_hour WHERE \(period)")
        payouts = try database.cachedStatement(
            sql: """
                SELECT currency, \(Counter.quarterHourPayout.sums) FROM quarter_hour_payout WHERE \(period)
                GROUP BY currency
                """)
        unattributed = try database.cachedStatement(
            sql: """
                SELECT count(*) FROM unattributed_click
                WHERE sent_campaign_id = ? AND clicked_at >= ? AND clicked_at < ?
                """)
    }

    /// A day's line, without its expenses.
    func line(from start: Timestamp, to end: Timestamp) throws -> Statistics.Line {
        var line = Statistics.Line()
        let slots: StatementArguments = [
            campaign, QuarterHour.firstSlot(from: start), QuarterHour.firstSlot(from: end),
        ]
        if let row = try Row.fetchOne(quarterHours, arguments: slots) {
            line.add(row, of: .quarterHour, from: 0, in: nil)
        }
        let rows = try Row.fetchCursor(payouts, arguments: slots)
        while let row = try rows.next() {
            line.add(row, of: .quarterHourPayout, from: 1, in: Currency(stored: row[0]))
        }
        line.unattributed =
            try Int64.fetchOne(unattributed, arguments: [campaign, start.column, end.column]) ?? 0
        return line
    }
}

extension Statistics.Line {
    /// Takes in the columns of a counter, which stand in a row from `first` on.
    fileprivate mutating func add(_ row: Row, of counter: Counter, from first: Int, in currency: Currency?) {
        for (place, column) in counter.columns.enumerated() {
            add(row[first + place], of: column, in: currency)
        }
    }
}
