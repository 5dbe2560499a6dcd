/// How postbacks of one journey are mapped that came before its click and do not decide: with the settings of the moment
/// in which the journey got its campaign.
package struct PostbackMapping: Hashable, Sendable {
    private let settings: Campaign.Settings

    /// Of a campaign of which only its cost and its mapper are known.
    package init(cost: Payout, statusMapper: StatusMapper?) {
        settings = Campaign.Settings(name: "", costModel: .cpa, cost: cost, statusMapper: statusMapper)
    }

    /// What each of them means.
    package func mapped(_ postbacks: [JourneyStep.StoredPostback]) -> [Conversion] {
        postbacks.map { settings.conversion(of: $0.parameters, reportedAt: $0.createdAt) }
    }
}
