import HTML
import HTTP
import Markup
import Storage
import Tracking

/// Campaigns that lists leave out.
extension WebApp {
    /// `POST /dashboard/campaigns/<id>/archive`: `archived` says whether to archive it or to list it again.
    func archiveCampaign(_ request: RoutedRequest) throws -> Reply {
        let id = try request.campaignID()
        let isArchived = try FormFields(request.request).text("archived") == "true"
        guard try store.updateCampaign(id, Campaign.Change(isArchived: isArchived)) != nil else {
            throw RequestError.unknownCampaign
        }
        let done = isArchived ? "archived" : "listed"
        return .response(HTTPResponse(seeOther: "/campaigns/\(id)/edit?done=\(done)", of: request.request))
    }

    /// `GET /dashboard/campaigns/archived`.
    func listArchivedCampaigns(_ request: RoutedRequest) throws -> Reply {
        let campaigns = try store(for: request).campaigns().filter(\.settings.isArchived)
        let base = request.request.prefix + Self.dashboardPath
        let settings = request.identity?.mayChange == true ? "Change or list again" : "Show"
        let table = Table(
            caption: "Archived campaigns",
            columns: ["Campaign", "Since", "Settings"].map { Table.Column($0) },
            rows: campaigns.map { campaign in
                [
                    .link("\(campaign.id) \(campaign.settings.name)", to: "\(base)/campaigns/\(campaign.id)"),
                    .text(ReportZone.utc.day(of: campaign.createdAt).map { "\($0)" } ?? ""),
                    .link(settings, to: "\(base)/campaigns/\(campaign.id)/edit"),
                ]
            })
        return .response(
            HTTPResponse(
                .ok, ArchivedPage(campaigns.isEmpty ? nil : table.markup),
                in: request.layout("Archived campaigns", .overview)))
    }
}
