import HTML
import HTTP
import Storage
import Tracking

extension WebApp {
    /// What needs attention now, for the top of a page.
    func attention(for request: RoutedRequest) throws -> Attention {
        let base = request.request.prefix + Self.dashboardPath
        return Attention(
            try alerts.alerts(from: store(for: request), at: now()).map { $0.line(below: base) })
    }
}

extension Alert {
    fileprivate func line(below base: String) -> Attention.Line {
        Attention.Line(
            mark: severity == .error ? "Urgent:" : nil, cause: cause, cure: cure, link: link(below: base))
    }

    private func link(below base: String) -> Attention.Link {
        switch self {
        case .unknownCampaign, .moreUnknownCampaigns:
            Attention.Link("Attribute them", to: "\(base)/unattributed")
        case .eventsWithoutClick: Attention.Link("Show them", to: "\(base)/unattributed")
        case .trash(_, let campaign, _):
            Attention.Link("Change the mapper", to: "\(base)/campaigns/\(campaign.id)/edit")
        case .placeholder(_, _, let campaign?, _):
            Attention.Link("Show the leads", to: "\(base)/leads?campaignId=\(campaign.id)")
        case .placeholder(_, _, nil, _): Attention.Link("Show the events", to: "\(base)/live")
        case .refusedRequests: Attention.Link("Show them", to: "\(base)/live#refused")
        case .silentCampaign(let campaign, _, _, _):
            Attention.Link("Show the campaign", to: "\(base)/campaigns/\(campaign.id)")
        case .diskNearlyFull, .noBackup, .oldBackup, .clockWentBack:
            Attention.Link("Show the status", to: "\(base)/status")
        }
    }
}
