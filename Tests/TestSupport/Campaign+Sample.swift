import Storage
import Tracking

extension Campaign.Settings {
    /// A campaign as the documentation's examples have it: `status=approved` is accept, `hold` is expect.
    ///
    /// `cost` is in whole units of the currency; `mapper` is the status mapper's JSON.
    package static func sample(
        name: String = "LatAm Ring Campaign", cost: Int64 = 10, currency: String = "usd",
        mapper: String? = sampleMapper
    ) throws -> Campaign.Settings {
        struct UnknownCurrency: Error {}
        guard let currency = Currency(currency) else { throw UnknownCurrency() }
        return Campaign.Settings(
            name: name, costModel: .cpa,
            cost: Payout(amount: Money(hundredThousandths: cost * 100_000), currency: currency),
            statusMapper: try mapper.map { try StatusMapper(json: $0) })
    }

    package static let sampleMapper = """
        {"parameter":"status","mapping":{"approved":"accept","hold":"expect","declined":"reject"}}
        """
}

extension Campaign.Change {
    /// To these settings, whatever they were.
    package init(to settings: Campaign.Settings) {
        self.init(
            name: settings.name, costModel: settings.costModel, amount: settings.cost.amount,
            currency: settings.cost.currency, statusMapper: .some(settings.statusMapper),
            isArchived: settings.isArchived)
    }
}

extension CampaignStore {
    /// Adds the sample campaign, number 42 as in the documentation's examples unless told otherwise.
    @discardableResult
    package func addSampleCampaign(
        _ number: Int64 = 42, _ settings: Campaign.Settings? = nil
    ) throws -> Campaign {
        try addCampaign(
            try settings ?? .sample(), id: CampaignID(number), at: Timestamp(milliseconds: 1_000))
    }
}
