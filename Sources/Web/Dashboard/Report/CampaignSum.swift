import Storage
import Tracking

/// What campaigns come to, taken in one after the other: of each only its sum is kept, and of all together the groups.
struct CampaignSum {
    /// Of all of them together.
    private(set) var days: [ReportContent.Day]
    private(set) var campaigns: [ReportNode] = []
    /// Whether what was spent on just these journeys is known.
    private(set) var hasExpenses = true
    /// The parameters of the groups, outermost first; empty: there are none.
    let names: [String]
    private var merged = MergedGroups()
    /// Whether a campaign's expenses are those of its outermost groups, and whether another's are of something else.
    private var hasSpentByGroup = false
    private var hasSpentOtherwise = false

    /// `names` has no name twice.
    init(_ period: ReportPeriod, groupedBy names: [String]) {
        days = period.days.map { ReportContent.Day(day: $0, figures: Figures()) }
        self.names = names
    }

    /// Takes in a campaign's answer to a query, whose limits hold for the groups of all campaigns together.
    ///
    /// - Throws: `refused`, of `tooManyGroups` or `groupsTooLong`.
    mutating func add(_ statistics: Statistics, to query: StatisticsQuery) throws(StoreError) {
        for (place, day) in statistics.days.enumerated() { days[place].figures += day.line.figures }
        let figures = statistics.total.figures
        guard !figures.isNothing else { return }
        let isKnown =
            statistics.filter.expenses(by: statistics.campaign.expensesDistributionParameter) != .none
        hasExpenses = hasExpenses && isKnown
        let campaign = CampaignReference(id: statistics.campaign.id, name: statistics.campaign.settings.name)
        campaigns.append(ReportNode(name: .campaign(campaign), figures: figures, hasExpenses: isKnown))
        mergeGroups(of: statistics)
        guard merged.count <= query.groupLimit else {
            throw .refused(.tooManyGroups(limit: query.groupLimit))
        }
        guard merged.keyByteCount <= query.keyByteLimit else {
            throw .refused(.groupsTooLong(limit: query.keyByteLimit))
        }
    }

    /// Each campaign has the parameter of its expenses outermost: here all have the order that was asked for.
    private mutating func mergeGroups(of statistics: Statistics) {
        guard !names.isEmpty else { return }
        let levels = names.compactMap { name in
            statistics.groupParameters.firstIndex { $0.utf8.elementsEqual(name.utf8) }
        }
        for day in statistics.days { merged.add(day.groups, levels: levels) }
        if statistics.expensesStandInGroups, levels.first == 0 {
            hasSpentByGroup = true
        } else if statistics.total.figures.expenses != .zero {
            hasSpentOtherwise = true
        }
    }

    /// Of all campaigns together, in the order of groups.
    var groups: [ReportGroup] { merged.groups }

    /// Whether what was spent on each outermost group is known: by whichever campaign something was spent at all.
    var groupsHaveExpenses: Bool { hasExpenses && hasSpentByGroup && !hasSpentOtherwise }

    /// These campaigns, the ones with the most clicks first; those with as many stay as they are.
    func ranked(_ campaigns: [CampaignID]) -> [CampaignID] {
        var clicks: [CampaignID: Int64] = [:]
        for node in self.campaigns {
            guard case .campaign(let campaign) = node.name else { continue }
            clicks[campaign.id] = node.figures.clicks
        }
        return campaigns.sorted { clicks[$0, default: 0] > clicks[$1, default: 0] }
    }
}
