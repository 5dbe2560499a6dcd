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
        expenses = try ExpensesOfPeriod(query, by: campaign.expensesDistributionParameter, in: database)
        starts = query.zone.starts(of: query.period)
        groupParameters = query.groupParameters.distinct.movingToFront(campaign.expensesDistributionParameter)
    }

    func statistics() throws -> Statistics {
        let names =
            query.namesParameters
            ? try CampaignParameters(campaign: campaign.id, database: database)
                .names(limit: Statistics.maximumParameterCount) : []
        return Statistics(
            campaign: campaign, days: try days(), parameters: names, groupParameters: groupParameters,
            filter: query.filter
        ).showingEveryGroup(for: query)
    }

    /// Counters know nothing of single journeys: where some are left out, blocks and clicks tell.
    private func days() throws -> [Statistics.Day] {
        guard query.filter.isEmpty else {
            return try zip(query.period.days, counted()).map { day, counted in
                self.day(day, Statistics.Line(figures: Figures(tally: counted.tally)), counted.groups)
            }
        }
        let lines = zip(query.period.days, try DayLines(query, from: starts, in: database).lines())
        guard !groupParameters.isEmpty else { return lines.map { day($0, $1, []) } }
        return try zip(lines, counted()).map { day($0.0, $0.1, $1.groups) }
    }

    private func counted() throws -> [GroupedDay] {
        try GroupedReport(
            query, groupParameters: groupParameters, dayStarts: starts,
            from: try SQLiteReportSource(campaign: campaign.id, database: database)
        ).counted()
    }

    /// With its expenses.
    private func day(_ day: ReportDay, _ line: Statistics.Line, _ groups: [ReportGroup]) -> Statistics.Day {
        var line = line
        line.figures.expenses = expenses.total(of: day)
        let isByDistribution =
            groupParameters.first?.hasSameBytes(as: campaign.expensesDistributionParameter) ?? false
        let values = isByDistribution ? expenses.byValue(on: day) : [:]
        return Statistics.Day(day: day, line: line, groups: groups.adding(values))
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
