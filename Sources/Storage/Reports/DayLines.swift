import GRDB
import Tracking

/// The ungrouped figures of a campaign's days, from the counters.
struct DayLines {
    private let campaign: Int64
    private let quarterHours: Statement
    private let unattributed: Statement

    init(_ query: StatisticsQuery, in database: Database) throws {
        campaign = query.campaign.number
        let filter = query.skipsClicksWithoutParameters ? "AND has_parameters = 1" : ""
        quarterHours = try database.cachedStatement(
            sql: """
                SELECT \(QuarterHourFigures.sums) FROM quarter_hour
                WHERE campaign_id = ? AND slot >= ? AND slot < ? \(filter)
                """)
        unattributed = try database.cachedStatement(
            sql: """
                SELECT count(*) FROM unattributed_click
                WHERE sent_campaign_id = ? AND clicked_at >= ? AND clicked_at < ?
                """)
    }

    /// A day's line, without its expenses.
    func line(from start: Timestamp, to end: Timestamp) throws -> Statistics.Line {
        try quarterHours.bind([
            campaign, QuarterHour.firstSlot(from: start), QuarterHour.firstSlot(from: end),
        ])
        let figures = try Row.fetchOne(quarterHours).map(QuarterHourFigures.init(row:))
        try unattributed.bind([campaign, start.column, end.column])
        return Statistics.Line(
            figures: Figures(tally: Tally(figures ?? QuarterHourFigures())),
            repeats: figures?.repeats ?? 0,
            unattributed: try Int64.fetchOne(unattributed) ?? 0)
    }
}

extension QuarterHourFigures {
    static let columns = [
        "clicks", "repeats", "accept_leads", "accept_units", "accept_fraction", "expect_leads",
        "expect_units",
        "expect_fraction", "reject_leads", "trash_leads",
    ]

    /// The sum of each column, in the order of `init(row:)`.
    static var sums: String {
        columns.map { "coalesce(sum(\($0)), 0)" }.joined(separator: ", ")
    }

    init(row: Row) {
        clicks = row[0]
        repeats = row[1]
        accept = PaidLeads(leads: row[2], units: row[3], fraction: row[4])
        expect = PaidLeads(leads: row[5], units: row[6], fraction: row[7])
        rejectLeads = row[8]
        trashLeads = row[9]
    }
}
