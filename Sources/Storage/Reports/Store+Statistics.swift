import GRDB
import Tracking

extension Store {
    /// The figures of a campaign, all from one state of the database.
    ///
    /// - Returns: Zeros for a number that no campaign has.
    package func statistics(_ query: StatisticsQuery) throws(StoreError) -> Statistics {
        try read { database in
            let expenses = try ExpensesOfPeriod(query, in: database)
            let parameters = query.groupParameters.distinct.movingToFront(expenses.distributionParameter)
            let starts = query.zone.starts(of: query.period)
            let lines = try DayLines(query, in: database)
            var days = try query.period.days.enumerated().map { index, day in
                var line = try lines.line(from: starts[index], to: starts[index + 1])
                line.figures.expenses = expenses.total(of: day)
                return Statistics.Day(day: day, line: line)
            }
            if let outermost = parameters.first {
                let tallies = try groupedTallies(
                    query, groupParameters: parameters, dayStarts: starts, in: database)
                let isByDistribution = outermost.hasSameBytes(as: expenses.distributionParameter)
                days = zip(days, tallies).map { day, tallies in
                    let values = isByDistribution ? expenses.byValue(on: day.day) : [:]
                    let groups = ReportGroup.nest(tallies, expenses: values)
                    return Statistics.Day(day: day.day, line: day.line, groups: groups)
                }
            }
            let names = try parameterNames(
                of: query.campaign, limit: Statistics.maximumParameterCount, in: database)
            return Statistics(days: days, parameters: names, groupParameters: parameters)
        }
    }
}

extension [String] {
    /// Without those that came before, compared by bytes.
    fileprivate var distinct: [String] {
        reduce(into: []) { names, name in
            if !names.contains(where: name.hasSameBytes) { names.append(name) }
        }
    }

    fileprivate func movingToFront(_ name: String?) -> [String] {
        filter { $0.hasSameBytes(as: name) } + filter { !$0.hasSameBytes(as: name) }
    }
}

extension String {
    /// Swift's own comparison would take two spellings of one letter as equal.
    fileprivate func hasSameBytes(as other: String?) -> Bool {
        other.map { utf8.elementsEqual($0.utf8) } ?? false
    }
}
