import Tracking

extension DemoCampaign {
    /// One that pays, one that pays in euros and with which one source is too dear, and one that does not pay.
    package static func all() throws -> [DemoCampaign] {
        [
            DemoCampaign(
                id: try id(42),
                settings: try settings(
                    "LatAm Ring", cents: 1050, "usd",
                    #"{"approved":"accept","hold":"expect","rejected":"reject","trash":"trash"}"#),
                share: 50,
                sources: [
                    Source(name: "facebook", share: 60, leadsPerThousand: 70, clickCost: 2100),
                    Source(name: "tiktok", share: 27, leadsPerThousand: 45, clickCost: 1725),
                    Source(name: "google", share: 13, leadsPerThousand: 110, clickCost: 3350),
                ],
                countries: ["MX", "CO", "PE"],
                network: Network(
                    pending: ["hold"], approved: ["approved", "approved", "Approved"], rejected: ["rejected"],
                    trash: ["trash"], unmapped: ["callback", "duplicate"], approvedPercent: 46,
                    rejectedPercent: 38,
                    extra: #""payout":"10.50","offer_id":"456""#)),
            DemoCampaign(
                id: try id(43),
                settings: try settings(
                    "Keto EU", cents: 1800, "eur",
                    #"{"approved":"accept","pending":"expect","rejected":"reject","trash":"trash"}"#),
                share: 30,
                sources: [
                    Source(name: "facebook", share: 55, leadsPerThousand: 40, clickCost: 1875),
                    Source(name: "native", share: 30, leadsPerThousand: 28, clickCost: 2040),
                    Source(name: "google", share: 15, leadsPerThousand: 75, clickCost: 3215),
                ],
                countries: ["DE", "IT", "PL", "ES"],
                network: Network(
                    pending: ["pending"], approved: ["approved"], rejected: ["rejected", "REJECTED"],
                    trash: ["trash"], unmapped: ["on_hold"], approvedPercent: 36, rejectedPercent: 47,
                    extra: #""payment":18.00,"currency":"EUR""#)),
            DemoCampaign(
                id: try id(44),
                settings: try settings(
                    "Joint cream UA", cents: 725, "usd",
                    #"{"A":"accept","P":"expect","D":"reject","F":"trash"}"#),
                share: 20,
                sources: [
                    Source(name: "push", share: 70, leadsPerThousand: 22, clickCost: 425),
                    Source(name: "facebook", share: 30, leadsPerThousand: 60, clickCost: 1750),
                ],
                countries: ["UA"],
                network: Network(
                    pending: ["P"], approved: ["A"], rejected: ["D"], trash: ["F"], unmapped: ["R"],
                    approvedPercent: 41, rejectedPercent: 40, extra: #""sum":"7.25","currency":"usd""#)),
        ]
    }

    /// A number that a landing page sends by mistake: no campaign has it.
    package static func unknownID() throws -> CampaignID { try id(4242) }

    private struct WrongDemoCampaign: Error {}

    private static func id(_ number: Int64) throws -> CampaignID {
        guard let id = CampaignID(number) else { throw WrongDemoCampaign() }
        return id
    }

    private static func settings(
        _ name: String, cents: Int64, _ currency: String, _ mapping: String
    ) throws -> Campaign.Settings {
        guard let currency = Currency(currency) else { throw WrongDemoCampaign() }
        return Campaign.Settings(
            name: name, costModel: .cpa,
            cost: Payout(amount: Money(hundredThousandths: cents * Money.unit / 100), currency: currency),
            statusMapper: try StatusMapper(json: #"{"parameter":"status","mapping":\#(mapping)}"#))
    }
}
