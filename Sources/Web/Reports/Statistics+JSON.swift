import JSON
import Tracking

extension Statistics {
    /// The report as an answer and as the command line show it.
    package var json: [UInt8] { StatisticsJSON(self).reduce(into: []) { $0 += $1 } }
}

/// A report's JSON text in pieces, of which each is made when it is asked for, and written straight away: grouped, it can
/// have very many lines.
struct StatisticsJSON: Sequence, IteratorProtocol, Sendable {
    /// A piece has at least so many bytes, but for the last.
    private static let leastBytes = 64 * 1024

    private let statistics: Statistics
    private var place = Place.start
    /// What is left of the groups of the last day that has been begun.
    private var groups: GroupWalk?
    /// Of the group that is open; 0 for none.
    private var level = 0

    private enum Place {
        case start
        case day(Int)
        case end
    }

    init(_ statistics: Statistics) {
        self.statistics = statistics
    }

    private var currency: Currency { statistics.currency }

    mutating func next() -> [UInt8]? {
        var piece: [UInt8] = []
        while piece.count < Self.leastBytes, goOn(&piece) {}
        return piece.isEmpty ? nil : piece
    }

    /// Writes the next group, day, or what stands around all days.
    ///
    /// - Returns: false when nothing follows.
    private mutating func goOn(_ bytes: inout [UInt8]) -> Bool {
        if groups != nil {
            appendGroup(to: &bytes)
            return true
        }
        switch place {
        case .start:
            bytes += #"{"content":{"report":{"#.utf8
            place = .day(0)
            return true
        case .day(let number) where number < statistics.days.count:
            begin(statistics.days[number], isFirst: number == 0, in: &bytes)
            place = .day(number + 1)
            return true
        case .day:
            appendEnd(to: &bytes)
            place = .end
            return true
        case .end:
            return false
        }
    }

    private mutating func begin(_ day: Statistics.Day, isFirst: Bool, in bytes: inout [UInt8]) {
        bytes += isFirst ? "\"".utf8 : ",\"".utf8
        bytes += day.day.description.utf8
        bytes += "\":{".utf8
        guard statistics.depth > 0 else {
            appendMembers(of: day.line, to: &bytes)
            bytes.append(UInt8(ascii: "}"))
            return
        }
        if !statistics.expensesStandInGroups {
            bytes.appendExpenses(of: day.line.figures, in: currency)
            bytes.append(UInt8(ascii: ","))
        }
        bytes.appendRates(of: day.line.figures, in: currency)
        appendOthers(of: day.line, to: &bytes)
        groups = GroupWalk(day, statistics.outline)
    }

    /// The beginning of the next group, its end, or that of the day.
    private mutating func appendGroup(to bytes: inout [UInt8]) {
        switch groups?.next() {
        case .begin(let group):
            level += 1
            begin(group, in: &bytes)
        case .end:
            level -= 1
            bytes.append(UInt8(ascii: "}"))
        case nil:
            groups = nil
            bytes.append(UInt8(ascii: "}"))
        }
    }

    /// Clicks and conversions stand in the innermost groups only, as a reader of the original's reports expects.
    private func begin(_ group: ReportGroup, in bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: ","))
        bytes += JSONText(string: group.key.shown).bytes
        bytes += ":{".utf8
        if statistics.expensesStandInGroups, level == 1 {
            bytes.appendExpenses(of: group.figures, in: currency)
            bytes.append(UInt8(ascii: ","))
        }
        if level == statistics.depth {
            bytes.appendCounts(of: group.figures, in: currency)
            bytes.append(UInt8(ascii: ","))
        }
        bytes.appendRates(of: group.figures, in: currency)
    }

    private func appendEnd(to bytes: inout [UInt8]) {
        bytes += #"},"total":{"#.utf8
        appendMembers(of: statistics.total, to: &bytes)
        bytes += #"},"parameters":"#.utf8
        bytes += JSONValue.array(statistics.parameters.map(JSONValue.string)).serialized
        bytes += #","groupParameters":"#.utf8
        bytes += JSONValue.array(statistics.groupParameters.map(JSONValue.string)).serialized
        if statistics.isSparse { bytes += #","sparse":true"#.utf8 }
        if !statistics.filter.isEmpty {
            bytes += #","filters":"#.utf8
            bytes += statistics.filter.json.serialized
        }
        bytes += "}}".utf8
    }

    private func appendMembers(of line: Statistics.Line, to bytes: inout [UInt8]) {
        bytes.appendExpenses(of: line.figures, in: currency)
        bytes.append(UInt8(ascii: ","))
        bytes.appendCounts(of: line.figures, in: currency)
        bytes.append(UInt8(ascii: ","))
        bytes.appendRates(of: line.figures, in: currency)
        appendOthers(of: line, to: &bytes)
    }

    /// Nothing where they are not known.
    private func appendOthers(of line: Statistics.Line, to bytes: inout [UInt8]) {
        guard statistics.filter.isEmpty else { return }
        bytes += #","repeats":"#.utf8
        bytes.appendInteger(line.repeats)
        bytes += #","unattributed":"#.utf8
        bytes.appendInteger(line.unattributed)
    }
}

/// Members of JSON objects, without the braces.
extension [UInt8] {
    fileprivate mutating func appendExpenses(of figures: Figures, in currency: Currency) {
        let money = figures.money(in: currency)
        self += #""expenses":"#.utf8
        appendDecimal(money.expenses)
        appendSums(figures.expenses, named: "expensesByCurrency", unlessAllIn: currency)
        self += #","roi_accepted":"#.utf8
        appendDecimal(money.acceptedROI, decimals: 2)
        self += #","roi_expected":"#.utf8
        appendDecimal(money.expectedROI, decimals: 2)
        self += #","profit_accepted":"#.utf8
        appendDecimal(money.acceptedProfit)
        self += #","profit_expected":"#.utf8
        appendDecimal(money.expectedProfit)
    }

    fileprivate mutating func appendCounts(of figures: Figures, in currency: Currency) {
        self += #""clicks":"#.utf8
        appendInteger(figures.clicks)
        self += #","statuses":{"#.utf8
        for (index, status) in LeadStatus.allCases.enumerated() {
            let conversions = figures.tally[status]
            self += index == 0 ? "\"".utf8 : ",\"".utf8
            self += status.rawValue.utf8
            self += #"":{"leads":"#.utf8
            appendInteger(conversions.leads)
            self += #","payouts":"#.utf8
            appendDecimal(conversions.payouts[currency])
            appendSums(conversions.payouts, named: "payoutsByCurrency", unlessAllIn: currency)
            append(UInt8(ascii: "}"))
        }
        append(UInt8(ascii: "}"))
    }

    /// `,"payoutsByCurrency":{"eur":1.00,"usd":2.00}`, where there is another currency than the campaign's.
    private mutating func appendSums(
        _ sums: MoneyByCurrency, named name: String, unlessAllIn currency: Currency
    ) {
        guard sums.hasOther(than: currency) else { return }
        self += ",\"\(name)\":{".utf8
        for (index, other) in sums.currencies.enumerated() {
            self += "\(index == 0 ? "" : ",")\"\(other)\":".utf8
            appendDecimal(sums[other])
        }
        append(UInt8(ascii: "}"))
    }

    fileprivate mutating func appendRates(of figures: Figures, in currency: Currency) {
        self += #""cr":"#.utf8
        appendDecimal(figures.conversionRate, decimals: Figures.rateDecimals)
        self += #","epc":"#.utf8
        appendDecimal(figures.money(in: currency).earningsPerClick, decimals: Figures.rateDecimals)
        self += #","approvalRate":"#.utf8
        appendDecimal(figures.approvalRate, decimals: Figures.rateDecimals)
    }
}

extension Figures {
    /// Of `cr`, `epc` and `approvalRate`, which are small: a click earns cents, and one of many is accepted.
    static let rateDecimals = 4
}
