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
            .change(
                .post, "/api/v2/core/campaigns/<id>/move-clicks", "moveClicks",
                "Makes clicks of another campaign this one's, or shows what that would change.",
                body: clickMove,
                .init(status: .ok, description: "How many journeys, and the run.", schema: moved)
            ).ofSomething,
            .change(
                .post, "/api/v2/core/campaigns/moves/<run>/undo", "undoMove",
                "Gives back what a run of a move has moved.", body: Schema.object([:]),
                .init(
                    status: .ok, description: "How many journeys, and how many another run has moved since.",
                    schema: Schema.object(["undone": Schema.count, "movedSince": Schema.count]))
            ).ofSomething,
            .read(
                "/api/v2/core/filters/campaigns", "listCampaignNames", "All campaigns by number and name.",
                Schema.array(of: Schema.object(["id": Schema.campaignID, "name": Schema.text]))),
            .read(
                "/api/v2/openapi.json", "showOpenAPI", "This description.",
                Schema.object(["openapi": Schema.text], isOpen: true)),
        ]
    }

    private static var clickMove: JSONValue {
        Schema.object(
            [
                "fromCampaignId": Schema.campaignID, "periodStart": Schema.day, "periodEnd": Schema.day,
                "timezone": Schema.text,
                "parameters": Schema.map(of: ["type": ["string", "number", "boolean"]]),
                "dryRun": Schema.bool,
            ],
            optional: ["periodEnd", "timezone", "parameters", "dryRun"])
    }

    /// With the money by status and currency only when nothing is moved.
    private static var moved: JSONValue {
        let conversions = Schema.object([
            "leads": Schema.count, "payouts": Schema.map(of: Schema.amount),
        ])
        let money = Schema.object([
            "accept": conversions, "expect": conversions, "reject": conversions, "trash": conversions,
        ])
        return Schema.object(
            ["moved": Schema.count, "run": Schema.orNull(Schema.count), "before": money, "after": money],
            optional: ["before", "after"])
    }
}
