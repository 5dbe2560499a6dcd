import Tracking

/// Which campaign may have been meant by a number that none had.
struct NearCampaigns {
    private let campaigns: [CampaignReference]
    private let archived: [CampaignReference]

    private static let mostSuggestions = 3

    init(_ campaigns: [CampaignReference], archived: [CampaignReference] = []) {
        self.campaigns = campaigns
        self.archived = archived
    }

    /// The campaign that has got the number since, and those whose numbers are near but for archived ones.
    func meant(by sent: CampaignID) -> [CampaignReference] {
        let same = (campaigns + archived).filter { $0.id == sent }
        return Array((same + campaigns.filter { sent.isNear($0.id) }).prefix(Self.mostSuggestions))
    }
}
