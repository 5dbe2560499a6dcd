import Tracking

/// Statistics as they are shown.
package struct StatisticsAnswer: Sendable {
    let statistics: Statistics
    /// Whether each outermost group shows its expenses, rather than each day.
    let expensesStandInGroups: Bool

    package init(_ statistics: Statistics, of campaign: Campaign) {
        self.statistics = statistics
        expensesStandInGroups =
            if let outermost = statistics.groupParameters.first,
                let parameter = campaign.expensesDistributionParameter
            {
                outermost.utf8.elementsEqual(parameter.utf8)
            } else {
                false
            }
    }

    /// How many levels of groups there are under a day.
    var depth: Int { statistics.groupParameters.count }
}
