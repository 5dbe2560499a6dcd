import GRDB
import Storage
import Tracking

/// The ungrouped figures of a campaign's days in a zone, from the counters by day in UTC, and from the quarters of an hour
/// between their midnights and the zone's.
struct DayLines {
    private let campaign: Int64
    private let starts: [Timestamp]
    private let spans: [DaySpan]
    private let days: PreparedStatement
    private let dayPayouts: PreparedStatement
    private let quarterHours: PreparedStatement
    private let payouts: PreparedStatement
    private let unattributed: PreparedStatement

    /// `starts` are those of the query's days, and the end of the last one.
    init(_ query: StatisticsQuery, from starts: [Timestamp], in database: Database) throws {
        campaign = query.campaign.number
        self.starts = starts
        let areClicksChosen = query.skipsClicksWithoutParameters
        spans = zip(starts, starts.dropFirst()).map { start, end in
            // Days do not tell which of their clicks have parameters.
            areClicksChosen ? DaySpan(ofSlotsFrom: start, to: end) : DaySpan(from: start, to: end)
        }
        let ofDays = "campaign_id = ? AND day >= ? AND day < ?"
        let ofSlots =
            "campaign_id = ? AND slot >= ? AND slot < ? \(areClicksChosen ? "AND has_parameters = 1" : "")"
        days = try PreparedStatement(
            "SELECT day, \(Counter.campaignDay.names) FROM campaign_day WHERE \(ofDays)", in: database)
        dayPayouts = try PreparedStatement(
            """
            SELECT day, currency, \(Counter.campaignDayPayout.names) FROM campaign_day_payout
            WHERE \(ofDays)
            """, in: database)
        quarterHours = try PreparedStatement(
            "SELECT \(Counter.quarterHour.sums) FROM quarter_hour WHERE \(ofSlots)", in: database)
        // Summed up here: SQLite would sort the rows by currency first.
        payouts = try PreparedStatement(
            "SELECT currency, \(Counter.quarterHourPayout.names) FROM quarter_hour_payout WHERE \(ofSlots)",
            in: database)
        unattributed = try PreparedStatement(
            """
            SELECT count(*) FROM unattributed_click
            WHERE sent_campaign_id = ? AND clicked_at >= ? AND clicked_at < ?
            """, in: database)
    }

    /// One for each day, without its expenses.
    func lines() throws -> [Statistics.Line] {
        var lines = spans.map { _ in Statistics.Line() }
        try addDays(to: &lines)
        try addQuarterHours(to: &lines)
        try addUnattributed(to: &lines)
        return lines
    }

    private func addDays(to lines: inout [Statistics.Line]) throws {
        var places: [Int64: Int] = [:]
        for (place, span) in spans.enumerated() { for day in span.days { places[day] = place } }
        guard let first = places.keys.min(), let last = places.keys.max() else { return }
        for statement in [days, dayPayouts] { statement.bind(first..<last + 1, of: campaign) }
        try days.forEach { row in
            guard let place = places[row.integer(0)] else { return }
            lines[place].add(row, of: .campaignDay, from: 1, in: nil)
        }
        try dayPayouts.forEach { row in
            guard let place = places[row.integer(0)] else { return }
            lines[place].add(row, of: .campaignDayPayout, from: 2, in: try currency(row.text(1)))
        }
    }

    /// Where a day ends the next one begins: both have the same edge.
    private func addQuarterHours(to lines: inout [Statistics.Line]) throws {
        var shares: [Range<Int64>: [(place: Int, sign: Int64)]] = [:]
        for (place, span) in spans.enumerated() {
            for edge in span.edges { shares[edge.slots, default: []].append((place, edge.isAdded ? 1 : -1)) }
        }
        for (slots, shares) in shares {
            for statement in [quarterHours, payouts] { statement.bind(slots, of: campaign) }
            try quarterHours.forEach { row in
                for share in shares {
                    lines[share.place].add(row, of: .quarterHour, from: 0, in: nil, sign: share.sign)
                }
            }
            try payouts.forEach { row in
                let currency = try currency(row.text(0))
                for share in shares {
                    lines[share.place].add(
                        row, of: .quarterHourPayout, from: 1, in: currency, sign: share.sign)
                }
            }
        }
    }

    private func addUnattributed(to lines: inout [Statistics.Line]) throws {
        guard let first = starts.first, let last = starts.last, try unattributedCount(first, last) > 0 else {
            return
        }
        for place in lines.indices {
            lines[place].unattributed = try unattributedCount(starts[place], starts[place + 1])
        }
    }

    private func unattributedCount(_ start: Timestamp, _ end: Timestamp) throws -> Int64 {
        unattributed.bind(start.milliseconds..<end.milliseconds, of: campaign)
        return try unattributed.first { $0.integer(0) } ?? 0
    }

    private func currency(_ text: String?) throws -> Currency {
        try Currency(column: text ?? "", of: "payouts of campaign \(campaign)")
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
