import JSON
import Tracking

extension StatisticsAnswer {
    /// The report as an answer and as the command line show it, written straight away: grouped, it can have very
    /// many lines.
    package var json: [UInt8] {
        var bytes: [UInt8] = Array(#"{"content":{"report":{"#.utf8)
        for (index, day) in statistics.days.enumerated() {
            bytes += index == 0 ? "\"".utf8 : ",\"".utf8
            bytes += day.day.description.utf8
            bytes += "\":{".utf8
            append(day, to: &bytes)
            bytes.append(UInt8(ascii: "}"))
        }
        bytes += #"},"total":{"#.utf8
        bytes.appendMembers(of: statistics.total)
        bytes += #"},"parameters":"#.utf8
        bytes += JSONValue.array(statistics.parameters.map(JSONValue.string)).serialized
        bytes += #","groupParameters":"#.utf8
        bytes += JSONValue.array(statistics.groupParameters.map(JSONValue.string)).serialized
        bytes += "}}".utf8
        return bytes
    }

    private func append(_ day: Statistics.Day, to bytes: inout [UInt8]) {
        guard depth > 0 else { return bytes.appendMembers(of: day.line) }
        if !expensesStandInGroups {
            bytes.appendExpenses(of: day.line.figures)
            bytes.append(UInt8(ascii: ","))
        }
        bytes.appendRates(of: day.line.figures)
        bytes.append(UInt8(ascii: ","))
        bytes.appendOthers(of: day.line)
        append(day.groups, level: 1, to: &bytes)
    }

    /// Clicks and outcomes stand in the innermost groups only, as a reader of the original's reports expects.
    private func append(_ groups: [ReportGroup], level: Int, to bytes: inout [UInt8]) {
        for group in groups {
            bytes.append(UInt8(ascii: ","))
            bytes += JSONText(string: group.key.shown).bytes
            bytes += ":{".utf8
            if expensesStandInGroups, level == 1 {
                bytes.appendExpenses(of: group.figures)
                bytes.append(UInt8(ascii: ","))
            }
            if level == depth {
                bytes.appendCounts(of: group.figures)
                bytes.append(UInt8(ascii: ","))
            }
            bytes.appendRates(of: group.figures)
            append(group.groups, level: level + 1, to: &bytes)
            bytes.append(UInt8(ascii: "}"))
        }
    }
}

/// Members of JSON objects, without the braces.
extension [UInt8] {
    fileprivate mutating func appendMembers(of line: Statistics.Line) {
        appendExpenses(of: line.figures)
        append(UInt8(ascii: ","))
        appendCounts(of: line.figures)
        append(UInt8(ascii: ","))
        appendRates(of: line.figures)
        append(UInt8(ascii: ","))
        appendOthers(of: line)
    }

    fileprivate mutating func appendExpenses(of figures: Figures) {
        self += #""expenses":"#.utf8
        appendDecimal(figures.expenses)
        self += #","roi_accepted":"#.utf8
        appendDecimal(figures.acceptedROI, decimals: 2)
        self += #","roi_expected":"#.utf8
        appendDecimal(figures.expectedROI, decimals: 2)
        self += #","profit_accepted":"#.utf8
        appendDecimal(figures.acceptedProfit)
        self += #","profit_expected":"#.utf8
        appendDecimal(figures.expectedProfit)
    }

    fileprivate mutating func appendCounts(of figures: Figures) {
        self += #""clicks":"#.utf8
        appendInteger(figures.clicks)
        self += #","statuses":{"#.utf8
        for (index, status) in LeadStatus.allCases.enumerated() {
            let outcomes = figures.tally[status]
            self += index == 0 ? "\"".utf8 : ",\"".utf8
            self += status.rawValue.utf8
            self += #"":{"leads":"#.utf8
            appendInteger(outcomes.leads)
            self += #","payouts":"#.utf8
            appendDecimal(outcomes.payouts)
            append(UInt8(ascii: "}"))
        }
        append(UInt8(ascii: "}"))
    }

    fileprivate mutating func appendRates(of figures: Figures) {
        self += #""cr":"#.utf8
        appendDecimal(figures.conversionRate, decimals: Figures.rateDecimals)
        self += #","epc":"#.utf8
        appendDecimal(figures.earningsPerClick, decimals: Figures.rateDecimals)
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
