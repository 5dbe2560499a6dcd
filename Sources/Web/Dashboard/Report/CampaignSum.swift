import Storage
import Tracking

/// What campaigns come to, taken in one after the other: of each only its sum is kept.
struct CampaignSum {
    /// Of all of them together.
    private(set) var days: [ReportContent.Day]
    private(set) var campaigns: [ReportNode] = []
    /// Whether what was spent on just these journeys is known.
    private(set) var hasExpenses = true

    init(_ period: ReportPeriod) {
        days = period.days.map { ReportContent.Day(day: $0, figures: Figures()) }
    }

    mutating func add(_ statistics: Statistics) {
        for (place, day) in statistics.days.enumerated() { days[place].figures += day.line.figures }
        let isKnown =
            statistics.filter.expenses(by: statistics.campaign.expensesDistributionParameter) != .none
        hasExpenses = hasExpenses && isKnown
        let figures = statistics.total.figures
        guard !figures.isNothing else { return }
        let campaign = CampaignReference(id: statistics.campaign.id, name: statistics.campaign.settings.name)
        campaigns.append(ReportNode(name: .campaign(campaign), figures: figures, hasExpenses: isKnown))
    }
}
