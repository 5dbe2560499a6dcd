extension Campaign {
    /// What is to become different of a campaign's settings: just what is given, all else stays.
    package struct Change: Hashable, Sendable {
        package var name: String?
        package var costModel: CostModel?
        package var amount: Money?
        package var currency: Currency?
        /// nil: the mapper stays; nil inside: it is removed, and every postback becomes trash.
        package var statusMapper: StatusMapper??
        package var isArchived: Bool?

        package init(
            name: String? = nil, costModel: CostModel? = nil, amount: Money? = nil, currency: Currency? = nil,
            statusMapper: StatusMapper?? = nil, isArchived: Bool? = nil
        ) {
            self.name = name
            self.costModel = costModel
            self.amount = amount
            self.currency = currency
            self.statusMapper = statusMapper
            self.isArchived = isArchived
        }
    }
}

extension Campaign.Settings {
    package mutating func apply(_ change: Campaign.Change) {
        name = change.name ?? name
        costModel = change.costModel ?? costModel
        cost = Payout(amount: change.amount ?? cost.amount, currency: change.currency ?? cost.currency)
        statusMapper = change.statusMapper ?? statusMapper
        isArchived = change.isArchived ?? isArchived
    }
}
