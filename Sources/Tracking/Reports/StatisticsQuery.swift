/// Which statistics are asked for.
package struct StatisticsQuery: Hashable, Sendable {
    package let campaign: CampaignID
    package let period: ReportPeriod
    package let zone: ReportZone
    /// Names of parameters, outermost first, compared by bytes.
    package let groupParameters: [String]
    /// Leaves out journeys whose first click has no parameter at all.
    package let skipsClicksWithoutParameters: Bool
    /// Which journeys count.
    package var filter = JourneyFilter()
    /// Whether a day shows only the groups that have something on it; else each shows every group of the answer, if that is
    /// within the limits.
    package var isSparse = false
    /// Whether the answer names the parameters that the campaign's clicks have.
    package var namesParameters = true

    /// The most groups of an answer, all days and levels together: what has a value of its own for nearly each visitor
    /// is no parameter to group by.
    package var groupLimit = 200_000
    /// Of their keys all together, each as often as it is shown, in bytes.
    package var keyByteLimit = 64 * 1024 * 1024

    /// The deepest nesting of groups.
    package static let maximumGroupParameterCount = 4

    /// The longest period, by the parameters whose values are told apart.
    package static func maximumDayCount(groupedBy parameters: [String]) -> Int {
        parameters.isEmpty ? ReportPeriod.maximumDayCount : ReportPeriod.maximumGroupedDayCount
    }

    package init(
        campaign: CampaignID, period: ReportPeriod, zone: ReportZone = .utc, groupParameters: [String] = [],
        skipsClicksWithoutParameters: Bool = false
    ) {
        self.campaign = campaign
        self.period = period
        self.zone = zone
        self.groupParameters = groupParameters
        self.skipsClicksWithoutParameters = skipsClicksWithoutParameters
    }
}
