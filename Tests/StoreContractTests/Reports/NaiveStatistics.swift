import Foundation
import JSON
import Storage
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
        var leads: [LeadStatus: Int] = [:]
        /// In 1/100,000, by status and then by currency; none that is 0.
        var payouts: [LeadStatus: [String: Int]] = [:]
        /// In currency units.
        var expenses: [String: Decimal] = [:]

        mutating func earn(_ payout: Payout, as status: LeadStatus) {
            let amount = Int(payout.amount.hundredThousandths)
            guard amount != 0 else { return }
            payouts[status, default: [:]][payout.currency.code, default: 0] += amount
        }

        mutating func spend(_ amount: Decimal, _ currency: Currency) {
            if amount != 0 { expenses[currency.code, default: 0] += amount }
        }
    }

    private let query: StatisticsQuery
    private let calendar: Calendar

    init(_ query: StatisticsQuery, of journeys: NaiveJourneys, in store: any Store) throws {
        self.query = query
        calendar = try Calendar(query.zone)
        for day in query.period.days { lines[Self.label("\(day)", [])] = Line() }
        let distribution = try store.campaign(query.campaign)?.expensesDistributionParameter
        let names = groupParameters(distribution.map { Array($0.utf8) })
        for clicked in journeys.clicked(of: query.campaign) { try count(clicked, names) }
        for clicked in journeys.unattributed(query.campaign) where query.filter.isEmpty {
            change(calendar.day(of: clicked.click.createdAt), []) { $0.unattributed += 1 }
        }
        try countExpenses(in: store, by: distribution.map { Array($0.utf8) }, outermost: names.first)
    }

    private func groupParameters(_ distribution: [UInt8]?) -> [[UInt8]] {
        var names: [[UInt8]] = []
        for name in query.groupParameters.map({ Array($0.utf8) }) where !names.contains(name) {
            names.insert(name, at: name == distribution ? 0 : names.count)
        }
        return names
    }

    private mutating func count(_ clicked: NaiveJourneys.Clicked, _ names: [[UInt8]]) throws {
        let json = clicked.click.parameters.json
        if query.skipsClicksWithoutParameters && json == "{}" { return }
        let parameters = try JSONObject(parsing: Array(json.utf8))
        guard isWanted(parameters, clicked.journey.postbacks.last?.conversion?.status) else { return }
        let keys = names.map { Self.shown(parameters[bytes: $0]) }
        let latest = clicked.journey.postbacks.last?.conversion
        let isWhole = query.filter.isEmpty
        for depth in 0...keys.count {
            change(calendar.day(of: clicked.click.createdAt), Array(keys.prefix(depth))) { line in
                line.clicks += 1
                if depth == 0, isWhole { line.repeats += clicked.journey.repeats.count }
                guard let latest else { return }
                line.leads[latest.status, default: 0] += 1
                if let payout = latest.payout { line.earn(payout, as: latest.status) }
            }
        }
    }

    private func isWanted(_ parameters: JSONObject, _ status: LeadStatus?) -> Bool {
        switch query.filter.status {
        case .status(let wanted)? where status != wanted: return false
        case .noStatus? where status != nil: return false
        case .status?, .noStatus?, nil: break
        }
        return query.filter.parameters.allSatisfy { filter in
            let value = parameters[bytes: Array(filter.name.utf8)]
            switch value?.kind {
            case .string: return value?.stringBytes.map { Array($0) } == Array(filter.text.utf8)
            case .number, .bool: return value.map { Array($0.bytes) } == Array(filter.text.utf8)
            case .null, .object, .array, nil: return false
            }
        }
    }

    /// Expenses have a value of one parameter, and nothing else.
    private func isWanted(_ value: String, _ distribution: [UInt8]?) -> Bool {
        guard !query.filter.isEmpty else { return true }
        return query.filter.status == nil
            && query.filter.parameters.allSatisfy {
                Array($0.name.utf8) == distribution && value != "null"
                    && Array($0.text.utf8)
                        == Array((value.hasPrefix("=") ? String(value.dropFirst()) : value).utf8)
            }
    }

    private mutating func countExpenses(in store: any Store, by distribution: [UInt8]?, outermost: [UInt8]?)
        throws
    {
        var query = ExpensesQuery(campaign: query.campaign)
        if let page = Page(number: 1, size: 500) { query.page = page }
        for day in try store.expenses(query).rows {
            guard let currency = day.currency else { continue }
            for expense in day.distribution where isWanted(expense.value, distribution) {
                guard let amount = Decimal(string: expense.amount.text) else { continue }
                let label = "\(day.day)"
                change(label, []) { $0.spend(amount, currency) }
                guard outermost == distribution else { continue }
                // A value that a report would never show stands for the text.
                let shown = expense.value == "clicks" ? "=clicks" : expense.value
                change(label, [Array(shown.utf8)]) { $0.spend(amount, currency) }
            }
        }
    }

    private mutating func change(_ day: String, _ keys: [[UInt8]], _ change: (inout Line) -> Void) {
        guard lines[Self.label(day, [])] != nil else { return }
        change(&lines[Self.label(day, keys), default: Line()])
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
        expenses = Dictionary(
            uniqueKeysWithValues: figures.expenses.currencies.map { currency in
                (currency.code, Decimal(string: "\(figures.expenses[currency].trillionths)e-12") ?? .nan)
            })
        for status in LeadStatus.allCases {
            let conversions = figures.tally[status]
            if conversions.leads > 0 { leads[status] = Int(conversions.leads) }
            if conversions.payouts != .zero { payouts[status] = Self.amounts(conversions.payouts) }
        }
    }

    private static func amounts(_ sums: MoneyByCurrency) -> [String: Int] {
        Dictionary(
            uniqueKeysWithValues: sums.currencies.map { ($0.code, Int(sums[$0].hundredThousandths)) })
    }
}
