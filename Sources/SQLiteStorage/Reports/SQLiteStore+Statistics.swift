import Blocks
import GRDB
import Storage
import Tracking

extension SQLiteStore {
    package func statistics(_ query: StatisticsQuery) throws(StoreError) -> Statistics? {
        try read { database in
            guard let campaign = try Campaign.fetch(query.campaign, from: database) else { return nil }
            return try StatisticsReading(query, of: campaign, in: database).statistics()
        }
    }
}

/// Reads the figures of one report, within one transaction.
private struct StatisticsReading {
    private let query: StatisticsQuery
    private let campaign: Campaign
    private let database: Database
    private let expenses: ExpensesOfPeriod
    private let starts: [Timestamp]
    private let groupParameters: [String]

    init(_ query: StatisticsQuery, of campaign: Campaign, in database: Database) throws {
        self.query = query
        self.campaign = campaign
        self.database = database
        expenses = try ExpensesOfPeriod(query, in: database)
        starts = query.zone.starts(of: query.period)
        groupParameters = query.groupParameters.distinct.movingToFront(campaign.expensesDistributionParameter)
    }

    func statistics() throws -> Statistics {
        let names = try CampaignParameters(campaign: campaign.id, database: database)
            .names(limit: Statistics.maximumParameterCount)
        return Statistics(
            campaign: campaign, days: try days(), parameters: names, groupParameters: groupParameters
        ).showingEveryGroup(for: query)
    }

    private func days() throws -> [Statistics.Day] {
        let lines = try DayLines(query, in: database)
        let days = try query.period.days.enumerated().map { index, day in
            var line = try lines.line(from: starts[index], to: starts[index + 1])
            line.figures.expenses = expenses.total(of: day)
            return Statistics.Day(day: day, line: line)
        }
        guard let outermost = groupParameters.first else { return days }
        let report = GroupedReport(
            query, groupParameters: groupParameters, dayStarts: starts,
            from: try SQLiteReportSource(campaign: campaign.id, database: database))
        let isByDistribution = outermost.hasSameBytes(as: campaign.expensesDistributionParameter)
        return zip(days, try report.groups()).map { day, groups in
            let values = isByDistribution ? expenses.byValue(on: day.day) : [:]
            return Statistics.Day(day: day.day, line: day.line, groups: groups.adding(values))
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
