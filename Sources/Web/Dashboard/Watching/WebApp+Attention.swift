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
        case .placeholder(let name, _, let campaign, _, let kinds):
            link(toPlaceholder: name, of: campaign?.id, in: kinds, below: base)
        case .refusedRequests: Attention.Link("Show them", to: "\(base)/live#refused")
        case .silentCampaign(let campaign, _, _, _):
            Attention.Link("Show the campaign", to: "\(base)/campaigns/\(campaign.id)")
        case .diskNearlyFull, .noBackup, .oldBackup, .clockWentBack:
            Attention.Link("Show the status", to: "\(base)/status")
        }
    }

    /// Where such events are listed: a report groups by what the first click has brought, and leads are journeys with a
    /// lead or a postback, of these days.
    private func link(
        toPlaceholder name: String, of campaign: CampaignID?, in kinds: Set<LatestEvent.Kind>,
        below base: String
    ) -> Attention.Link {
        guard let campaign else { return Attention.Link("Show the events", to: "\(base)/live") }
        if kinds.contains(.click), let report = ReportChoice(of: campaign, byParameter: name) {
            return Attention.Link("Show its values", to: base + report.address)
        }
        guard kinds.contains(.lead) || kinds.contains(.postback) else {
            return Attention.Link("Show the events", to: "\(base)/live")
        }
        let query = QueryString.text([
            (name: "campaignId", value: campaign.description),
            (name: "periodOf", value: LeadsQuery.Dated.byLastEvent.rawValue),
        ])
        return Attention.Link("Show the leads", to: "\(base)/leads?\(query)")
    }
}

extension ReportChoice {
    /// A longer name makes an address that some web server may refuse.
    private static let longestLinkedName = 255

    /// Of the usual days; nil for a name that no address can group by, with a comma for example.
    fileprivate init?(of campaign: CampaignID, byParameter name: String) {
        let names = StatisticsQuery.parameterNames(in: name)
        guard name.utf8.count <= Self.longestLinkedName, names.count == 1,
            names[0].utf8.elementsEqual(name.utf8)
        else { return nil }
        self.init(
            subject: .campaign(campaign), days: .recent(.usual), zone: .utc, groupParameters: [name])
    }
}
