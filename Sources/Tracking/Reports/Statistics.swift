/// The figures of one campaign by day, and by groups within each day.
package struct Statistics: Hashable, Sendable {
    /// As it was when the figures were read: payouts and expenses are shown in its currency, others beside it.
    package let campaign: Campaign
    /// Every day of the period, in order.
    package let days: [Day]
    /// The sum of the days.
    package let total: Line
    /// Names in the campaign's clicks, the most frequent first, at most `maximumParameterCount`.
    package let parameters: [String]
    /// The parameters that the groups follow, the distribution parameter of the campaign's expenses moved to the
    /// front.
    package let groupParameters: [String]
    /// Which journeys were counted. With any condition nobody knows of repeats and of clicks that count for no campaign,
    /// which are 0 then, and of some no expenses.
    package let filter: JourneyFilter
    /// Every group of the report, each to be shown on every day; nil: a day shows its own.
    package private(set) var outline: GroupOutline?
    /// Whether days show their own groups since all of them on each would be over the limits.
    package private(set) var isSparse = false

    package static let maximumParameterCount = 500

    package init(
        campaign: Campaign, days: [Day], parameters: [String], groupParameters: [String],
        filter: JourneyFilter = JourneyFilter()
    ) {
        self.campaign = campaign
        self.days = days
        self.parameters = parameters
        self.groupParameters = groupParameters
        self.filter = filter
        total = days.reduce(into: Line()) { $0 += $1.line }
    }

    /// The same figures with every group on each day, where the query wants that and its limits allow it.
    package func showingEveryGroup(for query: StatisticsQuery) -> Statistics {
        guard days.count > 1, !groupParameters.isEmpty, !query.isSparse else { return self }
        var statistics = self
        let outline = GroupOutline(days.map(\.groups))
        let isWithinLimits =
            outline.count * days.count <= query.groupLimit
            && outline.keyByteCount * days.count <= query.keyByteLimit
        statistics.outline = isWithinLimits ? outline : nil
        statistics.isSparse = !isWithinLimits
        return statistics
    }

    package var currency: Currency { campaign.settings.cost.currency }

    /// Whether expenses belong to each outermost group, rather than to each day.
    package var expensesStandInGroups: Bool {
        guard let outermost = groupParameters.first, let parameter = campaign.expensesDistributionParameter
        else { return false }
        return outermost.utf8.elementsEqual(parameter.utf8)
    }

    /// One day, in the time zone of the report.
    package struct Day: Hashable, Sendable {
        package let day: ReportDay
        package let line: Line
        /// Those with journeys or expenses, ordered as `ReportGroup` says; empty unless the report is grouped.
        package let groups: [ReportGroup]

        package init(day: ReportDay, line: Line, groups: [ReportGroup] = []) {
            self.day = day
            self.line = line
            self.groups = groups
        }
    }

    /// The figures of a day or of all days.
    package struct Line: Hashable, Sendable {
        package var figures = Figures()
        /// Of the journeys counted in `figures`, those that have a lead or a postback; 0 where some are left out.
        package var leads: Int64 = 0
        /// Later clicks of the journeys counted in `figures`.
        package var repeats: Int64 = 0
        /// Clicks that sent the campaign's number while no such campaign existed, and were not attributed since.
        package var unattributed: Int64 = 0

        package init(figures: Figures = Figures(), repeats: Int64 = 0, unattributed: Int64 = 0) {
            self.figures = figures
            self.repeats = repeats
            self.unattributed = unattributed
        }

        /// Takes in a figure of a counter's row.
        package mutating func add(_ value: Int64, of column: Counter.Column, in currency: Currency?) {
            switch (column.amount, column.status) {
            case (.journeys, nil): figures.tally.clicks += value
            case (.journeys, let status?): figures.tally[status].leads += value
            case (.repeats, _): repeats += value
            case (.leads, _): leads += value
            case (.payoutUnits, let status?):
                add(Int128(value) * Int128(Money.unit), to: status, in: currency)
            case (.payoutFraction, let status?): add(Int128(value), to: status, in: currency)
            case (.payoutUnits, nil), (.payoutFraction, nil), (.earliestClick, _), (.latestClick, _),
                (.latestActivity, _):
                break
            }
        }

        private mutating func add(
            _ hundredThousandths: Int128, to status: LeadStatus, in currency: Currency?
        ) {
            guard let currency else { return }
            figures.tally[status].payouts.add(
                MoneySum(hundredThousandths: hundredThousandths), in: currency)
        }

        package static func += (left: inout Line, right: Line) {
            left.figures += right.figures
            left.leads += right.leads
            left.repeats += right.repeats
            left.unattributed += right.unattributed
        }
    }
}

/// The journeys of a day, or of an outer group, that share one parameter's value.
///
/// Groups beside each other are ordered by clicks, most first, then by the bytes of their keys.
package struct ReportGroup: Hashable, Sendable {
    package let key: GroupKey
    /// With expenses only in the groups of the campaign's distribution parameter.
    package let figures: Figures
    /// Of the next parameter; empty at the last one.
    package let groups: [ReportGroup]

    package init(key: GroupKey, figures: Figures, groups: [ReportGroup] = []) {
        self.key = key
        self.figures = figures
        self.groups = groups
    }
}
