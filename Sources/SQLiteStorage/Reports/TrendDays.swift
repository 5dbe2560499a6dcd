import GRDB
import Storage
import Tracking

/// Clicks and accepted journeys of any campaign by the days of a zone, from the counters by day in UTC, and from the
/// quarters of an hour between their midnights and the zone's.
struct TrendDays {
    private let spans: [DaySpan]
    /// Those of the spans, each once: where a day ends the next one begins.
    private let edges: Set<Range<Int64>>
    /// The days in UTC that any of them reads.
    private let days: Range<Int64>
    private let dayRows: PreparedStatement
    private let slotSums: PreparedStatement

    init(_ query: OverviewQuery, in database: Database) throws {
        let starts = query.zone.starts(of: query.trend)
        spans = zip(starts, starts.dropFirst()).map { DaySpan(from: $0, to: $1) }
        edges = Set(spans.flatMap(\.edges).map(\.slots))
        days = (spans.first?.days.lowerBound ?? 0)..<(spans.last?.days.upperBound ?? 0)
        dayRows = try PreparedStatement(
            """
            SELECT day, clicks, accept_leads FROM campaign_day
            WHERE campaign_id = ? AND day >= ? AND day < ?
            """, in: database)
        slotSums = try PreparedStatement(
            """
            SELECT coalesce(sum(clicks), 0), coalesce(sum(accept_leads), 0) FROM quarter_hour
            WHERE campaign_id = ? AND slot >= ? AND slot < ?
            """, in: database)
    }

    /// Each day of the trend without any click.
    var none: [CampaignFigures.Day] { spans.map { _ in CampaignFigures.Day() } }

    func days(of campaign: Int64) throws -> [CampaignFigures.Day] {
        let rows = try rows(of: campaign)
        let edges = try sums(of: campaign)
        return spans.map { span in
            var sum = CampaignFigures.Day()
            for day in span.days { sum.add(rows[day], sign: 1) }
            for edge in span.edges { sum.add(edges[edge.slots], sign: edge.isAdded ? 1 : -1) }
            return sum
        }
    }

    private func rows(of campaign: Int64) throws -> [Int64: CampaignFigures.Day] {
        var rows: [Int64: CampaignFigures.Day] = [:]
        dayRows.bind(days, of: campaign)
        try dayRows.forEach { row in
            rows[row.integer(0)] = CampaignFigures.Day(clicks: row.integer(1), accepted: row.integer(2))
        }
        return rows
    }

    private func sums(of campaign: Int64) throws -> [Range<Int64>: CampaignFigures.Day] {
        var sums: [Range<Int64>: CampaignFigures.Day] = [:]
        for edge in edges {
            slotSums.bind(edge, of: campaign)
            sums[edge] = try slotSums.first { row in
                CampaignFigures.Day(clicks: row.integer(0), accepted: row.integer(1))
            }
        }
        return sums
    }
}

extension CampaignFigures.Day {
    fileprivate mutating func add(_ other: CampaignFigures.Day?, sign: Int64) {
        guard let other else { return }
        clicks += sign * other.clicks
        accepted += sign * other.accepted
    }
}
