import JSON
import Tracking

extension Statistics {
    /// The report as an answer and as the command line show it, written straight away: grouped, it can have very
    /// many lines.
    package var json: [UInt8] {
        var bytes: [UInt8] = Array(#"{"content":{"report":{"#.utf8)
        for (index, day) in days.enumerated() {
            bytes += index == 0 ? "\"".utf8 : ",\"".utf8
            bytes += day.day.description.utf8
            bytes += "\":{".utf8
            append(day, to: &bytes)
            bytes.append(UInt8(ascii: "}"))
        }
        bytes += #"},"total":{"#.utf8
        bytes.appendMembers(of: total, in: currency)
        bytes += #"},"parameters":"#.utf8
        bytes += JSONValue.array(parameters.map(JSONValue.string)).serialized
        bytes += #","groupParameters":"#.utf8
        bytes += JSONValue.array(groupParameters.map(JSONValue.string)).serialized
        bytes += "}}".utf8
        return bytes
    }

    private func append(_ day: Statistics.Day, to bytes: inout [UInt8]) {
        guard depth > 0 else { return bytes.appendMembers(of: day.line, in: currency) }
        if !expensesStandInGroups {
            bytes.appendExpenses(of: day.line.figures, in: currency)
            bytes.append(UInt8(ascii: ","))
        }
        bytes.appendRates(of: day.line.figures, in: currency)
        bytes.append(UInt8(ascii: ","))
        bytes.appendOthers(of: day.line)
        append(day.groups, level: 1, to: &bytes)
    }

    /// Clicks and conversions stand in the innermost groups only, as a reader of the original's reports expects.
    private func append(_ groups: [ReportGroup], level: Int, to bytes: inout [UInt8]) {
        for group in groups {
            bytes.append(UInt8(ascii: ","))
            bytes += JSONText(string: group.key.shown).bytes
            bytes += ":{".utf8
            if expensesStandInGroups, level == 1 {
                bytes.appendExpenses(of: group.figures, in: currency)
                bytes.append(UInt8(ascii: ","))
            }
            if level == depth {
                bytes.appendCounts(of: group.figures, in: currency)
                bytes.append(UInt8(ascii: ","))
            }
            bytes.appendRates(of: group.figures, in: currency)
            append(group.groups, level: level + 1, to: &bytes)
            bytes.append(UInt8(ascii: "}"))
        }
    }
}

/// Members of JSON objects, without the braces.
extension [UInt8] {
    fileprivate mutating func appendMembers(of line: Statistics.Line, in currency: Currency) {
        appendExpenses(of: line.figures, in: currency)
        append(UInt8(ascii: ","))
        appendCounts(of: line.figures, in: currency)
        append(UInt8(ascii: ","))
        appendRates(of: line.figures, in: currency)
        append(UInt8(ascii: ","))
        appendOthers(of: line)
    }

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

    fileprivate mutating func appendOthers(of line: Statistics.Line) {
        self += #""repeats":"#.utf8
        appendInteger(line.repeats)
        self += #","unattributed":"#.utf8
        appendInteger(line.unattributed)
    }
}

extension Figures {
    /// Of `cr`, `epc` and `approvalRate`, which are small: a click earns cents, and one of many is accepted.
    static let rateDecimals = 4
}
