import HTTP
import JSON
import Storage

/// Logins and campaigns.
extension OpenAPI {
    static var coreOperations: [Operation] {
        let campaign = Schema.reference("Campaign")
        return [
            .change(
                .post, "/api/v2/auth/authenticate", "authenticate", "Whether the login is good.",
                .init(status: .ok, description: "It is.", schema: Schema.null)),
            .read(
                "/api/v2/core/campaigns", "listCampaigns", "Campaigns, a page at a time.",
                query: QueryParameter.page(sortBy: CampaignSortKey.allCases.map(\.rawValue)),
                Schema.page(of: campaign)),
            .change(
                .post, "/api/v2/core/campaigns", "addCampaign", "A new campaign.",
                body: Schema.reference("NewCampaign"),
                .init(status: .created, description: "The campaign.", schema: campaign)),
            .read("/api/v2/core/campaigns/<id>", "showCampaign", "A campaign.", campaign).ofSomething,
            .read(
                "/api/v2/core/campaigns/<id>/flows", "listFlows", "Nothing, for clients that ask.",
                Schema.page(of: Schema.object([:], isOpen: true))
            ).ofSomething,
            .change(
                .patch, "/api/v2/core/campaigns/<id>", "editCampaign", "Changes what the body names.",
                body: Schema.reference("CampaignChange"),
                .init(status: .ok, description: "The campaign as it is now.", schema: campaign)
            ).ofSomething,
            .change(
                .post, "/api/v2/core/campaigns/<id>/attribute", "attributeClicks",
                "Makes the unattributed clicks that sent a number the campaign's.",
                body: Schema.object(["sentCampaignId": Schema.campaignID]),
                .init(
                    status: .ok, description: "How many journeys that were.",
                    schema: Schema.object(["attributed": Schema.count]))
            ).ofSomething,
            .read(
                "/api/v2/core/filters/campaigns", "listCampaignNames", "All campaigns by number and name.",
                Schema.array(of: Schema.object(["id": Schema.campaignID, "name": Schema.text]))),
            .read(
                "/api/v2/openapi.json", "showOpenAPI", "This description.",
                Schema.object(["openapi": Schema.text], isOpen: true)),
        ]
    }
}
