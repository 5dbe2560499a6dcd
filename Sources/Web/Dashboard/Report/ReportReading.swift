import Storage
import Tracking

/// Reads the figures that a page's report is of.
struct ReportReading {
    let store: any Store
    let choice: ReportChoice
    let period: ReportPeriod
    private let deadline = ContinuousClock.now + patience

    init(store: any Store, choice: ReportChoice, period: ReportPeriod) {
        self.store = store
        self.choice = choice
        self.period = period
    }

    /// - Throws: `StoreError`, of too many groups as well; `unknownCampaign`.
    func content() throws -> ReportContent {
        switch choice.subject {
        case .campaign(let campaign):
            guard let statistics = try statistics(of: campaign) else { throw RequestError.unknownCampaign }
            return ReportContent(statistics, before: try statisticsBefore(of: campaign))
        case .all(let division):
            let campaigns = try store.listedCampaigns()
            let sum = try sum(of: campaigns)
            return ReportContent(
                sum, before: try figuresBefore(of: campaigns), by: division,
                parameters: try OfferedParameters(store: store).names(of: sum.ranked(campaigns)))
        }
    }

    /// As long as one read may take all of them may take together.
    private static let patience = Duration.seconds(30)

    private var tookTooLong: StoreError { .unavailable(.tooLong, database: store.name) }

    private func statistics(of campaign: CampaignID) throws -> Statistics? {
        var query = query(campaign, period, groupedBy: choice.groupParameters)
        query.namesParameters = true
        return try store.statistics(query)
    }

    private func sum(of campaigns: [CampaignID]) throws -> CampaignSum {
        var sum = CampaignSum(period, groupedBy: choice.groupParameters)
        for campaign in campaigns {
            let query = query(campaign, period, groupedBy: choice.groupParameters)
            guard let statistics = try store.statistics(query) else { continue }
            try sum.add(statistics, to: query)
            guard ContinuousClock.now < deadline else { throw tookTooLong }
        }
        return sum
    }

    /// Only the sum of it is shown.
    private func statisticsBefore(of campaign: CampaignID) throws -> Statistics? {
        guard let before = period.before else { return nil }
        return try store.statistics(query(campaign, before, groupedBy: []))
    }

    /// Of all of them together, which counters tell where no journey is left out.
    private func figuresBefore(of campaigns: [CampaignID]) throws -> Figures? {
        guard let before = period.before else { return nil }
        var query = OverviewQuery(period: before, zone: choice.zone)
        query.showsTrends = false
        let figures: [Figures] =
            choice.filter.isEmpty
            ? try store.overview(query).map(\.figures)
            : try campaigns.compactMap { campaign in
                guard ContinuousClock.now < deadline else { throw tookTooLong }
                return try statisticsBefore(of: campaign)?.total.figures
            }
        return figures.reduce(into: Figures()) { $0 += $1 }
    }

    private func query(
        _ campaign: CampaignID, _ period: ReportPeriod, groupedBy parameters: [String]
    ) -> StatisticsQuery {
        var query = StatisticsQuery(
            campaign: campaign, period: period, zone: choice.zone, groupParameters: parameters)
        query.isSparse = true
        query.namesParameters = false
        query.filter = choice.filter
        return query
    }
}
