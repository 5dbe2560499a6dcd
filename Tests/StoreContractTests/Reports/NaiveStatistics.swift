import Foundation
import GRDB
import JSON
import Tracking

/// A report computed a second time, the plain way: one loop over a campaign's clicks, and what came of each.
///
/// Shares no code with the real one but the reading of JSON.
struct NaiveStatistics {
    /// Each figure of the report, by day and shown keys.
    private(set) var lines: [[UInt8]: Line] = [:]

    struct Line: Equatable {
        var clicks = 0
        var repeats = 0
        var unattributed = 0
        var leads: [String: Int] = [:]
        var payouts: [String: Int] = [:]
        var expenses = 0
    }

    private let query: StatisticsQuery
    private let calendar: Calendar

    init(_ query: StatisticsQuery, in database: Database) throws {
        struct NoSuchZone: Error {}
        self.query = query
        var calendar = Calendar(identifier: .gregorian)
        guard let zone = TimeZone(identifier: query.zone.identifier) else { throw NoSuchZone() }
        calendar.timeZone = zone
        self.calendar = calendar
        for day in query.period.days { lines[Self.label("\(day)", [])] = Line() }
        let names = try groupParameters(in: database)
        try countClicks(names, in: database)
        try countUnattributed(in: database)
        try countExpenses(names, in: database)
    }

    private func groupParameters(in database: Database) throws -> [[UInt8]] {
        let distribution = try String.fetchOne(
            database, sql: "SELECT expenses_distribution_parameter FROM campaign WHERE id = ?",
            arguments: [query.campaign.number])
        var names: [[UInt8]] = []
        for name in query.groupParameters.map({ Array($0.utf8) }) where !names.contains(name) {
            let isFirst = distribution.map { Array($0.utf8) } == name
            names.insert(name, at: isFirst ? 0 : names.count)
        }
        return names
    }

    private mutating func countClicks(_ names: [[UInt8]], in database: Database) throws {
        let clicks = try Row.fetchAll(
            database,
            sql: """
                SELECT click.journey_id, click.parameters, click.created_at FROM click
                JOIN journey ON journey.id = click.journey_id WHERE campaign_id = ?
                """, arguments: [query.campaign.number])
        for click in clicks {
            let json: String = click[1]
            if query.skipsClicksWithoutParameters && json == "{}" { continue }
            let journey: Int64 = click[0]
            let parameters = try JSONObject(parsing: Array(json.utf8))
            let keys = names.map { Self.shown(parameters[bytes: $0]) }
            let repeats = try Int.fetchOne(
                database, sql: "SELECT count(*) FROM repeated_click WHERE journey_id = ?",
                arguments: [journey])
            let latest = try Row.fetchOne(
                database,
                sql: "SELECT status, payout FROM postback WHERE journey_id = ? ORDER BY id DESC LIMIT 1",
                arguments: [journey])
            for depth in 0...keys.count {
                change(day(click[2]), Array(keys.prefix(depth))) { line in
                    line.clicks += 1
                    if depth == 0 { line.repeats += repeats ?? 0 }
                    guard let status = latest?[0] as String? else { return }
                    line.leads[status, default: 0] += 1
                    line.payouts[status, default: 0] += latest?[1] ?? 0
                }
            }
        }
    }

    private mutating func countUnattributed(in database: Database) throws {
        let times = try Int64.fetchAll(
            database,
            sql: """
                SELECT click.created_at FROM click JOIN journey ON journey.id = click.journey_id
                WHERE campaign_id IS NULL AND sent_campaign_id = ?
                """, arguments: [query.campaign.number])
        for time in times { change(day(time), []) { $0.unattributed += 1 } }
    }

    private mutating func countExpenses(_ names: [[UInt8]], in database: Database) throws {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT date(day * 86400, 'unixepoch'), value, amount, expenses_distribution_parameter
                FROM expense JOIN campaign ON campaign.id = campaign_id WHERE campaign_id = ?
                """, arguments: [query.campaign.number])
        for row in rows {
            let (day, value, amount): (String, String, Int) = (row[0], row[1], row[2])
            change(day, []) { $0.expenses += amount }
            if names.first == Array((row[3] as String).utf8) {
                // A value that a report would never show stands for the text.
                let shown = value == "clicks" ? "=clicks" : value
                change(day, [Array(shown.utf8)]) { $0.expenses += amount }
            }
        }
    }

    private mutating func change(_ day: String, _ keys: [[UInt8]], _ change: (inout Line) -> Void) {
        guard lines[Self.label(day, [])] != nil else { return }
        change(&lines[Self.label(day, keys), default: Line()])
    }

    private func day(_ milliseconds: Int64) -> String {
        let date = Date(timeIntervalSince1970: Double(milliseconds) / 1000)
        let parts = calendar.dateComponents([.year, .month, .day], from: date)
        return String(format: "%04d-%02d-%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
    }

    private static func shown(_ value: JSONText?) -> [UInt8] {
        switch value?.kind {
        case .string:
            let text = value?.string ?? "?"
            return Array((["null", "clicks"].contains(text) || text.hasPrefix("=") ? "=" + text : text).utf8)
        case .number, .bool: return value.map { Array($0.bytes) } ?? []
        case .null, .object, .array, nil: return Array("null".utf8)
        }
    }

    fileprivate static func label(_ day: String, _ keys: [[UInt8]]) -> [UInt8] {
        keys.reduce(Array(day.utf8)) { $0 + [0] + $1 }
    }
}

extension Statistics {
    /// The same lines from the real report.
    var naiveLines: [[UInt8]: NaiveStatistics.Line] {
        var lines: [[UInt8]: NaiveStatistics.Line] = [:]
        for day in days {
            var line = NaiveStatistics.Line(day.line.figures)
            line.repeats = Int(day.line.repeats)
            line.unattributed = Int(day.line.unattributed)
            lines[NaiveStatistics.label("\(day.day)", [])] = line
            for group in day.groups { group.add(to: &lines, day: "\(day.day)", path: []) }
        }
        return lines
    }
}

extension ReportGroup {
    fileprivate func add(
        to lines: inout [[UInt8]: NaiveStatistics.Line], day: String, path: [[UInt8]]
    ) {
        let path = path + [Array(key.shown.utf8)]
        lines[NaiveStatistics.label(day, path)] = NaiveStatistics.Line(figures)
        for group in groups { group.add(to: &lines, day: day, path: path) }
    }
}

extension NaiveStatistics.Line {
    fileprivate init(_ figures: Figures) {
        clicks = Int(figures.clicks)
        expenses = Int(figures.expenses.hundredThousandths)
        for status in LeadStatus.allCases where figures.tally[status].leads > 0 {
            leads[status.rawValue] = Int(figures.tally[status].leads)
            payouts[status.rawValue] = Int(figures.tally[status].payouts.hundredThousandths)
        }
    }
}
