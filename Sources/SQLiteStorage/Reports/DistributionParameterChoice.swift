import GRDB
import Storage
import Tracking

/// The parameter by which a campaign's first expenses are to be distributed, before it is decided.
///
/// Before its first click a campaign may have any; afterwards one that no click has is a mistake.
struct DistributionParameterChoice {
    let parameter: String
    let campaign: CampaignID
    let database: Database

    /// - Throws: `noClicksParameter`.
    func check() throws {
        guard try isOpen() else { return }
        let parameters = CampaignParameters(campaign: campaign, database: database)
        guard try !parameters.mayHave(parameter) else { return }
        let names = try parameters.names(limit: Statistics.maximumParameterCount)
        throw StoreError.refused(.noClicksParameter(near: NearMiss.meanings(of: parameter, among: names)))
    }

    /// Whether the campaign has clicks, and no parameter yet.
    private func isOpen() throws -> Bool {
        let row = try Row.fetchOne(
            database,
            literal: """
                SELECT 1 FROM campaign JOIN campaign_counter ON campaign_counter.campaign_id = campaign.id
                WHERE campaign.id = \(campaign.number) AND campaign_counter.clicks > 0
                    AND campaign.expenses_distribution_parameter IS NULL
                """)
        return row != nil
    }
}
