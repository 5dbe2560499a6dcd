/// What a media buyer pays for, and how a network's words are read.
package struct Campaign: Hashable, Sendable {
    package let id: CampaignID
    package let createdAt: Timestamp
    package var settings: Settings
    /// The parameter by whose values the campaign's expenses are given; decided by the first of them, nil without any.
    package let expensesDistributionParameter: String?

    package init(
        id: CampaignID, createdAt: Timestamp, settings: Settings,
        expensesDistributionParameter: String? = nil
    ) {
        self.id = id
        self.createdAt = createdAt
        self.settings = settings
        self.expensesDistributionParameter = expensesDistributionParameter
    }

    /// Everything about a campaign that a person chooses.
    package struct Settings: Hashable, Sendable {
        /// 1 ... 255 characters, none of them a control character.
        package var name: String
        package var costModel: CostModel
        /// What one accepted or expected conversion is worth.
        package var cost: Payout
        /// nil: every postback of the campaign is trash.
        package var statusMapper: StatusMapper?
        /// Whether the lists of the pages leave it out; it records as before.
        package var isArchived: Bool

        package init(
            name: String, costModel: CostModel, cost: Payout, statusMapper: StatusMapper?,
            isArchived: Bool = false
        ) {
            self.name = name
            self.costModel = costModel
            self.cost = cost
            self.statusMapper = statusMapper
            self.isArchived = isArchived
        }
    }
}

/// The unit in which traffic is bought; recorded with the campaign and shown, not computed with.
package enum CostModel: String, CaseIterable, Sendable {
    case cpc, cpm, cpl, cpa, cpi
}
