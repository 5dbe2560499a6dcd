import Markup
import Tracking

/// Journeys that were looked for, as a table.
struct JourneyTable {
    let clock: WallClock
    let base: String

    /// Nothing when there is none.
    func markup(_ caption: String, _ journeys: [JourneySummary]) -> Markup {
        guard !journeys.isEmpty else { return .none }
        let columns = ["Click id", "Campaign", "Status", "Leads", "Postbacks", "Clicked", "Last event"]
        return Table(caption: caption, columns: columns.map { Table.Column($0) }, rows: journeys.map(cells))
            .markup
    }

    /// The same in a panel of its own.
    func panel(_ heading: String, _ journeys: [JourneySummary]) -> Markup {
        guard !journeys.isEmpty else { return .none }
        return Markup { page in
            page.element("section", ["class": "panel"]) { page in
                page.element("h2", text: heading)
                page.markup(markup(heading, journeys))
            }
        }
    }

    private func cells(_ journey: JourneySummary) -> [Table.Cell] {
        [
            .link("\(journey.clickID)", to: "\(base)/journeys/\(journey.clickID)", style: "code"),
            journey.campaign.map { Table.Cell.link("\($0)", to: "\(base)/campaigns/\($0)") }
                ?? .text("none", style: "muted"),
            .text(
                journey.status?.participle ?? "none yet",
                style: journey.status.map { "\($0.rawValue) status" } ?? "muted"),
            .text(journey.leadCount.grouped), .text(journey.postbackCount.grouped),
            journey.clickedAt.map { Table.Cell.markup(clock.markup($0)) } ?? .text("not yet", style: "muted"),
            .markup(clock.markup(journey.lastActivityAt)),
        ]
    }
}
