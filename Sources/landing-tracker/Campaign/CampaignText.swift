import Foundation
import Storage
import Tracking

/// Campaigns as a person reads them at a terminal.
enum CampaignText {
    static func table(_ listed: [ListedCampaign]) -> VisibleText {
        guard !listed.isEmpty else {
            return "No campaigns yet. See `landing-tracker campaign add --help`."
        }
        let rows = listed.map { row in
            let settings = row.campaign.settings
            return [
                String(row.campaign.id.number), settings.costModel.rawValue,
                "\(settings.cost.amount) \(settings.cost.currency.code.uppercased())",
                String(row.summary.clickCount), row.summary.lastActivityAt?.text ?? "none", settings.name,
            ]
        }
        let heading = ["ID", "MODEL", "COST", "CLICKS", "LAST ACTIVITY", "NAME"]
        return TextTable(heading: heading, rows: rows).text
    }

    static func details(_ campaign: Campaign, _ summary: CampaignSummary) -> VisibleText {
        let settings = campaign.settings
        return """
            Campaign       \(campaign.id.number) \(settings.name)
            Cost           \(settings.cost.amount) \(settings.cost.currency.code.uppercased()) (\(settings.costModel.rawValue))
            Status mapper  \(mapper(of: settings))
            Clicks         \(summary.clickCount)
            Last activity  \(summary.lastActivityAt?.text ?? "none")
            """
    }

    private static func mapper(of settings: Campaign.Settings) -> VisibleText {
        settings.statusMapper.map { .json(Array($0.json.utf8)) } ?? "none: every postback is trash"
    }
}
